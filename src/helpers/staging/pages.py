"""One page of a staged project: translated, cleaned, its numbers linked, its pictures beside it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from bookmaker.project import shortcodes, yaml_text
from bookmaker.project.description import Chapter
from bookmaker.project.lines import FRONT_MATTER, Line, lines_of, outside_code, page_lines
from bookmaker.project.notebooks import read_notebook
from helpers.agreement import agreed
from helpers.errors import Problem
from helpers.paths import Directories
from helpers.staging.admission import picture_fault
from helpers.staging.claims.links import ClaimLinks
from helpers.staging.cleaning import clean
from helpers.staging.figures import StagedFloats
from helpers.translation.catalogues import Catalogue
from helpers.translation.checks import mistranslations
from helpers.translation.pages import translated_notebook, translated_page

_PICTURE = re.compile(r"!\[.*?\]\((?P<target>[^)\s]+)")


def source_of(edition: Directories, chapter: Chapter) -> Path:
    """Where a page comes from: an executed notebook, or a file of the project."""
    if chapter.is_notebook:
        return edition.executed / PurePosixPath(chapter.source).name
    return edition.root / chapter.source


def stage_page(
    edition: Directories,
    chapter: Chapter,
    *,
    values: Mapping[str, str],
    floats: StagedFloats,
    links: ClaimLinks | None,
    fill: Callable[[str], str] | None = None,
) -> list[Problem]:
    """Write a page with its pictures into the project; returns what is wrong with it.

    `values` are the texts of the prose's variables; `floats` takes in the figures and tables;
    without `links` numbers lead nowhere. `fill` sets what is written from the data into a page.
    """
    source, target = source_of(edition, chapter), floats.directory / chapter.source
    target.parent.mkdir(parents=True, exist_ok=True)
    name = PurePosixPath(chapter.source).stem
    texts = Catalogue.open(edition.language, name, edition.root)

    def translate(text: str, kind: str) -> str:
        return agreed(texts.text(text, kind), edition.language, values)

    if chapter.is_notebook:
        notebook = translated_notebook(read_notebook(source, chapter.source), translate)
        notebook, problems = clean(notebook, values, source=chapter.source)
        if links:
            links.link_notebook(notebook, chapter.source)
        floats.add(notebook, chapter.source)
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
        target.write_text(text + "\n", encoding="utf-8")
        prose = _notebook_prose(notebook)
    else:
        text = translated_page(source.read_text(encoding="utf-8"), translate)
        text = fill(text) if fill else text
        linked = links.link_page(text, chapter.source) if links else text
        target.write_text(linked, encoding="utf-8")
        prose = list(outside_code(page_lines(text, chapter.source)))
        problems = [p for line in prose for p in shortcodes.check(line, values)]
        problems += _front_matter_problems(text, chapter.source)
    problems += mistranslations(edition.root, [edition.language], name, values)
    return problems + _pictures(edition, chapter, prose=prose, directory=target.parent)


def _front_matter_problems(text: str, source: str) -> list[Problem]:
    """A title in the head hides the heading's id and `.unnumbered` from Quarto."""
    match = FRONT_MATTER.match(text)
    if match:
        # Quarto reads the head, and would unfold it.
        yaml_text.load(match[0].rstrip().removesuffix("---"), source)
    rows = match[0].split("\n") if match else []
    message = "a page's title is its heading '# Title {#sec-id}'; take it out of the YAML head"
    return [
        Problem(source, str(number), "title", message)
        for number, row in enumerate(rows, start=1)
        if row.startswith("title:")
    ]


def _notebook_prose(notebook: Mapping[str, Any]) -> list[Line]:
    cells = (
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"
    )
    return [line for text in cells for line in outside_code(lines_of(text, ""))]


def _pictures(
    edition: Directories, chapter: Chapter, *, prose: Iterable[Line], directory: Path
) -> list[Problem]:
    """Copy the pictures a page shows; `figures/…` are the ones the notebooks wrote."""
    problems = []
    for line in prose:
        for match in _PICTURE.finditer(line.text):
            target = match["target"]
            if re.match(r"[a-z]+:", target):
                message = f"picture {target} is on another host; keep a copy in the project"
                problems.append(Problem(chapter.source, str(line.row), "", message))
                continue
            origin = _picture_source(edition, chapter, target=target)
            own = edition.figures if origin.parent == edition.figures else edition.root
            if origin.is_file() and (fault := picture_fault(origin, own)):
                message = f"picture {target} {fault}"
                problems.append(Problem(chapter.source, str(line.row), "", message))
            elif origin.is_file():
                place = directory / target
                place.parent.mkdir(parents=True, exist_ok=True)
                # A notebook's own picture may be there already, with its title.
                if not place.exists():
                    shutil.copyfile(origin, place)
            else:
                message = f"picture {target} is missing; pictures of notebooks are figures/NAME"
                problems.append(Problem(chapter.source, str(line.row), "", message))
    return problems


def _picture_source(edition: Directories, chapter: Chapter, *, target: str) -> Path:
    path = PurePosixPath(target)
    if "figures" in path.parts[:-1]:
        return edition.figures / path.name
    return (edition.root / chapter.source).parent / target

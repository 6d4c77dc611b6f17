"""One page of a staged project: translated, cleaned, its numbers linked, its pictures beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from bookmaker.project import shortcodes, yaml_text
from bookmaker.project.description import Chapter
from bookmaker.project.lines import (
    FRONT_MATTER,
    Line,
    lines_of,
    outside_code,
    page_lines,
    read_text,
)
from bookmaker.project.notebooks import STAGED_TAG, cell_file, joined
from helpers.agreement import agreed
from helpers.errors import Problem
from helpers.paths import Directories
from helpers.staging.claims.links import ClaimLinks
from helpers.staging.cleaning import clean
from helpers.staging.executed import read_executed
from helpers.staging.figures import StagedFloats
from helpers.staging.pictures import stage_pictures, with_names
from helpers.translation.catalogues import Catalogue
from helpers.translation.checks import mistranslations
from helpers.translation.pages import translated_notebook, translated_page


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
    target = floats.directory / chapter.source
    target.parent.mkdir(parents=True, exist_ok=True)
    name = PurePosixPath(chapter.source).stem
    texts = Catalogue.open(edition.language, name, edition.root)

    def translate(text: str, kind: str) -> str:
        return agreed(texts.text(text, kind), edition.language, values)

    show = partial(stage_pictures, edition, chapter, directory=target.parent)
    if chapter.is_notebook:
        notebook = translated_notebook(read_executed(edition, chapter.source), translate)
        notebook, problems = clean(notebook, values, source=chapter.source)
        if links:
            links.link_notebook(notebook, chapter.source)
        floats.add(notebook, chapter.source)
        prose = list(_prose(notebook, chapter.source))
        renamed, missing = show(lines=[line for _, lines in prose for line in lines])
        for cell, lines in prose if renamed else ():
            cell["source"] = with_names("\n".join(line.text for line in lines[:-1]), renamed)
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    else:
        text = translated_page(read_text(edition.root / chapter.source, chapter.source), translate)
        text = fill(text) if fill else text
        lines = page_lines(text, chapter.source)
        problems = [p for line in outside_code(lines) for p in shortcodes.check(line, values)]
        problems += _front_matter_problems(text, chapter.source)
        renamed, missing = show(lines=lines)
        text = links.link_page(text, chapter.source) if links else text
        text = with_names(text, renamed)
    target.write_text(text, encoding="utf-8")
    problems += mistranslations(edition.root, [edition.language], name, values)
    return problems + missing


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


def _prose(
    notebook: Mapping[str, Any], source: str
) -> Iterator[tuple[dict[str, Any], tuple[Line, ...]]]:
    """The Markdown cells and their lines, an empty one after each; staging's own do not count."""
    number = 0
    for cell in notebook["cells"]:
        number += STAGED_TAG not in (cell.get("metadata") or {}).get("tags", ())
        if cell["cell_type"] == "markdown":
            yield cell, lines_of(f"{joined(cell['source'])}\n", cell_file(source, number))

"""Staging: from sources and executed notebooks to one self-contained Quarto book project.

What is staged is all a renderer reads. Editions have identical file names, so that references and
the language switch hold, and each has its own directory, so that they render in parallel.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from bookmaker.project import directories, shortcodes, variables
from bookmaker.project.description import FILE, Chapter, chapters_of
from bookmaker.project.directories import Edition, replacing
from bookmaker.project.lines import FRONT_MATTER, Line, lines_of, outside_code, page_lines
from bookmaker.project.notebooks import read_notebook
from helpers import paths
from helpers.errors import InputError, Problem
from helpers.paths import LEDGER_PAGE
from helpers.staging import calculator, rehearsal
from helpers.staging.claims.links import ClaimLinks
from helpers.staging.cleaning import clean
from helpers.staging.description import copy_files, describe, with_resources
from helpers.staging.figures import PAGE as INDEX_PAGE
from helpers.staging.figures import StagedFloats
from helpers.staging.figures.claims import ClaimNotes, claim_notes
from helpers.staging.ledger_page import DIRECTORY as LEDGER_FILES
from helpers.staging.ledger_page import LedgerPages
from helpers.study import open_study
from helpers.translation import checks as translation_checks
from helpers.translation import pages as translating
from helpers.translation.catalogues import Catalogue

_PICTURE = re.compile(r"!\[.*?\]\((?P<target>[^)\s]+)")


# The page that asks for the data of the score.
SCORE_PAGE = "score.qmd"


def stage(
    language: str,
    *,
    editions: Sequence[str] = (),
    root: Path = paths.ROOT,
    outputs: Path = paths.OUTPUTS,
) -> Path:
    """Write the staged project of an edition and return its directory.

    `editions` are those built together, which its pages lead to.

    Reads `_quarto.yml` (and `_quarto-<language>.yml` over it, where there is one, as a Quarto
    profile), the pages it lists, the executed notebooks and their numbers. Writes all or nothing.

    Raises `InputError` listing every notebook or page that is missing, every `{{< var x >}}`
    without a value by file, cell and line, every name with two values, every missing picture.
    """
    edition = Edition(language, root, outputs)
    description = describe(edition)
    chapters = chapters_of(description)
    values = variables.read_numbers(edition.numbers.glob("*.json"))
    problems = missing_sources(edition, chapters)
    if problems:
        raise InputError(problems)
    with replacing(edition.site) as directory:
        _stage_all(edition, description, values=values, directory=directory)
        directories.write_editions(editions, directory)
    return edition.site


def _stage_all(
    edition: Edition,
    description: Mapping[str, Any],
    *,
    values: Mapping[str, str],
    directory: Path,
) -> None:
    chapters = chapters_of(description)
    generated = {each.source for each in chapters if is_generated(edition, each)}
    written = [each for each in chapters if each.source not in generated]
    shows_score = any(each.source == SCORE_PAGE for each in written)
    study = open_study(edition.language) if shows_score or LEDGER_PAGE in generated else None
    ledger = LedgerPages.of(study, values) if study and LEDGER_PAGE in generated else None
    notes = claim_notes(ledger.study, marks=ledger.marks) if ledger else ClaimNotes()
    floats = StagedFloats(edition, directory, notes)
    problems: list[Problem] = []
    for chapter in written:
        links = ledger.links if ledger else None
        problems += _stage_page(edition, chapter, values=values, floats=floats, links=links)
    if study and shows_score:
        calculator.write(study, directory)
    floats.finish(
        index=any(chapter.source == INDEX_PAGE for chapter in chapters),
        pages=[chapter.source for chapter in chapters if not chapter.is_notebook],
    )
    problems += floats.problems
    resources = floats.resources
    if ledger:
        ledger.write(directory, [chapter.source for chapter in written], floats.shown)
        resources.append(f"{LEDGER_FILES}/")
    description = with_resources(description, resources)
    problems += copy_files(description, edition.root, directory=directory)
    if problems:
        raise InputError(problems)
    if paths.DATA == "synthetic":
        description = rehearsal.mark_project(description, directory, edition.language)
    variables.write_variables(values, directory / variables.FILE)
    text = yaml.safe_dump(description, allow_unicode=True, sort_keys=False, width=100)
    (directory / FILE).write_text(text, encoding="utf-8")


def is_generated(edition: Edition, chapter: Chapter) -> bool:
    """Whether staging writes the page itself: the ledger, the index of figures and tables."""
    generated = (LEDGER_PAGE, INDEX_PAGE)
    return chapter.source in generated and not source_of(edition, chapter).is_file()


def source_of(edition: Edition, chapter: Chapter) -> Path:
    """Where a page comes from: an executed notebook, or a file of the project."""
    if chapter.is_notebook:
        return edition.executed / PurePosixPath(chapter.source).name
    return edition.root / chapter.source


def missing_sources(edition: Edition, chapters: Iterable[Chapter]) -> list[Problem]:
    """Pages that `_quarto.yml` lists and nobody wrote, or that no run has executed yet."""
    problems = []
    for chapter in chapters:
        path = source_of(edition, chapter)
        if not path.is_file() and not is_generated(edition, chapter):
            mend = "execute it first (`make book`)" if chapter.is_notebook else "write it"
            where = path.name if chapter.is_notebook else chapter.source
            message = f"{where} is missing; {mend}, or take it out of the list"
            problems.append(Problem(FILE, "", "book.chapters", message))
    return problems


def _stage_page(
    edition: Edition,
    chapter: Chapter,
    *,
    values: Mapping[str, str],
    floats: StagedFloats,
    links: ClaimLinks | None,
) -> list[Problem]:
    source, target = source_of(edition, chapter), floats.directory / chapter.source
    target.parent.mkdir(parents=True, exist_ok=True)
    page = PurePosixPath(chapter.source).stem
    contradicting = translation_checks.differences(edition.root, [edition.language], page)
    translate = Catalogue.open(edition.language, page, edition.root).text
    if chapter.is_notebook:
        notebook = translating.translated_notebook(read_notebook(source, chapter.source), translate)
        notebook, problems = clean(notebook, values, source=chapter.source)
        if links:
            links.link_notebook(notebook, chapter.source)
        floats.add(notebook, chapter.source)
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
        target.write_text(text + "\n", encoding="utf-8")
        prose = _notebook_prose(notebook)
    else:
        text = translating.translated_page(source.read_text(encoding="utf-8"), translate)
        linked = links.link_page(text, chapter.source) if links else text
        target.write_text(linked, encoding="utf-8")
        prose = list(outside_code(page_lines(text, chapter.source)))
        problems = [p for line in prose for p in shortcodes.check(line, values)]
        problems += _front_matter_problems(text, chapter.source)
    problems += [each.problem for each in contradicting]
    return problems + _pictures(edition, chapter, prose=prose, directory=target.parent)


def _front_matter_problems(text: str, source: str) -> list[Problem]:
    """A title in the head hides the heading's id and `.unnumbered` from Quarto."""
    match = FRONT_MATTER.match(text)
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
    edition: Edition, chapter: Chapter, *, prose: Iterable[Line], directory: Path
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
            if origin.is_file():
                place = directory / target
                place.parent.mkdir(parents=True, exist_ok=True)
                # A notebook's own picture may be there already, with its title.
                if not place.exists():
                    shutil.copyfile(origin, place)
            else:
                message = f"picture {target} is missing; pictures of notebooks are figures/NAME"
                problems.append(Problem(chapter.source, str(line.row), "", message))
    return problems


def _picture_source(edition: Edition, chapter: Chapter, *, target: str) -> Path:
    path = PurePosixPath(target)
    if "figures" in path.parts[:-1]:
        return edition.figures / path.name
    return (edition.root / chapter.source).parent / target

"""Staging: from pages, notebooks and what they gave to one self-contained Quarto book project.

What is staged is all a renderer reads. Editions have identical file names, so that references and
the language switch hold, and each has its own directory, so that they render in parallel.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from bookmaker.project import directories, variables
from bookmaker.project.description import FILE, Chapter, chapters_of
from bookmaker.project.directories import replacing
from helpers import paths
from helpers.errors import InputError, Problem
from helpers.interface import CATALOGUE
from helpers.paths import LEDGER_PAGE, NOTEBOOKS, TOWNS_PAGE, VOICES_PAGE, Directories
from helpers.staging import calculator, checker, rehearsal, town_cards, voices_page
from helpers.staging.admission import text_faults
from helpers.staging.description import copy_files, describe, with_resources
from helpers.staging.executed import executed_copy
from helpers.staging.figures import PAGE as INDEX_PAGE
from helpers.staging.figures import StagedFloats
from helpers.staging.figures.claims import ClaimNotes, claim_notes
from helpers.staging.ledger_page import DIRECTORY as LEDGER_FILES
from helpers.staging.ledger_page import LedgerPages
from helpers.staging.pages import stage_page
from helpers.staging.printed_pages import Numbers
from helpers.study import open_study
from helpers.translation.checks import mistranslations
from helpers.translation.pages import BOOK, CLAIMS

__all__ = ["stage"]

# Pages that compute in the reader's browser.
SCRIPTED = (calculator, checker)


def stage(
    language: str,
    *,
    editions: Sequence[str] = (),
    root: Path = paths.ROOT,
    outputs: Path = paths.OUTPUTS,
    finish: Callable[[Path], None] | None = None,
) -> Path:
    """Write the staged project of an edition and return its directory.

    `editions` are those built together, which its pages lead to; `finish` adds to the project what
    a renderer needs besides.

    Reads `_quarto.yml` (and `_quarto-<language>.yml` over it, where there is one, as a Quarto
    profile), the pages it lists, the notebooks with what they gave when they were executed, and
    their numbers. Writes all or nothing.

    Raises `InputError` listing every notebook or page that is missing, every `{{< var x >}}`
    without a value by file, cell and line, every name with two values, every missing picture; and
    the first cell whose code is not what was executed.
    """
    edition = Directories(language, root, outputs)
    description = describe(edition)
    chapters = chapters_of(description)
    numbers = Numbers.read(edition.numbers)
    problems = missing_sources(edition, chapters) + text_faults(edition, chapters)
    if problems:
        raise InputError(problems)
    with replacing(edition.site) as directory:
        _stage_all(edition, description, numbers=numbers, directory=directory)
        directories.write_editions(editions, directory)
        if finish:
            finish(directory)
    return edition.site


def _stage_all(
    edition: Directories,
    description: Mapping[str, Any],
    *,
    numbers: Numbers,
    directory: Path,
) -> None:
    chapters = chapters_of(description)
    generated = {each.source for each in chapters if is_generated(edition, each)}
    written = [each for each in chapters if each.source not in generated]
    sources = {each.source for each in written}
    computing = [room for room in SCRIPTED if room.PAGE.source in sources]
    has_towns = TOWNS_PAGE in sources
    shows_voices = VOICES_PAGE in generated
    needs_study = bool(computing) or has_towns or shows_voices or LEDGER_PAGE in generated
    study = open_study(edition.language) if needs_study else None
    ledger = LedgerPages.of(study, numbers.values) if study and LEDGER_PAGE in generated else None
    notes = claim_notes(ledger.study, marks=ledger.marks) if ledger else ClaimNotes()
    floats = StagedFloats(edition, directory, notes)
    problems = [
        problem
        for catalogue in (BOOK, CLAIMS, CATALOGUE)
        for problem in mistranslations(edition.root, [edition.language], catalogue)
    ]
    fills = {
        **{room.PAGE.source: room.PAGE.with_scripts for room in computing},
        TOWNS_PAGE: partial(town_cards.with_cards, study=study),
    }
    for chapter in written:
        values = numbers.of_page(chapter.source)
        links = ledger.links_on(chapter.source, numbers) if ledger else None
        fill = fills.get(chapter.source)
        problems += stage_page(
            edition, chapter, values=values, floats=floats, links=links, fill=fill
        )
    if edition.leaflet.is_file():
        shutil.copyfile(edition.leaflet, directory / edition.leaflet.name)
    if study:
        for room in computing:
            room.write(study, directory)
    floats.finish(
        index=any(chapter.source == INDEX_PAGE for chapter in chapters),
        pages=[chapter.source for chapter in chapters if not chapter.is_notebook],
    )
    problems += floats.problems
    resources = floats.resources
    if ledger:
        ledger.write(directory, [chapter.source for chapter in written], floats.shown)
        resources.append(f"{LEDGER_FILES}/")
    if study and shows_voices:
        voices_page.write(study, directory, [chapter.source for chapter in written])
        resources.append(f"{voices_page.DIRECTORY}/")
    description = with_resources(description, resources)
    problems += copy_files(description, edition.root, directory=directory)
    if problems:
        raise InputError(problems)
    if any(chapter.is_notebook for chapter in chapters):
        # Readers can have them with what they gave; those of the sources give nothing.
        description = with_resources(description, [f"{NOTEBOOKS.name}/*.ipynb"])
    if notice := notice_of(edition.language):
        description = rehearsal.mark_project(description, directory, edition.language, notice)
    for chapter in written:
        path = directory / chapter.source
        text = path.read_text(encoding="utf-8")
        renamed = numbers.rename(text, chapter.source)
        if renamed != text:
            path.write_text(renamed, encoding="utf-8")
    variables.write_variables(numbers.all(), directory / variables.FILE)
    text = yaml.safe_dump(description, allow_unicode=True, sort_keys=False, width=100)
    (directory / FILE).write_text(text, encoding="utf-8")


def notice_of(language: str) -> rehearsal.Notice | None:
    """What each page says of the data it rests on; None in the book of the report."""
    if paths.DATA == "published":
        return None
    is_made_up = paths.DATA == "synthetic" or open_study(language).is_synthetic
    return rehearsal.REHEARSAL if is_made_up else rehearsal.QUESTIONNAIRES


def is_generated(edition: Directories, chapter: Chapter) -> bool:
    """Whether staging writes the page itself: the ledger, the voices, the index of figures."""
    generated = (LEDGER_PAGE, VOICES_PAGE, INDEX_PAGE)
    return chapter.source in generated and not (edition.root / chapter.source).is_file()


def missing_sources(edition: Directories, chapters: Iterable[Chapter]) -> list[Problem]:
    """Pages that `_quarto.yml` lists and nobody wrote, or that no run has executed yet."""
    problems = []
    for chapter in chapters:
        mend = "write it"
        is_missing = not (edition.root / chapter.source).is_file()
        if chapter.is_notebook and not is_missing:
            mend = "execute it first (`make book`)"
            is_missing = not executed_copy(edition, chapter.source).is_file()
        if is_missing and not is_generated(edition, chapter):
            message = f"{chapter.source} is missing; {mend}, or take it out of the list"
            problems.append(Problem(FILE, "", "book.chapters", message))
    return problems

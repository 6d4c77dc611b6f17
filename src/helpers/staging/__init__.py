"""Staging: from pages, notebooks and what they gave to one self-contained Quarto book project.

What is staged is all a renderer reads. Editions have identical file names, so that references and
the language switch hold, and each has its own directory, so that they render in parallel.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from bookmaker.project import directories, variables
from bookmaker.project.description import FILE, Chapter, chapters_of
from bookmaker.project.directories import replacing
from bookmaker.project.remembered import Memory
from helpers import paths
from helpers.audit import Audit
from helpers.errors import InputError, Problem
from helpers.interface import CATALOGUE
from helpers.paths import LEDGER_PAGE, NOTEBOOKS, TOWNS_PAGE, VOICES_PAGE, Directories
from helpers.staging import calculator, checker, rehearsal, town_cards, voices_page
from helpers.staging.admission import text_faults
from helpers.staging.description import copy_files, describe, with_resources
from helpers.staging.executed import executed_copy
from helpers.staging.figures import PAGE as INDEX_PAGE
from helpers.staging.figures import StagedFloats, shown_again
from helpers.staging.figures.claims import ClaimNotes, claim_notes
from helpers.staging.ledger_page import DIRECTORY as LEDGER_FILES
from helpers.staging.ledger_page import LedgerPages
from helpers.staging.pages import stage_page
from helpers.staging.printed_pages import Numbers
from helpers.study import Study, open_study
from helpers.translation.checks import mistranslations
from helpers.translation.pages import BOOK, CLAIMS

__all__ = ["stage", "stage_page_alone", "warm"]

# Pages that compute in the reader's browser.
SCRIPTED = (calculator, checker)

# What `warm` has read for an edition: its study, and the audit of the report.
_KEPT: dict[str, tuple[Study, Audit]] = {}

# The id of a link to the ledger; a project counts them.
_USED = re.compile(r"\{[^{}]*#use-(\d+)")


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


def stage_page_alone(
    language: str, source: str, *, root: Path = paths.ROOT, outputs: Path = paths.OUTPUTS
) -> bool:
    """Stage one page of a project that is staged already, for who writes on it.

    What other pages say of this one stays as it was; one that only all others together make, the
    ledger, the gathered voices and the index of figures, is made of them as they are. Returns
    False, and leaves the project as it is, where there is no such page or project, where one that
    it is made of is executing, and for a rehearsal. Raises `InputError` as `stage` does for what
    this page says, or those it is made of.
    """
    edition = Directories(language, root, outputs)
    description = describe(edition)
    chapters = [each for each in chapters_of(description) if each.source == source]
    is_whole = (edition.site / FILE).is_file()
    if not chapters or not is_whole or notice_of(language):
        return False
    if is_generated(edition, chapters[0]):
        return _stage_generated(edition, description, source)
    numbers = Numbers.read(edition.numbers)
    problems = missing_sources(edition, chapters) + text_faults(edition, chapters)
    if problems:
        raise InputError(problems)
    with tempfile.TemporaryDirectory(dir=edition.site.parent, suffix=".tmp") as folder:
        parts = _Parts.of(edition, chapters_of(description), numbers, Path(folder))
        # A notebook's figures that the page shows are staged with the notebook.
        for other in parts.sources_of_figures(source):
            parts.stage(other)
            (parts.directory / other.source).unlink()
        parts.go_on_counting(source)
        problems = parts.stage(chapters[0])
        parts.floats.finish(index=False, pages=[source])
        if problems := problems + parts.floats.problems:
            raise InputError(problems)
        parts.rename(chapters)
        # Another notebook may be executing: what its page shows stays.
        known = {**variables.read_variables(edition.site), **numbers.all()}
        variables.write_variables(dict(sorted(known.items())), parts.directory / variables.FILE)
        if not chapters[0].is_notebook:
            parts.leave_figures()
        shutil.copytree(folder, edition.site, dirs_exist_ok=True)
    return True


def _stage_generated(edition: Directories, description: Mapping[str, Any], source: str) -> bool:
    """Stage a page that is made of all others, and what it brings along; those stay as they are."""
    if missing_sources(edition, chapters_of(description)):
        return False
    with tempfile.TemporaryDirectory(dir=edition.site.parent, suffix=".tmp") as folder:
        directory = Path(folder)
        numbers = Numbers.read(edition.numbers)
        _stage_all(edition, description, numbers=numbers, directory=directory)
        shutil.copyfile(directory / source, edition.site / source)
        for own in (LEDGER_FILES, voices_page.DIRECTORY):
            if (directory / own).is_dir():
                shutil.copytree(directory / own, edition.site / own, dirs_exist_ok=True)
    return True


def warm(language: str, *, root: Path = paths.ROOT, outputs: Path = paths.OUTPUTS) -> None:
    """Read what all pages of an edition are staged with, once for all that this process stages.

    For a process that is started anew when the data change.
    """
    if language in _KEPT:
        return
    edition = Directories(language, root, outputs)
    numbers = Numbers.read(edition.numbers)
    parts = _Parts.of(edition, chapters_of(describe(edition)), numbers, edition.site)
    if parts.study and parts.ledger:
        _KEPT[language] = (parts.study, parts.ledger.audit)


@dataclass(frozen=True)
class _Parts:
    """What the pages of a project are staged with."""

    edition: Directories
    numbers: Numbers
    written: list[Chapter]
    study: Study | None
    ledger: LedgerPages | None
    floats: StagedFloats

    @classmethod
    def of(
        cls, edition: Directories, chapters: Iterable[Chapter], numbers: Numbers, directory: Path
    ) -> _Parts:
        """Open what the pages of a book show, as far as it has such pages."""
        generated = {each.source for each in chapters if is_generated(edition, each)}
        written = [each for each in chapters if each.source not in generated]
        shown = {*generated, *(each.source for each in written)}
        has_ledger = LEDGER_PAGE in generated
        needing = {VOICES_PAGE} & generated | {TOWNS_PAGE, *(r.PAGE.source for r in SCRIPTED)}
        study, audited = _KEPT.get(edition.language, (None, None))
        if not study and (has_ledger or needing & shown):
            study = open_study(edition.language)
        ledger = LedgerPages.of(study, numbers.values, audited) if study and has_ledger else None
        notes = claim_notes(ledger.study, marks=ledger.marks) if ledger else ClaimNotes()
        floats = StagedFloats(edition, directory, notes)
        return cls(edition, numbers, written, study, ledger, floats)

    @property
    def directory(self) -> Path:
        """Where the project is written."""
        return self.floats.directory

    @property
    def computing(self) -> list[Any]:
        """The rooms of the pages that compute in the browser."""
        sources = {each.source for each in self.written}
        return [room for room in SCRIPTED if room.PAGE.source in sources]

    def stage(self, chapter: Chapter) -> list[Problem]:
        """Write a page; returns what is wrong with it."""
        source = chapter.source
        fills = {
            **{room.PAGE.source: room.PAGE.with_scripts for room in self.computing},
            TOWNS_PAGE: partial(town_cards.with_cards, study=self.study),
        }
        return stage_page(
            self.edition,
            chapter,
            values=self.numbers.of_page(source),
            floats=self.floats,
            links=self.ledger.links_on(source, self.numbers) if self.ledger else None,
            fill=fills.get(source),
        )

    def sources_of_figures(self, source: str) -> list[Chapter]:
        """The notebooks with the figures that a page shows again."""
        if source.endswith(".ipynb"):
            return []
        labels = shown_again((self.edition.root / source).read_text("utf-8")).values()
        notebooks = [each for each in self.written if each.is_notebook]
        texts = [(self.edition.root / each.source).read_text("utf-8") for each in notebooks]
        return [
            each
            for each, text in zip(notebooks, texts, strict=True)
            if any(f"#| label: {label}\\n" in text for label in labels)
        ]

    def leave_figures(self) -> None:
        """Take out figures that the project has as their notebook staged them, with their words."""
        for path in (self.directory / self.edition.figures.parent.name).glob("*"):
            if (self.edition.site / path.relative_to(self.directory)).is_file():
                path.unlink()

    def go_on_counting(self, source: str) -> None:
        """Give a page the ids that it has in the project, so far as its links are the same."""
        staged = self.edition.site / source
        first = _USED.search(staged.read_text(encoding="utf-8")) if staged.is_file() else None
        if self.ledger and first:
            self.ledger.links.n_before = int(first[1]) - len(self.ledger.links.anchors) - 1

    def rename(self, chapters: Iterable[Chapter]) -> None:
        """Give the report's own numbers their names in pages that are written."""
        for chapter in chapters:
            path = self.directory / chapter.source
            text = path.read_text(encoding="utf-8")
            renamed = self.numbers.rename(text, chapter.source)
            if renamed != text:
                path.write_text(renamed, encoding="utf-8")


def _stage_all(
    edition: Directories,
    description: Mapping[str, Any],
    *,
    numbers: Numbers,
    directory: Path,
) -> None:
    chapters = chapters_of(description)
    parts = _Parts.of(edition, chapters, numbers, directory)
    floats, study, ledger, written = parts.floats, parts.study, parts.ledger, parts.written
    problems = [
        problem
        for catalogue in (BOOK, CLAIMS, CATALOGUE)
        for problem in mistranslations(edition.root, [edition.language], catalogue)
    ]
    for chapter in written:
        problems += parts.stage(chapter)
    if edition.leaflet.is_file():
        shutil.copyfile(edition.leaflet, directory / edition.leaflet.name)
    if study:
        for room in parts.computing:
            room.write(study, directory)
    floats.finish(
        index=any(chapter.source == INDEX_PAGE for chapter in chapters),
        pages=[chapter.source for chapter in chapters if not chapter.is_notebook],
    )
    problems += floats.problems
    resources = floats.resources
    memory = Memory(edition.remembered)
    if ledger:
        ledger.write(directory, [chapter.source for chapter in written], floats.shown, memory)
        resources.append(f"{LEDGER_FILES}/")
    if study and any(each.source == VOICES_PAGE and each not in written for each in chapters):
        voices_page.write(study, directory, [chapter.source for chapter in written])
        resources.append(f"{voices_page.DIRECTORY}/")
    description = with_resources(description, resources)
    problems += copy_files(description, edition.root, directory=directory, memory=memory)
    if problems:
        raise InputError(problems)
    if any(chapter.is_notebook for chapter in chapters):
        # Readers can have them with what they gave; those of the sources give nothing.
        description = with_resources(description, [f"{NOTEBOOKS.name}/*.ipynb"])
    if notice := notice_of(edition.language):
        description = rehearsal.mark_project(description, directory, edition.language, notice)
    parts.rename(written)
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

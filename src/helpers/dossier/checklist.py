"""What data editors ask for, item by item: found, missing or wrong in a dossier, and the mend.

    AEA         template README of the social science data editors
    DCAS n      rule n of the Data and Code Availability Standard
    World Bank  checklist for reproducibility packages
    this book   what makes the package checkable: claims, cells, two runs

The items look at the dossier alone, so that whoever received it can run them; nothing of the
checkout is asked. A dossier that was changed after it was made does not pass: its checksums tell.
What only the people who hand it in can say (`yours`) is listed and counts neither way.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from helpers.dossier import checks, readme
from helpers.dossier.checks import MISSING, WRONG, Fault
from helpers.dossier.making import CHECKSUMS, CODE, COPIED, RESULTS, RUNS
from helpers.errors import BookError, InputError
from helpers.workshop.reproduce import RESULTS as SUMS_OF_RUN

FOUND = "found"

_LISTED = 5
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, BookError)

# What no program can say for the people who hand a package in.
_CERTIFY = (
    f"AEA, World Bank: make the statement about rights, by --certified-by NAME. “{readme.RIGHTS}”"
)
_ADDRESS = "World Bank: say in report.bib where the report can be had (url, urldate)."
_OTHERS = (
    "DCAS 11: say in data/README.md whether the survey had an ethics approval.",
    "DCAS 12: say in data/README.md whether it was pre-registered.",
    "DCAS 14: deposit the package in a trusted repository and cite it by its DOI.",
)

Check = Callable[[Path], Iterator[Fault]]


@dataclass(frozen=True)
class Item:
    """Something that is asked for: by whom, where it is in the dossier, and how to mend it.

    `key` names it for whoever makes a dossier without it on purpose.
    """

    key: str
    asked: str
    asked_by: str
    where: str
    mend: str
    check: Check


@dataclass(frozen=True)
class Result:
    """An item as it was found."""

    item: Item
    faults: tuple[Fault, ...]

    @property
    def outcome(self) -> str:
        """The worst of its faults, what is missing first; `FOUND` without any."""
        outcomes = {fault.outcome for fault in self.faults}
        return next((each for each in (MISSING, WRONG) if each in outcomes), FOUND)


def go_through(directory: Path) -> list[Result]:
    """Every item of the checklist, as it is in a dossier's folder."""
    return [Result(item, tuple(_faults(item, directory))) for item in ITEMS]


def _faults(item: Item, directory: Path) -> Iterator[Fault]:
    try:
        yield from item.check(directory)
    except FileNotFoundError as error:
        name = Path(error.filename or ".").relative_to(directory).as_posix()
        yield Fault(MISSING, f"{name} is not there")
    except InputError as error:
        yield from (Fault(WRONG, str(each)) for each in error.problems)
    except _UNREADABLE as error:
        said = str(error).replace(f"{directory}/", "") or type(error).__name__
        yield Fault(WRONG, f"cannot be read: {said}")


@contextmanager
def opened(dossier: Path) -> Iterator[Path]:
    """The folder of a dossier that is a folder or a zip, which is unpacked for the while.

    Raises `BookError` for a path where neither is, and for a zip that cannot be read.
    """
    if dossier.is_dir():
        yield dossier
        return
    if not dossier.is_file():
        raise BookError(f"there is no dossier at {dossier}; `make dossier` makes one")
    with tempfile.TemporaryDirectory(prefix="civic-voice-") as scratch:
        try:
            with zipfile.ZipFile(dossier) as archive:
                archive.extractall(scratch)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BookError(f"{dossier.name} is no whole zip: {error}; pack it again") from None
        inside = list(Path(scratch).iterdir())
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else Path(scratch)


def yours(directory: Path) -> list[str]:
    """What only whoever hands a dossier in can say, and has not said in it."""
    texts = {
        name: path.read_text("utf-8", "replace") if (path := directory / name).is_file() else ""
        for name in ("README.md", f"{CODE}/report.bib")
    }
    readme_text, report = texts.values()
    certify = [] if f"{readme.CERTIFIED}{readme.RIGHTS}" in readme_text else [_CERTIFY]
    address = [] if re.search(r"^\s*url\s*=", report, re.MULTILINE) else [_ADDRESS]
    return [*certify, *address, *_OTHERS]


def as_markdown(results: list[Result], left: list[str]) -> str:
    """The checklist with its outcomes, for the dossier itself; `left` is what is `yours`."""
    rows = [
        f"| {each.outcome} | {each.item.asked} | {each.item.asked_by} | {each.item.where} |"
        for each in results
    ]
    faults = [f"- {each.item.asked}: {line}" for each in results for line in fault_lines(each)]
    parts = [
        "# Checklist",
        said(results),
        "\n".join(["| Outcome | What is asked | By | Where |", "|---|---|---|---|", *rows]),
        *(["## What is not right", "\n".join(faults)] if faults else []),
        "## What only whoever hands this in can say",
        "\n".join(f"- [ ] {each}" for each in left),
    ]
    return "\n\n".join(parts) + "\n"


def said(results: list[Result]) -> str:
    """How many items have which outcome, in a sentence.

    >>> said([Result(ITEMS[0], ()), Result(ITEMS[1], (Fault(WRONG, "x"),))])
    '2 items: 1 found, 0 missing, 1 wrong.'
    """
    counts = dict.fromkeys((FOUND, MISSING, WRONG), 0)
    for result in results:
        counts[result.outcome] += 1
    listed = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    return f"{len(results)} items: {listed}."


def fault_lines(result: Result) -> list[str]:
    """The faults of an item in words, the first of many, and the mend."""
    if not result.faults:
        return []
    lines = [fault.said for fault in result.faults[:_LISTED]]
    if len(result.faults) > _LISTED:
        lines.append(f"and {len(result.faults) - _LISTED} more")
    return [*lines, f"to mend it: {result.item.mend}"]


_AGAIN = "make the dossier again (`make dossier`)"
_BOOK = "`make book`, then `make dossier`"
_AEA, _BANK, _OWN = "AEA", "World Bank", "this book"

ITEMS = (
    Item(
        "readme",
        "README with every section of the template",
        f"{_AEA}, {_BANK}, DCAS 13",
        "README.md",
        _AGAIN,
        checks.check_readme,
    ),
    Item(
        "readme-pdf",
        "README as PDF, saying the same",
        _AEA,
        "README.pdf",
        f"do not edit README.md by hand; {_AGAIN}",
        checks.check_readme_pdf,
    ),
    Item(
        "data",
        "every data file, with source, access and licence",
        f"{_AEA}, {_BANK}, DCAS 1–5, 16",
        f"data_files.csv, {CODE}/data",
        "describe it in the table of data/README.md, commit, and " + _AGAIN,
        checks.check_data,
    ),
    Item(
        "restricted",
        "nothing that may not be published",
        f"{_AEA}, {_BANK}",
        f"{CODE}/data/restricted",
        "take it out of git, and out of its history",
        checks.check_restricted,
    ),
    Item(
        "personal",
        "no personal data",
        _BANK,
        "personal_data.json",
        "look at each place; take it out of the data, or name it where its authors are named; "
        "after that, or when a file was changed, " + _AGAIN,
        checks.check_personal,
    ),
    Item(
        "instruments",
        "survey instruments",
        "DCAS 10",
        f"{CODE}/data/instruments",
        _AGAIN,
        checks.check_instruments,
    ),
    Item(
        "main", "a main script", f"{_AEA}, {_BANK}", f"{CODE}/Makefile", _AGAIN, checks.check_main
    ),
    Item(
        "sources",
        "all code from the data to the results",
        f"{_BANK}, DCAS 7–9",
        f"{CODE}/notebooks, {CODE}/src",
        _AGAIN,
        checks.check_sources,
    ),
    Item(
        "lock",
        "software and versions",
        f"{_AEA}, {_BANK}",
        f"{CODE}/requirements.lock",
        "`make lock`, commit, and " + _AGAIN,
        checks.check_lock,
    ),
    Item(
        "measured",
        "time, memory and disk as measured",
        f"{_AEA}, {_BANK}",
        "README.md",
        "`make dossier` without --without-runs",
        checks.check_measured,
    ),
    Item(
        "exhibits",
        "every figure and table with the program that makes it",
        f"{_AEA}, {_BANK}",
        "exhibits.csv, exhibits.md",
        _BOOK,
        checks.check_exhibits,
    ),
    Item(
        "numbers",
        "every number in the text with its value",
        f"{_AEA}, {_BANK}",
        "exhibits.csv",
        _BOOK,
        checks.check_numbers,
    ),
    Item(
        "writing",
        "the cell that writes each number",
        f"{_AEA}, {_BANK}",
        "exhibits.csv",
        _BOOK,
        checks.check_programs_of_numbers,
    ),
    Item(
        "results",
        "results in raw form, all of them made by a notebook",
        _BANK,
        RESULTS,
        _BOOK,
        checks.check_results,
    ),
    Item(
        "claims",
        "printed numbers behind each exhibit",
        _OWN,
        "exhibits.csv",
        _BOOK,
        checks.check_claims,
    ),
    Item(
        "manuscript",
        "the manuscript",
        _BANK,
        "manuscript.pdf",
        "`make book` without FORMATS, then `make dossier`",
        checks.check_manuscript,
    ),
    Item(
        "runs",
        "two clean runs, their logs and no difference",
        f"{_OWN}, {_BANK}",
        RUNS,
        "`make reproduce` says what differs; mend it, commit, and " + _AGAIN,
        checks.check_runs,
    ),
    Item(
        "same",
        "the results are those of the clean runs",
        f"{_OWN}, {_BANK}",
        f"{RESULTS}, {RUNS}/{SUMS_OF_RUN}",
        _BOOK,
        checks.check_same,
    ),
    Item(
        "licences",
        "licences of code and data",
        f"{_AEA}, DCAS 15",
        "LICENSE, LICENSE-DATA",
        _AGAIN,
        checks.check_licences_of_book,
    ),
    Item(
        "copies",
        "one licence and citation for all",
        _OWN,
        ", ".join(COPIED),
        _AGAIN,
        checks.check_copies,
    ),
    Item(
        "packages", "licences of the packages", _OWN, "licences.csv", _AGAIN, checks.check_licences
    ),
    Item(
        "bill",
        "software bill of materials",
        _OWN,
        "sbom.cdx.json",
        "`make .venv/.complete`, then " + _AGAIN,
        checks.check_bill,
    ),
    Item(
        "citation",
        "citations of data and code",
        f"{_AEA}, DCAS 6",
        "CITATION.cff, README.md",
        "mend CITATION.cff, commit, and " + _AGAIN,
        checks.check_citation,
    ),
    Item(
        "extraneous",
        "nothing that is not needed",
        _BANK,
        "all of it",
        _AGAIN,
        checks.check_extraneous,
    ),
    Item(
        "sums",
        "checksums of code and data",
        _OWN,
        CHECKSUMS,
        f"somebody changed the package after it was made; {_AGAIN}",
        checks.check_sums,
    ),
)

"""`python -m helpers draft REPORT` and `python -m helpers coverage LEDGER REPORT`.

`draft` writes a first ledger to the standard output or a file, and counts to the standard error
what it passed over. With `--codebook` it reads such a ledger, once its rows have names, and writes
a first codebook of it. Exit status 0, or 2 when the report or an argument cannot be used.

`coverage` holds a ledger against its report. Exit status 0 when every row stands beside its words
and every other number is explained by a rule of the transcription, 1 when not, 2 when a file or an
argument cannot be used; the first line says the same.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from helpers import machine, spreadsheets
from helpers.editions import KNOWN, LANGUAGES, SOURCE
from helpers.errors import ArgumentError, InputError
from helpers.interface import marked, text
from helpers.ledger import csv_files, sheets
from helpers.ledger.claims import COLUMNS
from helpers.transcription.coverage import Coverage, Uncovered, hold_against
from helpers.transcription.drafting import RANKS, Draft, draft
from helpers.transcription.reading import read_report
from helpers.transcription.report import LINE, PAGES, PARAGRAPH, Piece, Report
from helpers.transcription.rules import REASONS

DONE, NOT_PROVED, UNUSABLE = 0, 1, 2
# Seconds until progress is shown, and between two lines of it.
PATIENCE = 2.0
# Letters of the report shown on either side of a number.
AROUND = 40

_PLACES = {
    LINE: marked("line {n}"),
    PAGES: marked("page {n}"),
    PARAGRAPH: marked("paragraph {n}"),
}


def main_draft(arguments: Sequence[str] | None = None) -> int:
    """Run `draft`; every error meant for the reader is its message and exit status 2."""
    options = _draft_parser().parse_args(arguments)
    with _reported(options.report) as ended:
        if options.codebook:
            _draft_codebook(options)
            return ended[0]
        say = _progress()
        report = read_report(Path(options.report), options.report_language, say=say)
        found = draft(report, say=say)
        if not found.rows:
            raise ArgumentError(f"{options.report} holds no number that a ledger keeps")
        if options.to:
            _require_new(Path(options.to))
            spreadsheets.write_csv(Path(options.to), _table(found), marked=True)
        else:
            _show([spreadsheets.csv_of(_table(found)).rstrip("\n")], encoding="utf-8")
        _say(*_told(found, report, options))
    return ended[0]


def _draft_codebook(options: argparse.Namespace) -> None:
    from helpers.transcription.codebook_draft import draft_codebook

    path = Path(options.report)
    sheet = sheets.read_sheet(path, COLUMNS)
    csv_files.raise_problems(path, sheet.problems)
    made = draft_codebook([r.cells for r in sheet.rows], options.report_language or SOURCE)
    if options.to:
        _require_new(Path(options.to))
        Path(options.to).write_text(made, encoding="utf-8")
    else:
        _show(made.splitlines(), encoding="utf-8")


def main_coverage(arguments: Sequence[str] | None = None) -> int:
    """Run `coverage`; every error meant for the reader is its message and exit status 2."""
    options = _coverage_parser().parse_args(arguments)
    with _reported(f"{options.ledger}, {options.report}") as ended:
        path = Path(options.ledger)
        sheet = sheets.read_sheet(path, COLUMNS)
        csv_files.raise_problems(path, sheet.problems)
        say = _progress()
        report = read_report(Path(options.report), options.report_language, say=say)
        found = hold_against([row.cells for row in sheet.rows], report, say=say)
        _show(_lines(found, report, options.language))
        ended[0] = DONE if found.is_proved else NOT_PROVED
    return ended[0]


def _draft_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers draft",
        description="Write a first ledger of a report: a row for each number in figures or words.",
        epilog="Exit status: 0 written, 2 file or arguments unusable.",
    )
    parser.add_argument("report", help="text, Markdown, DOCX or PDF")
    parser.add_argument("--to", metavar="FILE", help="a new file; by default it is printed")
    parser.add_argument(
        "--codebook",
        action="store_true",
        help="REPORT is a ledger whose rows are named: write a first codebook of it",
    )
    return _with_languages(parser)


def _coverage_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers coverage",
        description="Prove that a ledger holds every number of its report, where it stands.",
        epilog="Exit status: 0 proved, 1 not, 2 a file or arguments unusable.",
    )
    parser.add_argument("ledger", help="a file with the columns of claims.csv")
    parser.add_argument("report", help="text, Markdown, DOCX or PDF")
    return _with_languages(parser)


def _with_languages(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--report-language",
        choices=KNOWN,
        default="",
        help="what the report is written in; by default guessed from its letters",
    )
    parser.add_argument("--language", choices=LANGUAGES, default=SOURCE, help="(%(default)s)")
    return parser


@contextmanager
def _reported(files: str) -> Iterator[list[int]]:
    """What cannot be used ends the command with a sentence instead of a traceback."""
    ended = [DONE]
    try:
        yield ended
    except InputError as error:
        _say(f"{files}: cannot be used:", *(f"  {each}" for each in error.problems[:20]))
        ended[0] = UNUSABLE
    except ArgumentError as error:
        _say(str(error))
        ended[0] = UNUSABLE
    except OSError as error:
        said = machine.explained(error)
        if not said:
            raise
        _say(said)
        ended[0] = UNUSABLE


def _require_new(path: Path) -> None:
    """A ledger somebody works on must not be lost to a draft."""
    if path.exists():
        raise ArgumentError(f"{path} is there already; name a new file, or move it away")


def _table(found: Draft) -> Iterator[Sequence[str]]:
    yield COLUMNS
    for row in found.rows:
        yield [row[column] for column in COLUMNS]


def _told(found: Draft, report: Report, options: argparse.Namespace) -> Iterator[str]:
    language = options.language
    yield text("{n} rows drafted; the report is read as {language}.", language).format(
        n=len(found.rows), language=report.language
    )
    if sum(found.passed_over.values()):
        yield text("Passed over, by the rules of the transcription:", language)
    for reason, words in REASONS.items():
        if found.passed_over[reason]:
            yield f"  {found.passed_over[reason]:>6}  {text(words, language)}"
    if found.passed_over[RANKS]:
        yield text(
            "{n} superlatives and ordinals in words may be ranks; enter those by hand.", language
        ).format(n=found.passed_over[RANKS])


def _lines(found: Coverage, report: Report, language: str) -> Iterator[str]:
    yield _verdict(found, language)
    for fault in found.faults:
        yield f"  {fault.claim_id}: {text(fault.sentence, language).format(**fault.values)}"
    if found.unexplained:
        yield ""
        yield text("In no row:", language)
        yield from _listed(found.unexplained, report, language)
    if found.explained:
        yield ""
        yield text("In no row, and why it may be left out:", language)
    by_reason = sorted(found.explained, key=lambda each: list(REASONS).index(each.reason))
    for reason, group in groupby(by_reason, key=lambda each: each.reason):
        listed = list(group)
        yield f"{text(REASONS[reason], language)} ({len(listed)})"
        yield from _listed(listed, report, language)
    if found.n_marks:
        yield f"{text(REASONS['mark'], language)} ({found.n_marks})"
    if found.ranks:
        yield ""
        yield text("Superlatives and ordinals in no row, which may be ranks:", language)
        for piece, start, end in found.ranks:
            yield _place(piece, start, end, report, language)


def _verdict(found: Coverage, language: str) -> str:
    if found.is_proved:
        return text(
            "Proved: all {n} rows stand beside their words, and rules explain the other numbers.",
            language,
        ).format(n=found.n_rows)
    return text(
        "Not proved: of {n} rows {faults} do not stand beside their words; numbers in no row that "
        "no rule explains: {unexplained}.",
        language,
    ).format(n=found.n_rows, faults=len(found.faults), unexplained=len(found.unexplained))


def _listed(uncovered: Iterable[Uncovered], report: Report, language: str) -> Iterator[str]:
    for each in uncovered:
        number = each.place.number
        yield _place(each.place.piece, number.start, number.end, report, language)


def _place(piece: Piece, start: int, end: int, report: Report, language: str) -> str:
    where = text(_PLACES[report.unit], language).format(n=piece.place(start))
    before = piece.text[max(start - AROUND, 0) : start]
    after = piece.text[end : end + AROUND]
    # Words are shown whole.
    before = before if start <= AROUND else before.partition(" ")[2]
    after = after if end + AROUND >= len(piece.text) else after.rpartition(" ")[0]
    shown = " ".join(f"{before}[{piece.text[start:end]}]{after}".split())
    section = f"{piece.section}, " if piece.section else ""
    return f"  {section}{where}: {shown}"


def _progress() -> Callable[[str], None]:
    """Say how far it is, as soon as it takes longer than a moment."""
    shown = [time.monotonic()]

    def say(words: str) -> None:
        if time.monotonic() - shown[0] > PATIENCE:
            shown[0] = time.monotonic()
            _say(f"  {words}")

    return say


def _show(lines: Iterable[str], *, encoding: str | None = None) -> None:
    """Print; a reader who closes the pipe, as `head` does, has seen enough."""
    import os

    sys.stdout.reconfigure(encoding=encoding, errors="replace")
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(*lines: str) -> None:
    sys.stderr.reconfigure(errors="replace")
    for line in lines:
        print(line, file=sys.stderr)

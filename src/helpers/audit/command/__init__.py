"""`python -m helpers audit [FILE.csv]`: does every number of a ledger follow from the others?

Exit status 0 when no numbers contradict each other, 1 when some do (a verdict `contradiction`, or a
check that found numbers which cannot all hold), 2 when the file cannot be read, an argument is
wrong or nothing can be written. The first line says the same in words. What is shown goes to the
standard output, everything about the file to the standard error; `--html FILE` writes a page
besides.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.errors import ArgumentError, InputError
from helpers.ledger.csv_files import MOST_PROBLEMS

if TYPE_CHECKING:
    from helpers.audit.command.report import Report

CONSISTENT, CONTRADICTIONS, UNUSABLE = 0, 1, 2
MOST_LISTED = 20
LONGEST_PROBLEM = 600


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; every error meant for the reader is its message and exit status 2."""
    options = _parser().parse_args(arguments)
    try:
        with _no_collection():
            return _run(options)
    except InputError as error:
        _say(f"{options.file} cannot be audited:", *_listed(error))
    except ArgumentError as error:
        _say(str(error))
    return UNUSABLE


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing the audit makes refers to itself; looking for it costs a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _run(options: argparse.Namespace) -> int:
    from helpers.audit import audit
    from helpers.audit.command.files import notices, open_file
    from helpers.audit.command.report import Report
    from helpers.editions import Edition

    _require_sense(options)
    file = open_file(Path(options.file), codebook=options.codebook and Path(options.codebook))
    if options.explain:
        file.ledger[options.explain]  # an unknown claim is said before a long audit
    remarks = notices(file, options.language)
    _say(*remarks)
    one_each = not options.distinct_units
    audited = audit(file.ledger, rule=options.rule, levels=file.levels, one_each=one_each)
    width = shutil.get_terminal_size((100, 24)).columns
    report = Report(audited, Edition(options.language), width, lists_all=options.all)
    if options.html:
        _write_page(report, options, remarks)
    _show_report(report, options)
    return CONTRADICTIONS if audited.has_contradictions else CONSISTENT


def _require_sense(options: argparse.Namespace) -> None:
    """Whatever can be said of the options is said before a long audit."""
    if options.all and options.explain:
        raise ArgumentError("--all lists every number and --explain one of them; leave out one")
    if options.html is not None:
        from helpers.audit.command.page import require_place

        require_place(options.html)


def _write_page(report: Report, options: argparse.Namespace, remarks: Sequence[str]) -> None:
    from helpers.audit.command import page

    path = Path(options.file)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = page.Source(path.name, digest, date.today(), remarks)
    page.save(page.html(report, source), options.html)


def _show_report(report: Report, options: argparse.Namespace) -> None:
    from helpers.audit.command.report import claim_lines, json_lines, table_lines

    chosen = options.explain
    if options.json:
        _show(json_lines(report, [chosen] if chosen else None), encoding="utf-8")
    else:
        _show(claim_lines(report, chosen) if chosen else table_lines(report))


class _PrintSchema(argparse.Action):
    """As --help does: print and end."""

    def __call__(self, *_: object) -> None:
        from helpers.audit.command import schema

        _show(schema.text().splitlines(), encoding="utf-8")
        raise SystemExit(CONSISTENT)


def _parser() -> argparse.ArgumentParser:
    from helpers.audit.shares import RULES
    from helpers.editions import LANGUAGES, SOURCE

    parser = argparse.ArgumentParser(
        prog="python -m helpers audit",
        description="Recompute every number of a ledger that follows from its other numbers.",
        epilog="Exit status: 0 no contradiction, 1 contradictions, in whatever is shown; 2 file or "
        "arguments unusable, or nothing can be written.",
    )
    parser.add_argument(
        "file", nargs="?", default=str(paths.CLAIMS), help="a ledger; by default the project's"
    )
    parser.add_argument("--all", action="store_true", help="list the numbers that follow, too")
    parser.add_argument("--json", action="store_true", help="print a JSON list of verdicts")
    parser.add_argument(
        "--schema", action=_PrintSchema, nargs=0, help="print the JSON Schema of that list, and end"
    )
    parser.add_argument(
        "--html",
        metavar="FILE",
        type=Path,
        help="also write the whole audit as one page; only an earlier page is written over",
    )
    parser.add_argument("--explain", metavar="CLAIM_ID", help="all arithmetic of one claim")
    parser.add_argument(
        "--rule", choices=RULES, default=RULES[0], help="how the report rounds (%(default)s)"
    )
    parser.add_argument(
        "--distinct-units",
        action="store_true",
        help="do not take a respondent for one form and one organisation",
    )
    parser.add_argument(
        "--codebook", metavar="FILE", help="by default codebook.yaml beside the ledger"
    )
    parser.add_argument("--language", choices=LANGUAGES, default=SOURCE, help="(%(default)s)")
    return parser


def _show(lines: Iterable[str], *, encoding: str | None = None) -> None:
    """Print; a reader who closes the pipe, as `head` does, has seen enough.

    Raises `ArgumentError` where nothing can be written, as on a full disk.
    """
    if sys.stdout is None:  # closed by the caller
        return
    with _patient_output(encoding):
        for line in lines:
            print(line)
        sys.stdout.flush()


@contextmanager
def _patient_output(encoding: str | None) -> Iterator[None]:
    # A terminal that has no sign for a letter shows "?" instead of ending the report.
    sys.stdout.reconfigure(encoding=encoding, errors="replace")
    try:
        yield
    except OSError as error:
        # Python flushes once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            message = f"the standard output cannot be written: {error.strerror}; make room for it"
            raise ArgumentError(message) from error


def _listed(error: InputError) -> Iterator[str]:
    for problem in error.problems[:MOST_LISTED]:
        text = str(problem)
        if len(text) > LONGEST_PROBLEM:
            half = LONGEST_PROBLEM // 2
            text = f"{text[:half]} … {text[-half:]}"
        yield f"  {text}"
    n_more = len(error.problems) - MOST_LISTED
    if len(error.problems) > MOST_PROBLEMS:
        yield f"  … and more than {MOST_PROBLEMS - MOST_LISTED} others"
    elif n_more > 0:
        yield f"  … and {n_more} more"


def _say(*lines: str) -> None:
    if sys.stderr is None:
        return
    sys.stderr.reconfigure(errors="replace")
    for line in lines:
        print(line, file=sys.stderr)

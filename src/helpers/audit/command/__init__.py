"""`python -m helpers audit [FILE.csv]`: does every number of a ledger follow from the others?

Exit status 0 when no numbers contradict each other, 1 when some do (a verdict `contradiction`, or a
check that found numbers which cannot all hold), 2 when the file cannot be read or an argument is
wrong. What is shown goes to the standard output, everything about the file to the standard error.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from helpers import paths
from helpers.errors import ArgumentError, InputError
from helpers.ledger.csv_files import MOST_PROBLEMS

CONSISTENT, CONTRADICTIONS, UNUSABLE = 0, 1, 2
MOST_LISTED = 20
LONGEST_PROBLEM = 600
MOST_IDS = 5


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
    from helpers.audit.command.files import open_file
    from helpers.audit.command.report import Report, claim_lines, json_lines, table_lines
    from helpers.editions import Edition

    file = open_file(Path(options.file), codebook=options.codebook and Path(options.codebook))
    chosen = options.explain
    if chosen:
        file.ledger[chosen]  # an unknown claim is said before a long audit
    if file.unknown:
        _say(_notice(options, file.unknown))
    one_each = not options.distinct_units
    audited = audit(file.ledger, rule=options.rule, levels=file.levels, one_each=one_each)
    edition = Edition(options.language)
    width = shutil.get_terminal_size((100, 24)).columns
    report = Report(audited, edition, width, lists_all=options.all)
    if options.json:
        _show(json_lines(report, [chosen] if chosen else None), encoding="utf-8")
    else:
        _show(claim_lines(report, chosen) if chosen else table_lines(report))
    return CONTRADICTIONS if audited.has_contradictions else CONSISTENT


def _parser() -> argparse.ArgumentParser:
    from helpers.audit.shares import RULES
    from helpers.editions import LANGUAGES

    parser = argparse.ArgumentParser(
        prog="python -m helpers audit",
        description="Recompute every number of a ledger that follows from its other numbers.",
        epilog="Exit status: 0 no contradiction, 1 contradictions, 2 file or arguments unusable.",
    )
    parser.add_argument(
        "file", nargs="?", default=str(paths.CLAIMS), help="a ledger; by default the project's"
    )
    parser.add_argument("--all", action="store_true", help="list the numbers that follow, too")
    parser.add_argument("--json", action="store_true", help="write a JSON list of verdicts")
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
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="(%(default)s)")
    return parser


def _show(lines: Iterable[str], *, encoding: str | None = None) -> None:
    """Print; a reader who closes the pipe, as `head` does, has seen enough."""
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
    except BrokenPipeError:
        # Python flushes once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _notice(options: argparse.Namespace, unknown: dict[str, tuple[str, ...]]) -> str:
    from helpers.interface import text

    shown = []
    for column, ids in unknown.items():
        names = ", ".join(ids[:MOST_IDS]) + (f", … ({len(ids)})" if len(ids) > MOST_IDS else "")
        shown.append(f"{column} {names}")
    notice = text(
        "{file} has no codebook beside it. The project's codebook is used, and these ids, "
        "which it does not know, are taken as they are: {ids}. Checks that need the type of a "
        "question leave them out. To name a codebook: --codebook FILE.",
        options.language,
    )
    return notice.format(file=Path(options.file).name, ids="; ".join(shown))


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
    sys.stderr.reconfigure(errors="replace")
    for line in lines:
        print(line, file=sys.stderr)

"""`python -m helpers dossier`: make the data editor's dossier, or check one.

Making writes outputs/dossier and outputs/dossier.zip; exit status 0 when every item of the
checklist is found, but for those that `--without-runs` renounces. `--check [DIR|ZIP]` goes through
the checklist of that dossier, or of the one in outputs; exit status 1 when anything is missing or
wrong, and 2 for arguments that cannot be used.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from helpers import paths
from helpers.dossier import checklist, making
from helpers.dossier.checklist import FOUND, Result
from helpers.workshop.build import shown

# What a dossier without two clean runs lacks.
RENOUNCED = ("measured", "runs", "same")


def main(arguments: Sequence[str]) -> int:
    """Make a dossier or check one; see the module."""
    options = _parser().parse_args(arguments)
    target = paths.OUTPUTS / "dossier"
    if options.check is not None:
        return check(Path(options.check) if options.check else target)
    return make(target, with_runs=not options.without_runs, certified_by=options.certified_by)


def make(target: Path, *, with_runs: bool, certified_by: str = "") -> int:
    """Make a dossier and its zip, and say what its checklist says."""
    start = time.monotonic()
    making.make(target, with_runs=with_runs, certified_by=certified_by)
    results, left = checklist.go_through(target), checklist.yours(target)
    text = checklist.as_markdown(results, left)
    (target / making.CHECKLIST).write_text(text, encoding="utf-8")
    product = making.pack(target, target.with_suffix(".zip"))
    print(_lines(results, left))
    print(f"{shown(target)}\n{shown(product)}: {product.stat().st_size / 1e6:.1f} MB")
    print(f"Finished in {time.monotonic() - start:.1f} s.")
    renounced = () if with_runs else RENOUNCED
    return _status([each for each in results if each.item.key not in renounced])


def check(dossier: Path) -> int:
    """Go through the checklist of a dossier, folder or zip, and print it."""
    with checklist.opened(dossier) as directory:
        results, left = checklist.go_through(directory), checklist.yours(directory)
    print(_lines(results, left))
    return _status(results)


def _status(results: Sequence[Result]) -> int:
    return int(any(each.outcome != FOUND for each in results))


def _lines(results: Sequence[Result], left: Sequence[str]) -> str:
    """The checklist for the terminal: an item a line, its faults below it, the sum at the end."""
    lines = []
    for each in results:
        lines.append(f"{each.outcome:<8} {each.item.asked} ({each.item.where})")
        lines += [f"           {line}" for line in checklist.fault_lines(each)]
    lines += ["", "Yours to say, which no program can:"]
    lines += [f"  {each}" for each in left]
    return "\n".join([*lines, "", checklist.said(list(results))])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers dossier",
        description="What a data editor asks for, in one folder and a zip; or a check of one.",
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--check",
        nargs="?",
        const="",
        metavar="DIR|ZIP",
        help="go through the checklist of a dossier, by default of outputs/dossier",
    )
    either.add_argument(
        "--without-runs", action="store_true", help="do not build twice; the checklist says so"
    )
    parser.add_argument(
        "--certified-by", default="", metavar="NAME", help="who makes the statement about rights"
    )
    return parser

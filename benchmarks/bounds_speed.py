"""How long do feasibility, correction sets and bounds take, and does time grow with n?

    python benchmarks/bounds_speed.py [--cross-check] [--first]

Everything is asked of form A of the report, on two threads: smallest correction sets, then forms
that turn the order of the towns. Then all numbers of people on the form are multiplied, as if the
registered organisations of the whole country had filled it in, and the bounds on the seven towns'
sizes are asked again. With --cross-check HiGHS answers the same questions, which takes minutes;
with --first one row of each table is measured. Seconds are of the wall clock; each table ends with
the most memory held so far.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from measuring import peak_megabytes

from helpers.bounds import blocks, corrections, extremes, highs, model, towns
from helpers.bounds.assumptions import Assumptions
from helpers.bounds.cpsat import CpSat, Solution
from helpers.bounds.programme import Programme
from helpers.chapters.implied.solving import turned
from helpers.ledger import claims
from helpers.ledger.claims import Ledger
from helpers.scale.schemes import SCHEMES, Scheme

FORM = "form_a"
# The report's forms come from about a hundred people; so many organisations are registered.
REPORT_N, COUNTRY_N = 100, 23_335
READING = Assumptions(rounding="either", bases="question")
# 2/1/0 is 3/1.5/0, and complete cases leave no mean to a town without monitoring answers.
POINTS = ("3/2/1", "3/2/0", "3/1.5/0", "3/1/0")
MISSING = ("zero", "person_mean")


def main(arguments: list[str]) -> None:
    """Print one table after the other."""
    ledger = claims.load()
    print(f"{'question':<58} {'seconds':>8}  result")
    n_rows = 1 if "--first" in arguments else None
    for text, seconds, result in islice(corrections_of(ledger), n_rows):
        print(f"{text:<58} {seconds:8.2f}  {result}")
    for text, seconds, result in islice(turned_of(ledger), n_rows):
        print(f"{text:<58} {seconds:8.2f}  {result}")
    print(f"{'':<58} {'':>8}  {peak_megabytes():.0f} MB\n")
    print(
        f"{'points':<8} {'missing':<12} {'one world':>9} {'n=100':>8} {'n=23,335':>9} {'ratio':>6}"
    )
    for scheme in schemes()[:n_rows]:
        print(sizes_row(ledger, scheme))
    print(f"{'':<56} {peak_megabytes():.0f} MB")
    if "--cross-check" in arguments:
        print()
        for line in cross_check(ledger):
            print(line)


def corrections_of(ledger: Ledger) -> Iterator[tuple[str, float, str]]:
    """All smallest correction sets of form A, for every reading."""
    block = blocks.block_of(ledger, FORM)
    for bases in ("stated", "question"):
        for rounding in ("nearest", "truncated", "either"):
            start = time.perf_counter()
            found = corrections.smallest_corrections(block, Assumptions(rounding, bases))
            result = f"{found.status}; sets of {found.n_dropped} numbers: {len(found.sets)}"
            text = f"correction sets of form A, {rounding}, base {bases}"
            yield text, time.perf_counter() - start, result


def turned_of(ledger: Ledger) -> Iterator[tuple[str, float, str]]:
    """Forms that print every mean and turn the towns' order with other points."""
    block = blocks.block_of(ledger, FORM)
    least, _ = corrections.least_dropped(model.programme_of(block, turned.READING))
    for each in turned.ATTEMPTS:
        start = time.perf_counter()
        found = turned.turn(ledger, each, n_dropped=least)
        points = f"{each.report.name} and {each.reader.name}"
        text = f"order turned, {points}, {each.report.missing}, by {each.averaged}"
        yield text, time.perf_counter() - start, "found" if found else "not found"


def schemes() -> list[Scheme]:
    """Every scoring and missing rule under which towns can be bounded."""
    return [replace(SCHEMES[points], missing=rule) for points in POINTS for rule in MISSING]


def sizes_row(ledger: Ledger, scheme: Scheme) -> str:
    """One world, and all bounds on the towns' sizes, for the report's n and the country's."""
    cells = [f"{scheme.name:<8} {scheme.missing:<12}"]
    limited = optimal(ledger, scheme)
    start = time.perf_counter()
    status = CpSat(limited).solve().status
    cells.append(f"{time.perf_counter() - start:9.2f}" if status == "feasible" else status)
    seconds = []
    for factor in (Fraction(1), Fraction(COUNTRY_N, REPORT_N)):
        programme = optimal(multiplied(ledger, factor), scheme)
        start = time.perf_counter()
        found = CpSat(programme).solve_all(town_questions(ledger))
        seconds.append(time.perf_counter() - start)
        open_ends = sum(not each.proved for each in found)
        cells.append(f"{seconds[-1]:8.2f}" + (f" ({open_ends} open)" if open_ends else ""))
    return " ".join([*cells, f"{seconds[1] / seconds[0]:6.2f}"])


def optimal(ledger: Ledger, scheme: Scheme) -> Programme:
    """The programme of form A with as few printed numbers given up as possible."""
    block = blocks.block_of(ledger, FORM)
    return extremes.optimal(model.programme_of(block, replace(READING, scheme=scheme)))[0]


def town_questions(ledger: Ledger) -> list[tuple[dict[str, int], bool]]:
    """The least and the largest size of every town."""
    names = towns.towns_of(blocks.block_of(ledger, FORM))
    return [(towns.size_terms(town), largest) for town in names for largest in (False, True)]


def multiplied(ledger: Ledger, factor: Fraction) -> Ledger:
    """The ledger with every number of people on the form times a factor, cut to a whole number."""
    own = {claim.claim_id for claim in blocks.block_of(ledger, FORM).claims}
    own |= {blocks.PARTICIPANTS}
    scaled = {
        claim_id: replace(claim, printed=str(int(claim.value * factor)))
        if claim_id in own and claim.kind in blocks.NUMBERS
        else claim
        for claim_id, claim in ledger.claims.items()
    }
    return Ledger(scaled, ledger.codebook)


def cross_check(ledger: Ledger) -> Iterator[str]:
    """Both solvers on the same questions."""
    yield f"{'points':<8} {'missing':<12} {'questions':>9} {'agree':>6} {'CP-SAT':>8} {'HiGHS':>8}"
    for scheme in schemes():
        programme = optimal(ledger, scheme)
        asked = town_questions(ledger)
        ours = CpSat(programme).solve_all(asked)
        theirs = [highs.solve(programme, terms, maximise=up) for terms, up in asked]
        agree = sum(
            one.objective == other.objective for one, other in zip(ours, theirs, strict=True)
        )
        spent = f"{total(ours):8.1f} {total(theirs):8.1f}"
        yield f"{scheme.name:<8} {scheme.missing:<12} {len(asked):>9} {agree:>6} {spent}"


def total(found: tuple[Solution, ...] | list[Solution]) -> float:
    """Seconds of all answers."""
    return sum(each.seconds for each in found)


if __name__ == "__main__":
    main(sys.argv[1:])

"""What the solver is asked for the chapter, the same in every language and so asked once.

    corrections    which smallest sets of printed numbers must give, in every body of data
    scorings       what each scoring says about the towns' forms
    variants       the towns' means under all points a reader may prefer
    turned         forms that print every mean and turn the towns' order with other points
    staff          what the largest organisations hold of all staff
    pairs, gap     what two answers to the questionnaires have in common

The answers are in outputs/computed/implied.json, which `make book` writes before any chapter runs
and which `solved` reads. Exact numbers are text there, so that reading loses nothing. The questions
fall into `PARTS` that do not wait for each other: the build asks them side by side, on all cores or
machines there are, and puts together what they found.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.bounds import bounds
from helpers.bounds.assumptions import WEAKEST
from helpers.bounds.blocks import SOURCES
from helpers.bounds.corrections import corrections_by_reading
from helpers.bounds.extremes import Bounds
from helpers.bounds.staff import bound_staff
from helpers.chapters.implied.solving import results
from helpers.chapters.implied.solving.towns import TownScoring, scorings, solve_towns
from helpers.chapters.implied.solving.turned import Turned, turn_all
from helpers.chapters.implied.solving.variants import Variant, variants
from helpers.scale.schemes import DISTINCT_SCHEMES

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger
    from helpers.study import Study

# The answers that the report's main sentences rest on, by claim.
HEADLINES = (
    *("difficulty_finance", "need_finance", "need_training", "training_finance"),
    *("technology_limits", "outside_cities", "impact_yes", "obstacle_none", "funding_state"),
)
OUTSIDE = "survey_location = outside_three_cities"
LIMITS = "technology_limits = 'yes'"
GAP = f"share of {LIMITS} given {OUTSIDE} minus share of {LIMITS} given not {OUTSIDE}"

SHARES = ("largest_share", "women_others", "women_largest", "youth_others", "youth_largest")
STAFF = ("largest", "one_largest", *SHARES)


@dataclass(frozen=True)
class Range:
    """The least and the largest a number can be, None where nothing has it.

    `status` is proved, undecided (the time was up) or infeasible (there is no such group);
    `unreached` as of `extremes.Bounds`.
    """

    low: Fraction | None
    high: Fraction | None
    status: str
    unreached: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Bounds) -> Range:
        """The engine's bounds, without the worlds that reach them."""
        return cls(found.low, found.high, found.status, found.unreached)


@dataclass(frozen=True)
class Corrections:
    """The smallest sets of one body of data under one reading; see `bounds.corrections`."""

    block: str
    units: str
    totals: str
    rounding: str
    bases: str
    n_claims: int
    status: str
    n_dropped: int | None
    sets: tuple[tuple[str, ...], ...]
    complete: bool
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two answers, by claim, and how many can have given both."""

    one: str
    other: str
    both: Range


@dataclass(frozen=True)
class Implied:
    """What the solver found, question by question; see the module."""

    corrections: tuple[Corrections, ...]
    scorings: tuple[TownScoring, ...]
    variants: tuple[Variant, ...]
    turned: tuple[Turned, ...]
    staff: Mapping[str, Range]
    pairs: tuple[Pair, ...]
    gap: Range


@dataclass(frozen=True)
class Answers:
    """What the solver found about turned orders, staff and pairs of answers."""

    turned: tuple[Turned, ...]
    staff: Mapping[str, Range]
    pairs: tuple[Pair, ...]
    gap: Range


def solved(study: Study) -> Implied:
    """What the solver found for a study, read where it is kept for this data and this code.

    Otherwise the solver is asked, which takes a minute or more and is said, and what it finds is
    kept.
    """
    digest = results.digest(study)
    found = results.read("implied", digest, Implied)
    if found is None:
        print("Asking the solver; this takes a minute or more …", file=sys.stderr)
        found = solve(study)
        results.write("implied", digest, found)
    return found


def solve(study: Study) -> Implied:
    """Ask the solver every question but those of parts that are kept, and put all together."""
    digest = results.digest(study)
    found = {name: _kept(name, digest) for name in PARTS}
    for name in [name for name, answers in found.items() if answers is None]:
        found[name] = PARTS[name].ask(study.ledger)
    # Points change faster than rules for missing answers in the order of all scorings.
    by_points = (found[f"towns_{points}"] for points in _POINTS)
    tried = tuple(chain.from_iterable(zip(*by_points, strict=True)))
    return Implied(
        corrections=found["corrections"],
        scorings=tried,
        variants=variants(study.scores(), tried),
        **vars(found["answers"]),
    )


def solve_part(study: Study, name: str) -> None:
    """Ask the questions of a part and keep what is found, unless it is kept."""
    digest = results.digest(study)
    if _kept(name, digest) is None:
        results.write(kept_as(name), digest, PARTS[name].ask(study.ledger))


def kept_as(part: str) -> str:
    """Name of the file in outputs/computed that keeps a part's answers."""
    return f"implied_{part}"


def _kept(part: str, digest: str) -> Any:
    return results.read(kept_as(part), digest, PARTS[part].kind)


def _answer(ledger: Ledger) -> Answers:
    return Answers(
        turned=turn_all(ledger),
        staff=ranges_of_staff(ledger),
        pairs=bound_pairs(ledger),
        gap=bound_gap(ledger),
    )


def correct_all(ledger: Ledger, blocks: Iterable[str] = SOURCES) -> tuple[Corrections, ...]:
    """The smallest sets of bodies of data, under every reading."""
    return tuple(
        Corrections(
            block,
            found.assumptions.units,
            found.assumptions.totals,
            found.assumptions.rounding,
            found.assumptions.bases,
            found.n_claims,
            found.status,
            found.n_dropped,
            found.sets,
            found.complete,
            found.shared,
        )
        for block in blocks
        for found in corrections_by_reading(ledger, block)
    )


def ranges_of_staff(ledger: Ledger) -> dict[str, Range]:
    """What the largest organisations hold, by the names of `STAFF` (`bounds.staff.StaffBounds`)."""
    found = bound_staff(ledger)
    return {name: Range.of(getattr(found, name)) for name in STAFF}


def bound_pairs(ledger: Ledger, claims: tuple[str, ...] = HEADLINES) -> tuple[Pair, ...]:
    """How many organisations can have given two answers, for every two headline answers?"""
    return tuple(
        Pair(one, other, _both(ledger, one, other)) for one, other in combinations(claims, 2)
    )


def bound_gap(ledger: Ledger) -> Range:
    """By how much can limits of technology be more frequent outside the three cities than inside?

    Shares as fractions; the other group holds whoever is not printed as outside.
    """
    return Range.of(bounds(GAP, ledger, WEAKEST))


def _both(ledger: Ledger, one: str, other: str) -> Range:
    atoms = [f"{claim.variable} = '{claim.category}'" for claim in (ledger[one], ledger[other])]
    return Range.of(bounds(" and ".join(atoms), ledger, WEAKEST))


class Part(NamedTuple):
    """Questions that wait for no others, and the type of what is found."""

    ask: Callable[[Ledger], Any]
    kind: Any


_POINTS = range(1, len(DISTINCT_SCHEMES) + 1)


def _towns(points: int, ledger: Ledger) -> tuple[TownScoring, ...]:
    """What the scorings with the points of this number say, under each rule for missing answers."""
    return solve_towns(ledger, scorings()[points - 1 :: len(_POINTS)])


# Of about equal length, but for the last one.
PARTS = {
    "corrections": Part(correct_all, tuple[Corrections, ...]),
    **{f"towns_{n}": Part(partial(_towns, n), tuple[TownScoring, ...]) for n in _POINTS},
    "answers": Part(_answer, Answers),
}

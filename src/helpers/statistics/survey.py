"""Which ranges a printed number may have: by its source, its base and who is silent."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from helpers.bounds.blocks import CITY, LOCATIONS
from helpers.ledger.reported import counts_that_print_as
from helpers.statistics.intervals import (
    Interval,
    Stratum,
    no_assumption_bounds,
    over_representation_bounds,
    wilson_interval,
)
from helpers.study import SIZES

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.ledger.claims import Claim
    from helpers.study import Study

CONFIDENCE = 0.95
# A household answers nothing: the forms count more of them than there were participants.
NO_RESPONDENT = "households"

NON_RESPONSE = "not_answered"

# What the register must tell of places before a share can be held against them.
PLACED = ("outside_cities", "survey_akmola")


class PlaceSize(NamedTuple):
    """How many of a place answered, and how many the register can hold there."""

    answered: int
    registered_low: int
    registered_high: int


def place_sizes(study: Study) -> dict[str, PlaceSize]:
    """What do the printed numbers say of the cities of republican significance, and of Akmola?

    cities    Almaty, Astana and Shymkent, whose number in the register is not printed
    akmola    Akmola region

    Respondents are taken to be in the register, each in the place it gave, and no region without a
    printed number to have more organisations than the least of those printed, which is a reading:
    the report does not say that it prints the largest.
    """
    size, places = study.size("survey"), study.codebook.places
    printed = study.ledger.select(variable="register_region", kind="count")
    counts = {claim.place: int(claim.value) for claim in printed}
    cities = sum(counts[place] for place in counts if places[place].kind == CITY)
    n_cities = size - int(study.ledger["outside_cities"].value)
    n_akmola = int(study.ledger["survey_akmola"].value)
    # Questionnaires can come from more organisations than a register of another year has there.
    most = max(min(counts.values()), n_akmola)
    return {
        "cities": PlaceSize(n_cities, max(cities, n_cities), cities + most),
        "akmola": PlaceSize(n_akmola, n_akmola, most),
    }


def place_strata(study: Study) -> list[Stratum]:
    """The same as strata for `post_stratified_bounds`; the rest of the country is left over."""
    n_register = study.size("register")
    return [
        Stratum(
            place.answered,
            Fraction(place.registered_low, n_register),
            Fraction(place.registered_high, n_register),
        )
        for place in place_sizes(study).values()
    ]


def range_text(study: Study, interval: Interval) -> str:
    """A range of `survey_intervals` in whole percents, its ends rounded outward."""
    return study.edition.percent_range(*(100 * end for end in interval))


def survey_intervals(study: Study, claim: Claim) -> dict[str, Interval]:
    """Wilson interval, no-assumption bounds and Akmola range of a claim, as proportions.

    Empty unless the claim is a count or percentage of a stated base of respondents; a percentage as
    which several counts print has the lowest and the highest end of theirs. Respondents in none of
    the printed answers of a single-answer question widen bounds and Akmola range, as they may have
    meant either; when there are more answers than respondents, the base is not that of the answers
    and no range is given.
    Bounds and Akmola range are for the survey only, where the ledger has the claims that say how
    many answered, how many are in the register, and where (`SIZES`, `PLACED`). Akmola's share of
    the register is that of `place_sizes`. Where an organisation is, the register says in part: the
    bounds of such an answer end where the printed places leave no room, and it has no Akmola range,
    since all of Akmola gives one answer.
    """
    source = study.codebook.variables[claim.variable].source
    counts = counts_of(study, claim)
    if not counts or source not in study.codebook.roles.asked:
        return {}
    base, ledger = int(study.ledger[claim.base].value), study.ledger
    is_counted = source == "survey" and SIZES["survey"] in ledger
    if is_counted and base != study.size("survey"):
        return {}  # staff of one organisation are not separate respondents
    n_unplaced = unplaced(study, claim, base)
    if n_unplaced < 0:
        return {}  # more answers than respondents: the base is not that of these answers
    found = {}
    if not study.is_synthetic:  # an interval of made-up rows would measure how they were made
        found["wilson"] = _outer(counts, lambda n: wilson_interval(n, base, confidence=CONFIDENCE))
    if is_counted and SIZES["register"] in ledger and not claim.place:
        n_register = study.size("register")
        known = {"n_population": n_register, "n_item_missing": n_unplaced}
        found["bounds"] = _outer(counts, lambda n: no_assumption_bounds(n, base, **known))
        if not all(name in ledger for name in PLACED):
            return found
        sizes = place_sizes(study)
        if claim.variable in LOCATIONS:
            most = Fraction(n_register - sizes["cities"].registered_low, n_register)
            found["bounds"] = Interval(found["bounds"].low, min(found["bounds"].high, most))
        else:
            akmola = (base, n_unplaced, sizes["akmola"], n_register)
            found["akmola"] = _outer(counts, lambda n: _akmola_range(n, *akmola))
    return found


def _outer(counts: tuple[int, ...], interval: Callable[[int], Interval]) -> Interval:
    """From the low end of the least count to the high end of the largest."""
    return Interval(interval(counts[0]).low, interval(counts[-1]).high)


def _akmola_range(
    count: int, base: int, n_unplaced: int, akmola: PlaceSize, n_register: int
) -> Interval:
    ranges = [
        over_representation_bounds(
            n_yes,
            base,
            n_group_respondents=akmola.answered,
            group_share_low=Fraction(akmola.registered_low, n_register),
            group_share_high=Fraction(akmola.registered_high, n_register),
        )
        for n_yes in (count, count + n_unplaced)
    ]
    return Interval(ranges[0].low, ranges[1].high)


def unplaced(study: Study, claim: Claim, base: int) -> int:
    """How many of the base are in none of a single-answer question's printed answers?

    Negative when the answers are more than the base; 0 where several answers were possible, or only
    one answer is printed and the rest unknown.
    """
    if study.codebook.variables[claim.variable].answer not in ("single", "ordinal"):
        return 0
    for kind, unit in (("count", Fraction(1)), ("percent", Fraction(base, 100))):
        printed = study.ledger.select(variable=claim.variable, kind=kind)
        answers = {c.category: c.value for c in reversed(printed) if c.category}
        answers.pop(NON_RESPONSE, None)
        if len(answers) > 1:
            return int(base - unit * sum(answers.values()))
    return 0


def count_of(study: Study, claim: Claim) -> int | None:
    """How many respondents of the claim's base gave its answer? None where that is not printed.

    A percentage is taken when exactly one count prints as it, and no count is printed for it.
    """
    counts = counts_of(study, claim)
    return counts[0] if len(counts) == 1 else None


def counts_of(study: Study, claim: Claim) -> tuple[int, ...]:
    """How many respondents of the claim's base may have given its answer, from the fewest up?

    None of them where the number is no count or percentage of respondents, or rough ("about").
    """
    if not claim.base or claim.hedge or claim.kind not in ("count", "percent"):
        return ()
    base = study.ledger[claim.base]
    if (
        base.unit not in study.codebook.roles.respondents - {NO_RESPONDENT}
        or claim.category == NON_RESPONSE
    ):
        return ()
    if base.kind not in ("base", "total") or not (claim.category or claim.place):
        return ()
    if claim.kind == "count":
        return (int(claim.value),) if claim.value <= base.value else ()
    if study.ledger.select(variable=claim.variable, category=claim.category, kind="count"):
        return ()  # the printed count is the better witness
    return tuple(counts_that_print_as(claim.printed, int(base.value), rule="nearest"))

"""Does a sentence about organisations in general hold whatever chance or silence may hide?

Only such a sentence says more than the respondents did: that 46 of 75 have higher education is a
fact about these 75, and neither chance nor the silent can undo it. Two questions of rising
strictness:

    passes_by_chance  does the whole interval say it, as if the respondents were a random sample?
    passes_unseen     does it also if nothing is assumed about those that did not answer?
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpers.audit.shares_in_words import shares_called_one_in
from helpers.chapters.sentences.specifications import Specification
from helpers.editions import round_outward
from helpers.ledger import formulas
from helpers.statistics import survey
from helpers.statistics.intervals import Interval, no_assumption_bounds, wilson_interval
from helpers.statistics.leads import lead_interval

if TYPE_CHECKING:
    from helpers.ledger.sentences import Sentence
    from helpers.study import Study

GENERAL = "organisations"


class Ranges(NamedTuple):
    """The ranges of one specification, each None where it does not apply.

    interval    Wilson, as if the respondents were a random sample
    lead        for `top`: the interval of the lead over the most frequent other answer
    bounds      over the register, nothing assumed about the silent
    """

    interval: Interval | None = None
    lead: Interval | None = None
    bounds: Interval | None = None


def ranges_of(study: Study, sentence: Sentence, way: Specification) -> Ranges:
    """The ranges of a count, for a sentence about organisations in general; else none.

    A count that is known between two numbers only has none, and neither have made-up rows but for
    their bounds.
    """
    if (
        sentence.scope != GENERAL
        or way.count.low != way.count.high
        or way.base.low != way.base.high
    ):
        return Ranges()
    count, base = int(way.count.low), int(way.base.low)
    found = {}
    if not study.is_synthetic:  # an interval of made-up rows would measure how they were made
        found["interval"] = wilson_interval(count, base, confidence=survey.CONFIDENCE)
        if sentence.test == "top":
            other = int(way.against.high)
            found["lead"] = lead_interval(count, other, base, confidence=survey.CONFIDENCE)
    if base == study.size("survey"):
        claim = study.ledger[formulas.names_in(_first_answer(sentence, way))[0]]
        n_missing = max(0, survey.unplaced(study, claim, base))
        found["bounds"] = no_assumption_bounds(
            count,
            base,
            n_population=study.size("register"),
            n_item_missing=min(n_missing, base - count),
        )
    return Ranges(**found)


def passes_by_chance(test: str, way: Specification, ranges: Ranges) -> bool:
    """Does the whole interval say it? True where none applies.

    Ends are taken in whole percents, as they are shown: what hangs on a fraction of a percentage
    point does not hold throughout. "About one in three" asks only that the interval holds a third.
    """
    if test == "top":
        return ranges.lead is None or ranges.lead.low > 0
    if ranges.interval is None:
        return True
    low, high = ranges.interval
    if test == "share_about":
        return low <= way.against.low <= high
    return round_outward(100 * low, "low") > 100 * way.against.high


def passes_unseen(test: str, way: Specification, ranges: Ranges) -> bool:
    """Do the no-assumption bounds say it from end to end? False where there are none."""
    if ranges.bounds is None:
        return False
    low, high = ranges.bounds
    if test == "top":
        # Each silent organisation could name the other answer alone.
        silent = high - low
        return low > way.against.high / way.base.low * (1 - silent) + silent
    if test == "share_about":
        named = shares_called_one_in(way.against.low.denominator)
        return all(named.contains(end) for end in (low, high))
    return low > way.against.high


def _first_answer(sentence: Sentence, way: Specification) -> str:
    """The formula of the first answer that a specification counts."""
    readings = sentence.readings()
    count, _ = readings[min(way.reading, len(readings) - 1)]
    return count.split()[0] if sentence.test == "top" else count

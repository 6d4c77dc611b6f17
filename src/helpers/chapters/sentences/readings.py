"""Does a printed share say what a sentence says, whatever chance or silence may have hidden?

Every test of `helpers.ledger.sentences` comes down to readings, each a share and the share it is
held against, and to three questions of rising strictness:

    passes            does the printed number say it?
    passes_by_chance  does it also at the worst end of the interval, as if a random sample?
    passes_unseen     does it also if nothing is assumed about those that did not answer?
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from helpers.audit.groups import RESPONDENTS
from helpers.editions import round_outward
from helpers.ledger import formulas
from helpers.ledger.sentences import Sentence, evaluate
from helpers.statistics import survey
from helpers.statistics.intervals import Interval, no_assumption_bounds, wilson_interval
from helpers.statistics.leads import lead_interval, nearest_one_in

if TYPE_CHECKING:
    from helpers.ledger.claims import Claim, Ledger
    from helpers.study import Study

# Who stands behind a base: questionnaires of the register, focus-group forms and participants, or
# things that did not answer for themselves, such as statements, staff and entries of the register.
SURVEY, FOCUS_GROUPS, ITEMS = "survey", "focus_groups", "items"
_FOCUS_GROUP_SOURCES = ("form_a", "form_b", "discussion")


class Reading(NamedTuple):
    """A count of a base, the share it is held against, and both ranges where they apply.

    For `top` the count is that of the least frequent answer named, the threshold the share of the
    most frequent other one, and `lead` the interval of their difference.
    """

    count: Fraction
    base: Fraction
    threshold: Fraction
    of: str
    interval: Interval | None = None
    lead: Interval | None = None
    bounds: Interval | None = None

    @property
    def share(self) -> Fraction:
        """The share, 0 to 1."""
        return self.count / self.base


def read(study: Study, sentence: Sentence) -> tuple[Reading, ...]:
    """Every reading of a sentence, with its ranges; none for a judgement."""
    ledger = study.ledger
    readings = []
    for count, base in sentence.readings():
        names = formulas.names_in(base)
        n_base = evaluate(base, ledger)
        held = Reading(
            _count(sentence, count, ledger),
            n_base,
            _threshold(sentence, ledger, base),
            _who_stands_behind(study, ledger[names[0]], n_base),
        )
        readings.append(_with_ranges(study, sentence, held, _first_claim(sentence, count, ledger)))
    if sentence.test == "equal":
        one, two = readings
        return one._replace(threshold=two.share), two._replace(threshold=one.share)
    return tuple(readings)


def compared(sentence: Sentence, ledger: Ledger) -> tuple[Claim, Claim]:
    """For `top`: the least frequent answer named, and the most frequent of the others."""
    named, others = (
        [ledger[name] for name in cell.split()] for cell in (sentence.count, sentence.against)
    )
    return min(named, key=lambda each: each.value), max(others, key=lambda each: each.value)


def passes(test: str, reading: Reading) -> bool:
    """Does the printed number say what the sentence says?"""
    if test == "share_about":
        return _is_nearest(reading.share, reading.threshold)
    if test == "equal":
        return _whole_percent(reading.share) == _whole_percent(reading.threshold)
    return reading.share > reading.threshold


def passes_by_chance(test: str, reading: Reading) -> bool:
    """Does the whole interval say it? True where none applies.

    Ends are taken in whole percents, as they are shown: what hangs on a fraction of a percentage
    point does not hold throughout. "About one in three" asks only that the interval holds a third.
    """
    if test == "top":
        return reading.lead is None or reading.lead.low > 0
    if reading.interval is None:
        return True
    low, high = reading.interval
    if test in ("share_about", "equal"):
        return low <= reading.threshold <= high
    return round_outward(100 * low, "low") > 100 * reading.threshold


def passes_unseen(test: str, reading: Reading) -> bool:
    """Do the no-assumption bounds say it from end to end? False where there are none."""
    if reading.bounds is None:
        return False
    if test == "top":
        # Each silent organisation could name the other answer alone.
        silent = reading.bounds.high - reading.bounds.low
        return reading.bounds.low > reading.threshold * (1 - silent) + silent
    if test == "share_about":
        return all(_is_nearest(end, reading.threshold) for end in reading.bounds)
    return reading.bounds.low > reading.threshold


def _count(sentence: Sentence, formula: str, ledger: Ledger) -> Fraction:
    if sentence.test == "top":
        return compared(sentence, ledger)[0].value
    return evaluate(formula, ledger)


def _first_claim(sentence: Sentence, formula: str, ledger: Ledger) -> Claim:
    """The claim whose question the count answers."""
    if sentence.test == "top":
        return compared(sentence, ledger)[0]
    return ledger[formulas.names_in(formula)[0]]


def _threshold(sentence: Sentence, ledger: Ledger, base: str) -> Fraction:
    if sentence.test == "top":
        return compared(sentence, ledger)[1].value / evaluate(base, ledger)
    return evaluate(sentence.threshold, ledger) if sentence.threshold else Fraction(0)


def _who_stands_behind(study: Study, base: Claim, n_base: Fraction) -> str:
    source = study.codebook.variables[base.variable].source
    if base.unit not in RESPONDENTS:
        return ITEMS
    if source in _FOCUS_GROUP_SOURCES:
        return FOCUS_GROUPS
    # Staff of the organisations are counted in questionnaires too, on a base of their own.
    return SURVEY if source != "register" and n_base == _survey_size(study) else ITEMS


def _with_ranges(study: Study, sentence: Sentence, reading: Reading, claim: Claim) -> Reading:
    """The reading with the ranges that its base allows; none for a count that is no part of it."""
    whole = reading.count.denominator == reading.base.denominator == 1
    if reading.of == ITEMS or not whole or not 0 <= reading.count <= reading.base:
        return reading
    if sentence.test == "could_exceed":
        return reading  # an upper limit is no count of respondents
    count, base = int(reading.count), int(reading.base)
    other = reading.threshold * reading.base
    found = {}
    if not study.is_synthetic:
        found["interval"] = wilson_interval(count, base, confidence=survey.CONFIDENCE)
    if sentence.test == "top" and other <= base and not study.is_synthetic:
        found["lead"] = lead_interval(count, int(other), base, confidence=survey.CONFIDENCE)
    if reading.of == SURVEY and sentence.scope != "questionnaires":
        n_missing = max(0, survey.unplaced(study, claim, base))
        found["bounds"] = no_assumption_bounds(
            count,
            base,
            n_population=study.size("register"),
            n_item_missing=min(n_missing, base - count),
        )
    return reading._replace(**found)


def _survey_size(study: Study) -> Fraction:
    return study.size("survey")


def _is_nearest(share: Fraction, threshold: Fraction) -> bool:
    return 0 < share <= 1 and Fraction(1, nearest_one_in(share)) == threshold


def _whole_percent(share: Fraction) -> int:
    return int(100 * share + Fraction(1, 2))

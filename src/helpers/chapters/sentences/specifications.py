"""In how many defensible ways can a sentence be held against the printed numbers, and in how many
does it stand?

A way, or specification, is one choice in each of three respects. Every choice is one that the
report prints, that the audit finds, or that the sentence's words allow (`sentences.csv`):

    base        stated      the base that the report states
                answers     as many as gave one of the printed answers, or the sum of the parts
                found       the bases on which count and printed percentage agree, by the audit
    rounding    as_printed  the count is taken as it is printed
                half_up     the printed percentage is right and was rounded to nearest: either the
                            count is another one, or the base is (found)
                truncated   the same, with further digits cut off
    reading     what is counted, of whom, and what the words ask: each threshold; the first place
                alone or, where that differs, shared, and among all answers or only those that are
                counted in the same unit

Other bases and counts behind a percentage are taken only where the printed count does not give the
printed percentage: where they agree nothing is in doubt. Answers of the respondents are compared
within one question. Choices that come to the same numbers are one way, with the labels of each.

A count or base that is known between two numbers only makes a way of its own: there the sentence

    stands      whatever the number is
    falls       whatever the number is
    open        otherwise

Chance and silence are no ways of reading a number; `ranges` has them. Source: Simonsohn, Simmons &
Nelson (2020), doi:10.1038/s41562-020-0912-z, who ask that specifications be sensible tests of the
question, valid, and not redundant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from helpers.audit.groups import comparable, is_subtotal
from helpers.audit.shares import share_of
from helpers.audit.shares_in_words import shares_called_one_in
from helpers.ledger import formulas
from helpers.ledger.reported import counts_that_print_as, rounding_range
from helpers.ledger.roles import WORDS
from helpers.ledger.sentences import Sentence, ends_of, evaluate, evaluate_range, query_in
from helpers.statistics.intervals import Interval

if TYPE_CHECKING:
    from helpers.audit import Audit
    from helpers.ledger.claims import Claim, Ledger
    from helpers.study import Study

BASES = ("stated", "answers", "found")
ROUNDINGS = ("as_printed", "half_up", "truncated")
OUTCOMES = ("stands", "open", "falls")


class Counting(NamedTuple):
    """A count of a base, both between two numbers, and the choices that lead to them."""

    count: Interval
    base: Interval
    base_kind: str = "stated"
    rounding: str = "as_printed"

    @property
    def share(self) -> Interval:
        """The least and the largest share, 0 to 1."""
        return Interval(self.count.low / self.base.high, self.count.high / self.base.low)


class _Held(NamedTuple):
    """One choice in every respect: the fields of `Specification` before equal ones are merged."""

    reading: int
    asked: int
    counting: Counting
    against: Interval
    outcome: str


@dataclass(frozen=True)
class Specification:
    """One way to hold a sentence against the numbers, and whether the sentence stands in it.

    reading            which of the sentence's readings, from 0
    asked              which of the things that its words can ask, from 0: the thresholds in their
                       order; the first place alone, then shared
    count, base        what is counted, of how many
    against            what it is held against: for `top` the count of the most frequent other
                       answer, else a share
    bases, roundings   the choices of `BASES` and `ROUNDINGS` that lead here
    outcome            one of `OUTCOMES`
    """

    reading: int
    asked: int
    count: Interval
    base: Interval
    against: Interval
    bases: tuple[str, ...]
    roundings: tuple[str, ...]
    outcome: str

    @property
    def share(self) -> Interval:
        """The least and the largest share of the base, 0 to 1."""
        return Counting(self.count, self.base).share


def specify(study: Study, sentence: Sentence, audited: Audit) -> tuple[Specification, ...]:
    """Every way to hold a sentence against the printed numbers, the plainest first.

    `audited` is the audit of the study's ledger, which finds other bases.
    """
    if sentence.test == "top":
        return _merged(_of_ranking(study.ledger, sentence))
    held = _of_two_shares if sentence.test == "equal" else _of_one_share
    return _merged(held(study, sentence, audited))


def _of_one_share(study: Study, sentence: Sentence, audited: Audit) -> Iterator[_Held]:
    """A share against each threshold, in every way of counting each reading."""
    judge = _about if sentence.test == "share_about" else _above
    asked = [
        Interval(*evaluate_range(threshold, study.ledger)) for threshold in sentence.thresholds()
    ]
    for reading, (count, base) in enumerate(sentence.readings()):
        countings = tuple(_countings(study, audited, count, base))
        for (place, against), counting in product(enumerate(asked), countings):
            yield _Held(reading, place, counting, against, judge(counting.share, against))


def _of_two_shares(study: Study, sentence: Sentence, audited: Audit) -> Iterator[_Held]:
    """Each reading but the last against the last, in every way of counting both."""
    *readings, last = (
        tuple(_countings(study, audited, count, base)) for count, base in sentence.readings()
    )
    for reading, countings in enumerate(readings):
        for counting, other in product(countings, last):
            outcome = _prints_as(counting.share, other.share)
            yield _Held(reading, 0, counting, other.share, outcome)


def _of_ranking(ledger: Ledger, sentence: Sentence) -> Iterator[_Held]:
    """The least frequent answer named against the most frequent other one."""
    n_base = evaluate(sentence.readings()[0][1], ledger)
    for reading, (named, others) in enumerate(_rankings(ledger, sentence)):
        counting = Counting(named, _point(n_base), base_kind="")  # no base moves a first place
        alone, shared = (_leads(named, others, shared=shared) for shared in (False, True))
        yield _Held(reading, 0, counting, others, alone)
        if shared != alone:
            yield _Held(reading, 1, counting, others, shared)


def _rankings(ledger: Ledger, sentence: Sentence) -> Iterator[tuple[Interval, Interval]]:
    """What is ranked against what: each typed reading, then those of one unit alone."""
    others = [ledger[name] for name in sentence.against.split()]
    largest = _point(max(claim.value for claim in others))
    for count, _ in sentence.readings():
        if " to " in count:
            yield Interval(*evaluate_range(count, ledger)), largest
            continue
        named = [ledger[name] for name in count.split()]
        least = _point(min(claim.value for claim in named))
        yield least, largest
        alike = [claim for claim in others if _same_unit(claim, *named)]
        if 0 < len(alike) < len(others):
            yield least, _point(max(claim.value for claim in alike))


def _same_unit(*claims: Claim) -> bool:
    return comparable((claim.unit for claim in claims), among=WORDS.answers)


def _countings(study: Study, audited: Audit, count: str, base: str) -> Iterator[Counting]:
    """Every way to count a reading: on every base, by its count or its percentage."""
    ledger, n_base = study.ledger, evaluate(base, study.ledger)
    names = _names_of(count)
    kind = "stated" if base.isidentifier() else "answers"
    n_answers = _answers(audited, names, n_base)
    bases = {kind: n_base} | ({"answers": n_answers} if n_answers else {})
    if names and all(ledger[name].kind == "percent" for name in names):
        for (kind, whole), rounding in product(bases.items(), ROUNDINGS[1:]):
            yield from _behind_percents(ledger, count, whole, (kind, rounding))
        return
    counted = _counted(ledger, count, n_base)
    for kind, whole in bases.items():
        if whole == n_base or counted.high <= whole:
            yield Counting(counted, _point(whole), kind)
    if count.isidentifier():
        yield from _if_percentage_is_right(audited, count, counted, n_base)


def _counted(ledger: Ledger, count: str, n_base: Fraction) -> Interval:
    """A formula, a range, or what the printed numbers imply for a query."""
    query = query_in(count)
    if not query:
        return Interval(*evaluate_range(count, ledger))
    from helpers.bounds import bounds

    found = bounds(query, ledger)
    if found.status != "proved":  # no answer in time bounds nothing
        return Interval(Fraction(0), n_base)
    return Interval(Fraction(found.low), Fraction(found.high))


def _behind_percents(
    ledger: Ledger, count: str, n_base: Fraction, labels: tuple[str, str]
) -> Iterator[Counting]:
    """The counts of a base that print as the percentages a formula adds up, if there are any."""
    kind, rounding = labels
    prints = {
        name: counts_that_print_as(ledger[name].printed, int(n_base), rule=rounding)
        for name in formulas.names_in(count)
    }
    if not all(prints.values()):
        return
    ends = (
        formulas.evaluate(count, {name: Fraction(found[place]) for name, found in prints.items()})
        for place in (0, -1)
    )
    yield Counting(Interval(*ends), _point(n_base), kind, rounding)


def _if_percentage_is_right(
    audited: Audit, name: str, counted: Interval, n_base: Fraction
) -> Iterator[Counting]:
    """Where a count does not give its percentage: other counts of the base, other bases."""
    share = next(
        (
            share
            for claim in audited.ledger.select(kind="percent")
            if (share := share_of(audited.index, claim)) and share.ratio.numerator == name
        ),
        None,
    )
    if share is None or share.base != n_base:
        return
    verdict = audited.verdict_of(share.claim.claim_id)
    if verdict.verdict == "exact":
        return
    for rounding in ROUNDINGS[1:]:
        if rounding_range(share.claim.printed, rounding).contains(share.value):
            yield Counting(counted, _point(n_base), "stated", rounding)
            continue
        counts = counts_that_print_as(share.claim.printed, int(n_base), rule=rounding)
        if counts:
            ends = Interval(Fraction(counts[0]), Fraction(counts[-1]))
            yield Counting(ends, _point(n_base), "stated", rounding)
        if bases := verdict.bases.get(rounding):
            ends = Interval(Fraction(bases[0]), Fraction(bases[-1]))
            yield Counting(counted, ends, "found", rounding)


def _answers(audited: Audit, names: tuple[str, ...], n_base: Fraction) -> Fraction | None:
    """How many gave one of the printed answers of a question with one answer each?

    None where one answer only is printed, where counts of several questions are added, and where
    the percentages of the base add up to no whole number.
    """
    index, ledger = audited.index, audited.ledger
    questions = {(ledger[name].variable, ledger[name].place) for name in names}
    if len(questions) != 1:
        return None
    variable, place = questions.pop()
    if not index.is_single(variable):
        return None
    is_percent = ledger[names[0]].kind == "percent"
    found = index.percents(variable, place) if is_percent else index.answers(variable, place)
    parts = [
        claim.value
        for category, claim in found.items()
        if category not in index.roles.unanswered and not is_subtotal(index, claim)
    ]
    total = sum(parts, Fraction(0)) * (n_base / 100 if is_percent else 1)
    return total if len(parts) > 1 and total > 0 and total.denominator == 1 else None


def _names_of(count: str) -> tuple[str, ...]:
    if query_in(count):
        return ()
    return tuple(dict.fromkeys(name for end in ends_of(count) for name in formulas.names_in(end)))


def _above(share: Interval, threshold: Interval) -> str:
    return _three_ways(share.low > threshold.high, share.high <= threshold.low)


def _about(share: Interval, named: Interval) -> str:
    near = shares_called_one_in(named.low.denominator)
    outside = share.high < near.low or share.low >= near.high
    return _three_ways(all(near.contains(end) for end in share), outside)


def _prints_as(share: Interval, other: Interval) -> str:
    one, two = ({_whole_percent(end) for end in each} for each in (share, other))
    apart = max(one) < min(two) or max(two) < min(one)
    return _three_ways(one == two and len(one) == 1, apart)


def _leads(named: Interval, others: Interval, *, shared: bool) -> str:
    if shared:
        return _three_ways(named.low >= others.high, named.high < others.low)
    return _three_ways(named.low > others.high, named.high <= others.low)


def _three_ways(stands: bool, falls: bool) -> str:
    return "stands" if stands else "falls" if falls else "open"


def _whole_percent(share: Fraction) -> int:
    return int(100 * share + Fraction(1, 2))


def _point(value: Fraction) -> Interval:
    return Interval(value, value)


def _merged(every: Iterable[_Held]) -> tuple[Specification, ...]:
    """The ways as specifications; those that come to the same numbers are one."""
    found: dict[tuple[object, ...], Specification] = {}
    for reading, asked, (count, base, kind, rounding), against, outcome in every:
        key = reading, asked, count, base, against
        here = found.get(key)
        if here is None:
            here = Specification(reading, asked, count, base, against, (), (), outcome)
        found[key] = replace(
            here,
            bases=tuple(each for each in BASES if each in (*here.bases, kind)),
            roundings=tuple(each for each in ROUNDINGS if each in (*here.roundings, rounding)),
        )
    return tuple(found.values())

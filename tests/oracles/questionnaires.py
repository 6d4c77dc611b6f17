"""Invented surveys for property tests: answers are drawn, summarised and rounded, then printed.

A question is drawn as the counts of its answers. That loses nothing: any counts of a single-answer
question with a sum of at most n, and any counts of a multiple-answer question of at most n each,
are the summary of some n questionnaires, whatever the other questions say.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from helpers.audit.shares import RULES
from tests.oracles.simulated import TOWNS, Report, rounded

ANSWERS = ("one", "two", "three")


@dataclass(frozen=True)
class Survey:
    """An invented survey of n respondents that rounds by one rule, and its report so far."""

    draw: Callable = field(repr=False)
    n: int
    rule: str
    report: Report = field(default_factory=Report)

    def percent(self, part: int, whole: int) -> str:
        """A percentage as this report prints it, with no decimal or one."""
        return self.rounded(Fraction(100 * part, whole))

    def rounded(self, value: Fraction) -> str:
        """A number as this report prints it, with no decimal or one."""
        return rounded(value, self.draw(st.integers(0, 1)), self.rule)

    def maybe(self) -> bool:
        """Whether the report prints something that it need not print."""
        return self.draw(st.booleans())


@st.composite
def surveys(draw: Callable, rules: Sequence[str] = RULES, parts: Sequence = ()) -> Survey:
    """A survey of 1 to 60 respondents that rounds by one of some rules, with its report.

    `parts` are the questions it asks; any, when none are named.
    """
    survey = Survey(draw, draw(st.integers(1, 60)), draw(st.sampled_from(rules)))
    size = survey.report.add("size", "base", survey.n)
    if survey.maybe():
        survey.report.add("size", "base", survey.n, formula=size)
    for part in parts or draw(st.lists(st.sampled_from(PARTS), min_size=1, unique=True)):
        part(survey, size)
    return survey


def add_single(survey: Survey, size: str) -> None:
    """A question with one answer each; who is silent is left out, counted, or not in the base."""
    add_exclusive(survey, size, "single")


def add_ordinal(survey: Survey, size: str) -> None:
    """The same, with ordered answers."""
    add_exclusive(survey, size, "ordinal")


def add_exclusive(survey: Survey, size: str, variable: str) -> None:
    counts = _exclusive_counts(survey)
    answered, report = sum(counts.values()), survey.report
    silent = survey.draw(st.sampled_from(["left out", "counted", "not in the base"]))
    base, whole = size, survey.n
    if silent == "counted":
        counts["not_answered"] = survey.n - answered
    if silent == "not in the base" and answered:
        base, whole = report.add(variable, "base", answered), answered
    printed = _add_counts(survey, variable, counts, base=base)
    if base != size and survey.maybe():
        report.change(base, formula=" + ".join(printed.values()))
    _add_percents(survey, variable, counts, printed=printed, base=(base, whole))


def add_shares(survey: Survey, size: str) -> None:
    """A question of which only percentages are printed."""
    counts = _exclusive_counts(survey)
    for category, part in counts.items():
        percent = survey.percent(part, survey.n)
        survey.report.add("shares", "percent", percent, category=category, base=size)
    _add_ranks(survey, "shares", counts, base=size)


def add_multiple(survey: Survey, size: str) -> None:
    """A question with several answers each, or "none"; ranked in words, its mentions added up."""
    none = survey.draw(st.integers(0, survey.n))
    counts = {each: survey.draw(st.integers(0, survey.n - none)) for each in ANSWERS}
    ranked = dict(counts)
    if survey.maybe():
        counts["none"] = none
    printed = _add_counts(survey, "multiple", counts, base=size)
    _add_percents(survey, "multiple", counts, printed=printed, base=(size, survey.n))
    if survey.maybe():
        total = sum(counts.values())
        formula = " + ".join(printed.values())
        survey.report.add("multiple", "total", total, unit="mentions", formula=formula)
    _add_ranks(survey, "multiple", ranked, base=size)


def add_local(survey: Survey, size: str) -> None:
    """A question by town: each town has its own base, or all towns rest on the whole survey."""
    left, has_bases, yes = survey.n, survey.maybe(), {}
    for town in TOWNS:
        asked, base = survey.draw(st.integers(0, left)), size
        left -= asked
        if has_bases and asked:
            base = survey.report.add("local", "base", asked, place=town)
        yes[town] = survey.draw(st.integers(0, asked))
        counts = {"one": yes[town], "two": asked - yes[town]}
        for category, part in counts.items():
            survey.report.add("local", "count", part, category=category, place=town, base=base)
    if survey.maybe():
        survey.report.add("local", "count", sum(yes.values()), category="one", base=size)
    for town, part in yes.items():
        if not has_bases and survey.maybe():
            rank = 1 + sum(other > part for other in yes.values())
            survey.report.add("local", "rank", rank, category="one", place=town, base=size)


def add_staff(survey: Survey, _size: str) -> None:
    """People, counted over all respondents: a total, a remainder of it, and a part of that."""
    unknown, known = survey.draw(st.integers(0, 400)), survey.draw(st.integers(1, 400))
    women = survey.draw(st.integers(0, known))
    report, people = survey.report, {"unit": "people"}
    total = report.add("staff", "total", unknown + known, **people)
    part = report.add("staff", "count", unknown, category="one", base=total, **people)
    formula = f"{total} - {part}"
    rest = report.add("staff", "base", known, category="two", formula=formula, **people)
    count = report.add("staff", "count", women, category="three", **people)
    percent, formula = survey.percent(women, known), f"100 * {count} / {rest}"
    report.add("staff", "percent", percent, category="three", base=rest, formula=formula)


def add_score(survey: Survey, size: str) -> None:
    """A mean of whole answers from 1 to 5, with the sum of the answers or without."""
    points = survey.draw(st.integers(survey.n, 5 * survey.n))
    mean = rounded(Fraction(points, survey.n), survey.draw(st.integers(0, 2)), survey.rule)
    if survey.maybe():
        total = survey.report.add("score", "total", points, unit="points", category="one")
        survey.report.add("score", "mean", mean, base=size, formula=f"{total} / {size}")
    else:
        survey.report.add("score", "mean", mean, base=size)


PARTS = (add_single, add_ordinal, add_shares, add_multiple, add_local, add_staff, add_score)


def _exclusive_counts(survey: Survey) -> dict[str, int]:
    """Counts of answers of which each respondent gives at most one."""
    left, counts = survey.n, {}
    for category in ANSWERS:
        counts[category] = survey.draw(st.integers(0, left))
        left -= counts[category]
    return counts


def _add_counts(
    survey: Survey, variable: str, counts: Mapping[str, int], *, base: str
) -> dict[str, str]:
    """Print each count, some of them twice; category -> claim_id of the first print."""
    add, printed = survey.report.add, {}
    for category, part in counts.items():
        printed[category] = add(variable, "count", part, category=category, base=base)
    for category, part in counts.items():
        if survey.draw(st.integers(0, 3)) == 0:
            add(variable, "count", part, category=category, formula=printed[category])
    return printed


def _add_ranks(survey: Survey, variable: str, counts: Mapping[str, int], *, base: str) -> None:
    """Print some positions of answers, the largest first, and some shares as "one in N".

    Some of the largest answers are named together, or some of these.
    """
    if survey.maybe():
        first = sorted(counts, key=counts.__getitem__, reverse=True)
        n = survey.draw(st.integers(1, len(first) - 1))
        for category in sorted(first[:n])[: survey.draw(st.integers(1, n))]:
            cells = {"unit": "among the first N", "category": category, "base": base}
            survey.report.add(variable, "rank", n, **cells)
    for category, part in counts.items():
        cells = {"category": category, "base": base}
        if survey.maybe():
            rank = 1 + sum(other > part for other in counts.values())
            survey.report.add(variable, "rank", rank, **cells)
        one_in = _one_in(Fraction(part, survey.n))
        if one_in and survey.maybe():
            survey.report.add(variable, "rank", one_in, unit="one in N", **cells)


def _one_in(share: Fraction) -> int:
    """The N of the nearest of 1/2, 1/3, …; 0 where 2/3, 3/4, …, all or nothing is nearer."""
    ways = _ways()
    place = bisect(ways, share, key=lambda each: each[0])
    _, number = min(
        ways[max(0, place - 1) : place + 1], key=lambda each: (abs(share - each[0]), -each[0])
    )
    return number


@cache
def _ways() -> list[tuple[Fraction, int]]:
    """What a share may be nearest to, in ascending order, each with its N."""
    fractions = {Fraction(1, n): n for n in range(2, 1000)}
    others = dict.fromkeys((0, 1, *(1 - each for each in fractions)), 0)
    return sorted((others | fractions).items())


def _add_percents(
    survey: Survey,
    variable: str,
    counts: Mapping[str, int],
    *,
    printed: Mapping[str, str],
    base: tuple[str, int],
) -> None:
    """Print percentages of the counts: of each, again in other digits, of two together, added."""
    add, (name, whole), percents = survey.report.add, base, {}
    for category, part in counts.items():
        value = Fraction(100 * part, whole)
        cells = {"category": category, "base": name}
        formula = f"100 * {printed[category]} / {name}"
        text = survey.percent(part, whole)
        percents[category] = add(variable, "percent", text, formula=formula, **cells)
        if survey.draw(st.integers(0, 3)) == 0:
            again = survey.rounded(value)
            add(variable, "percent", again, formula=percents[category], **cells)
    one, two, *_ = counts
    both = survey.percent(counts[one] + counts[two], whole)
    formula = f"100 * ({printed[one]} + {printed[two]}) / {name}"
    add(variable, "percent", both, base=name, formula=formula)
    if survey.maybe():
        add(variable, "percent", both, base=name, formula=f"{percents[one]} + {percents[two]}")

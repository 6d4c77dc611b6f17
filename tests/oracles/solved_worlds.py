"""Bounds over full answer patterns by HiGHS, one integer programme for each set of numbers kept.

No big numbers and no switches: which printed numbers are given up is tried set by set, smallest
first, and so is which answers a rank puts above and below. What is left is a plain programme

    x(p) >= 0, whole        respondents with pattern p of the questions told apart
    y(q, p) >= 0, whole     the same of each other question by itself, as many respondents in all
    b >= 0, whole           every base

without any cap. An end is infinite only if a direction proves it: whole numbers d >= 0 that can be
added to a world as often as one likes. Every solution of HiGHS is rounded and set into the rows in
whole numbers, and one that is better by one is asked for, which there must not be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, combinations, product
from math import comb, lcm, prod

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from tests.oracles.answer_patterns import (
    ANSWERED,
    AT,
    NO_ANSWER,
    PLACE,
    SIZE,
    Answers,
    Measure,
    Printed,
    Query,
    Range,
    Report,
    holds,
    in_a_row,
    joint_patterns,
    printed_answers,
    questions_in,
    ranked_against,
    span_of,
)

Terms = Mapping[int, int]
# A rank, and the answers that may be above its own.
Order = tuple[Printed, tuple[str, ...]]
INFINITY = float("inf")
MOST_JOINT = 200
MOST_DROPPED = 3
MOST_DENOMINATOR = 10_000


class TooLargeError(Exception):
    """A report that this oracle is not made for."""


@dataclass
class Rows:
    """Whole variables from 0 up, and rows `low <= sum of terms <= high`."""

    n: int = 0
    rows: list[tuple[dict[int, int], int | None, int | None]] = field(default_factory=list)
    is_bounded: bool = False

    def variables(self, n: int) -> range:
        """So many more variables."""
        self.n += n
        return range(self.n - n, self.n)

    def require(self, terms: Terms, low: int | None, high: int | None) -> None:
        """One more row."""
        self.rows.append((dict(terms), low, high))

    def plus(self, *rows: tuple[Terms, int | None, int | None]) -> Rows:
        """The same with more rows."""
        return Rows(self.n, [*self.rows, *rows], self.is_bounded)

    def solve(self, objective: Terms) -> dict[int, int] | None:
        """A world with the least objective, proved; None if there is no world at all."""
        found = self._milp(objective)
        if found is None:
            return None
        best = value_of(objective, found)
        if objective and self.plus((objective, None, best - 1))._milp({}) is not None:
            raise AssertionError("HiGHS: a better world was found beside the best")
        return found

    def is_possible(self) -> bool:
        """Whether there is a world."""
        return self._milp({}) is not None

    def falls_forever(self, objective: Terms) -> bool:
        """Whether some direction lowers the objective without end, worlds given."""
        if self.is_bounded:
            return False
        cone = Rows(self.n)
        for terms, low, high in self.rows:
            cone.require(terms, None if low is None else 0, None if high is None else 0)
        cone.require(objective, None, -1)
        return cone.is_possible()

    def relaxed(self, objective: Terms, unit: Terms) -> float:
        """The least objective over all numbers, whole or not, of which `unit` is 1."""
        found = self.plus((unit, 1, 1))._ask(objective, whole=False)
        if found.status != 0:
            raise AssertionError(f"HiGHS: {found.message}")
        return found.fun

    def _ask(self, objective: Terms, *, whole: bool) -> OptimizeResult:
        costs = np.zeros(self.n)
        for variable, weight in objective.items():
            costs[variable] = weight
        matrix = np.zeros((len(self.rows), self.n))
        low, high = np.full(len(self.rows), -INFINITY), np.full(len(self.rows), INFINITY)
        for i, (terms, least, most) in enumerate(self.rows):
            for variable, weight in terms.items():
                matrix[i, variable] = weight
            low[i] = -INFINITY if least is None else least
            high[i] = INFINITY if most is None else most
        return milp(
            costs,
            integrality=np.full(self.n, int(whole)),
            bounds=Bounds(0, INFINITY),
            constraints=LinearConstraint(matrix, low, high),
            options={"mip_rel_gap": 0},
        )

    def _milp(self, objective: Terms) -> dict[int, int] | None:
        found = self._ask(objective, whole=True)
        if found.status == 2:
            return None
        if found.status != 0:
            raise AssertionError(f"HiGHS: {found.message}")
        values = {i: round(value) for i, value in enumerate(found.x)}
        for terms, least, most in self.rows:
            total = value_of(terms, values)
            if (least is not None and total < least) or (most is not None and total > most):
                raise AssertionError("HiGHS: the rounded world breaks a row")
        return values


def value_of(terms: Terms, values: Mapping[int, int]) -> int:
    """The value of a sum in a world."""
    return sum(weight * values[variable] for variable, weight in terms.items())


def add(*parts: tuple[Terms, int]) -> dict[int, int]:
    """A sum of sums, each times a whole number."""
    total: Counter[int] = Counter()
    for terms, factor in parts:
        for variable, weight in terms.items():
            total[variable] += factor * weight
    return {variable: weight for variable, weight in total.items() if weight}


class SolvedWorlds:
    """The worlds of a report under a reading; the smallest sets to give up are found once."""

    def __init__(
        self,
        report: Report,
        rounding: str,
        bases: str,
        units: str = "apart",
        totals: str = "unprinted",
    ) -> None:
        self.report, self.rounding, self.bases = report, rounding, bases
        self.limits = {"participants": units == "same", "forms": totals == "printed"}
        self.n_dropped, self.possible = self._smallest_sets()

    def bounds(self, query: Query) -> Range:
        """What a query can be, at least and at most."""
        joint = self._joint(query.questions)
        programmes = [_Patterns(self, *kept, joint) for kept in self.possible]
        if query.right is None:
            return self._range(programmes, query.left)
        sizes = [self._fixed_size(programmes, each) for each in (query.left, query.right)]
        if None in sizes:
            return Range(None, None, "refused")
        one, other = sizes
        return self._sums(
            [
                (each.rows, add((each.part(query.left), other), (each.part(query.right), -one)))
                for each in programmes
            ],
            scale=one * other,
        )

    def _sums(self, sums: Sequence[tuple[Rows, Terms]], *, scale: int = 1) -> Range:
        low = _least(sums)
        high = _least([(rows, add((terms, -1))) for rows, terms in sums])
        return Range(
            None if low is None else Fraction(low, scale),
            None if high is None else Fraction(-high, scale),
            "proved",
            tuple(end for end, value in (("low", low), ("high", high)) if value is None),
        )

    def _fixed_size(self, programmes: Sequence[_Patterns], measure: Measure) -> int | None:
        if measure.kind != "share":
            return 1
        low, high = (
            _least([(p.rows, add((p.whole(measure), sign))) for p in programmes])
            for sign in (1, -1)
        )
        return low if low is not None and high is not None and low == -high and low else None

    def _range(self, programmes: Sequence[_Patterns], measure: Measure) -> Range:
        if measure.kind != "share":
            return self._sums([(p.rows, p.part(measure)) for p in programmes])
        ratios = [
            (p.rows.plus((p.whole(measure), 1, None)), p.part(measure), p.whole(measure))
            for p in programmes
        ]
        ratios = [each for each in ratios if each[0].is_possible()]
        if not ratios:
            return Range(None, None, "infeasible")
        low, has_low = _least_ratio(ratios)
        high, has_high = _least_ratio([(p, add((part, -1)), whole) for p, part, whole in ratios])
        unreached = tuple(end for end, has in (("low", has_low), ("high", has_high)) if not has)
        return Range(low, -high, "proved", unreached)

    def _smallest_sets(self) -> tuple[int, list[tuple[list[Printed], tuple[Order, ...]]]]:
        """How few numbers must be given up, and every way to keep the others."""
        smallest = [self._smallest_of(part) for part in self._independent()]
        found = []
        for parts in product(*smallest):
            found += self._possible(tuple(chain.from_iterable(parts)))
        return sum(len(each[0]) for each in smallest), found

    def _smallest_of(self, numbers: Sequence[Printed]) -> list[tuple[Printed, ...]]:
        """The smallest sets of some numbers without which the others of these are possible."""
        others = tuple(each for each in self.report.printed if each not in numbers)
        for n in range(MOST_DROPPED + 1):
            found = [d for d in combinations(numbers, n) if self._possible((*d, *others))]
            if found:
                return found
        raise TooLargeError(f"more than {MOST_DROPPED} printed numbers must be given up")

    def _independent(self) -> list[list[Printed]]:
        """Printed numbers that meet nowhere: of a block of any size, those of each base."""
        printed = self.report.printed
        is_one = self.bases == "form" or any(each.kind in (SIZE, *self.limits) for each in printed)
        if is_one or any(question.parent for question in self.report.questions):
            return [list(printed)]
        parts: dict[str, list[Printed]] = {}
        for each in printed:
            question = each.question if each.kind != "base" or each.place else ""
            base = self.report.question(question).base if question else each.question
            parts.setdefault(base or question, []).append(each)
        return list(parts.values())

    def _possible(
        self, dropped: Sequence[Printed]
    ) -> list[tuple[list[Printed], tuple[Order, ...]]]:
        joint = self._joint(())
        return [
            (kept, orders)
            for kept, orders in self._kept(dropped)
            if _Patterns(self, kept, orders, joint).rows.is_possible()
        ]

    def _kept(
        self, dropped: Sequence[Printed]
    ) -> Iterator[tuple[list[Printed], tuple[Order, ...]]]:
        """The other numbers, with every way in which their ranks can hold."""
        kept = [each for each in self.report.printed if each not in dropped]
        ranks = [each for each in kept if each.kind in ("rank", "among")]
        for orders in product(*(self._orders(each) for each in ranks)):
            yield kept, orders

    def _joint(self, questions: tuple[str, ...]) -> tuple[str, ...]:
        """The questions named, what they are inside, and as many of the others as are cheap."""
        names = [name for name in questions if name != PLACE]
        asked = {question.name: question for question in self.report.questions}
        if PLACE in questions:
            names += [q.name for q in asked.values() if q.places and q.name not in names]
        parents = [asked[name].parent[0] for name in names if asked[name].parent]
        for linked in map(questions_in, self.report.exclude):
            if {*linked} & {*names}:
                parents += linked
        names += [name for name in dict.fromkeys(parents) if name not in names]
        n = prod(len(asked[name].patterns) for name in names)
        for question in asked.values():
            inside = question.parent is None or question.parent[0] in names
            if question.name not in names and inside and n * len(question.patterns) <= MOST_JOINT:
                names.append(question.name)
                n *= len(question.patterns)
        return tuple(names)

    def _orders(self, rank: Printed) -> list[Order]:
        """Which answers may be above: so many as the rank says, all others not above."""
        others = ranked_against(self.report, rank)
        above = int(rank.printed) - 1
        if rank.kind == "among":
            left = max(0, int(rank.printed) - len(rank.answers))
            return [(rank, each) for each in combinations(others, min(left, len(others)))]
        if above > len(others) or comb(len(others), above) > 50:
            return []
        return [(rank, each) for each in combinations(others, above)]


class _Patterns:
    """The programme of one set of kept numbers."""

    def __init__(
        self,
        worlds: SolvedWorlds,
        kept: Iterable[Printed],
        orders: Iterable[Order],
        joint: tuple[str, ...],
    ) -> None:
        self.worlds, self.report, self.rows = worlds, worlds.report, Rows()
        self.joint = joint
        self.patterns = joint_patterns(self.report, joint)
        self.cells = self.rows.variables(len(self.patterns))
        self.others = {
            q.name: (q.patterns, self.rows.variables(len(q.patterns)))
            for q in self.report.questions
            if q.name not in joint
        }
        for _, cells in self.others.values():
            self.rows.require(add((dict.fromkeys(cells, 1), 1), (self.size, -1)), 0, 0)
        self.base_variables: dict[str, dict[int, int]] = {}
        for base in self.report.bases:
            self._base(base, self.report.asked_of(base))
        for question in self.report.questions:
            if NO_ANSWER in question.answers and question.base == SIZE:
                self._fill(question.name, self.size)
            if question.parent:
                self._nest(question.name, self._number(*question.parent))
        self._percent_bases()
        self._limit_size()
        for printed in kept:
            self._hold(printed)
        for rank, above in orders:
            self._order(rank, above)

    @property
    def size(self) -> dict[int, int]:
        """All respondents."""
        return dict.fromkeys(self.cells, 1)

    def part(self, measure: Measure) -> dict[int, int]:
        """Those whom a measure counts."""
        if measure.kind == "size":
            return self.size
        asked = [each for each in (measure.condition, measure.given) if each]
        return self._where(lambda pattern: all(holds(each, pattern) for each in asked))

    def whole(self, measure: Measure) -> dict[int, int]:
        """Those of whom a share is taken."""
        if not measure.given:
            return self.size
        return self._where(lambda pattern: holds(measure.given, pattern))

    def _where(self, test: object) -> dict[int, int]:
        return {
            cell: 1
            for cell, pattern in zip(self.cells, self.patterns, strict=True)
            if test(pattern)
        }

    def _base(self, key: str, questions: Iterable[str], place: str = "") -> None:
        """A base holds all who answer any of its questions, and nobody outside the block."""
        (variable,) = self.rows.variables(1)
        base = {variable: 1}
        self.base_variables[key] = base
        self.rows.require(add((base, 1), (self.size, -1)), None, 0)
        joint = [name for name in questions if name in self.joint]
        answered = [self._where(lambda p: any(_is_in(p[name], place) for name in joint))]
        answered += [self._answered(name, place) for name in questions if name in self.others]
        for group in answered:
            self.rows.require(add((group, 1), (base, -1)), None, 0)
        for name in questions:
            if NO_ANSWER in self.report.question(name).answers:
                self._fill(name, base)

    def _nest(self, question: str, base: Terms) -> None:
        """Who answers a question is in its base, whether both are told apart together or not."""
        self.rows.require(add((self._answered(question), 1), (base, -1)), None, 0)
        if NO_ANSWER in self.report.question(question).answers:
            self._fill(question, base)

    def _fill(self, question: str, base: Terms) -> None:
        """Where those without an answer are a row, all of the base are in a row."""
        self.rows.require(add((self._answered(question), 1), (base, -1)), 0, 0)

    def _percent_bases(self) -> None:
        """The bases of percentages that are not printed, or may be others than stated."""
        shares = [each for each in self.report.printed if each.kind == "percent"]
        questions = {(each.question, each.place): None for each in shares}
        for name, place in questions:
            own = [each for each in shares if each.question == name and not each.whole]
            if own and not place:
                self._base(f"own of {name}", (name,))
            if self.worlds.bases == "question":
                self._base(f"of {name}{AT}{place}", (name,), place)
        if self.worlds.bases == "form" and questions:
            self._base("of all", tuple(dict.fromkeys(name for name, _ in questions)))

    def _limit_size(self) -> None:
        """Each participant fills in one form at most; the forms processed are all."""
        for each in self.report.printed:
            if self.worlds.limits.get(each.kind):
                (variable,) = self.rows.variables(1)
                self.base_variables[each.kind] = {variable: 1}
                low = 0 if each.kind == "forms" else None
                self.rows.require(add((self.size, 1), ({variable: 1}, -1)), low, 0)

    def _cells_of(self, question: str) -> Iterator[tuple[int, Answers]]:
        """The cells in which a question's answers are told apart, with these."""
        if question in self.joint:
            return ((c, p[question]) for c, p in zip(self.cells, self.patterns, strict=True))
        patterns, cells = self.others[question]
        return zip(cells, patterns, strict=True)

    def _answered(self, question: str, place: str = "") -> dict[int, int]:
        """All in a row of a question, at a place."""
        return {cell: 1 for cell, given in self._cells_of(question) if _is_in(given, place)}

    def _number(self, question: str, answer: str, place: str = "") -> dict[int, int]:
        wanted = {answer, AT + place} if place else {answer}
        return {cell: 1 for cell, given in self._cells_of(question) if wanted <= given}

    def _sum(self, question: str, answers: Iterable[str], place: str) -> dict[int, int]:
        return add(*((self._number(question, answer, place), 1) for answer in answers))

    def _hold(self, printed: Printed) -> None:
        if printed.kind in ("rank", "among") or self.worlds.limits.get(printed.kind) is False:
            return
        if printed.kind == "percent":
            self._hold_percent(printed)
            return
        value = int(printed.printed)
        if printed.kind in self.worlds.limits:
            self.rows.require(self.base_variables[printed.kind], value, value)
            self.rows.is_bounded = True
            return
        if printed.kind == "size":
            terms, self.rows.is_bounded = self.size, True
        elif printed.kind == "base" and printed.place:
            terms = self._number(printed.question, AT + printed.place)
        elif printed.kind == "base":
            terms = self.base_variables[printed.question]
        else:
            terms = self._sum(printed.question, printed.answers, printed.place)
        self.rows.require(terms, value, value)

    def _hold_percent(self, printed: Printed) -> None:
        part = self._sum(printed.question, printed.answers, printed.place)
        whole = self._whole_of(printed)
        span = span_of(printed.printed, self.worlds.rounding)
        self.rows.require(whole, 1, None)
        scale = lcm(span.low.denominator, span.high.denominator)
        hundred = add((part, 100 * scale))
        self.rows.require(add((hundred, 1), (whole, -int(span.low * scale))), 0, None)
        last = 0 if span.has_high else -1
        self.rows.require(add((hundred, 1), (whole, -int(span.high * scale))), None, last)

    def _whole_of(self, printed: Printed) -> dict[int, int]:
        question, place = self.report.question(printed.question), printed.place
        if self.worlds.bases == "question":
            return self.base_variables[f"of {question.name}{AT}{place}"]
        if self.worlds.bases == "form":
            return self.base_variables["of all"]
        if printed.whole == ANSWERED:
            answers = printed_answers(self.report, question.name, place)
            return self._sum(question.name, answers, place)
        if place:
            return self._number(question.name, AT + place)
        if not printed.whole:
            return self.base_variables[f"own of {question.name}"]
        if question.parent:
            return self._number(*question.parent)
        return self.size if printed.whole == SIZE else self.base_variables[printed.whole]

    def _order(self, rank: Printed, above: tuple[str, ...]) -> None:
        own = self._number(rank.question, rank.answers[0])
        for answer in ranked_against(self.report, rank):
            gap = add((self._number(rank.question, answer), 1), (own, -1))
            if answer not in above:
                self.rows.require(gap, None, 0)
            elif rank.kind == "rank":
                self.rows.require(gap, 0, None)


def _is_in(given: Answers, place: str) -> bool:
    """Whether a respondent is in a row of a question, at a place if one is named."""
    return in_a_row(given) and (not place or AT + place in given)


def _least(sums: Iterable[tuple[Rows, Terms]]) -> int | None:
    """The least value of a sum in any of several programmes; None without end."""
    best = None
    for rows, terms in sums:
        if rows.falls_forever(terms):
            return None
        value = value_of(terms, rows.solve(terms))
        best = value if best is None else min(best, value)
    return best


def _least_ratio(ratios: Sequence[tuple[Rows, Terms, Terms]]) -> tuple[Fraction, bool]:
    """The least part / whole in any of several programmes, and whether a world reaches it.

    Below a world's ratio lies another one as long as its sum `d part - n whole` can fall below 0.
    A sum that falls without end leads to ratios that come ever closer to one of a direction.
    """
    best = limit = None
    for rows, part, whole in ratios:
        world = rows.solve({})
        while True:
            ratio = Fraction(value_of(part, world), value_of(whole, world))
            slack = add((part, ratio.denominator), (whole, -ratio.numerator))
            if rows.falls_forever(slack):
                at = _least_direction(rows, part, whole)
                reached = add((part, at.denominator), (whole, -at.numerator))
                world = rows.plus((reached, None, 0)).solve({})
                if world is None:
                    limit = at if limit is None else min(limit, at)
                    break
                continue
            world = rows.solve(slack)
            if value_of(slack, world) == 0:
                best = ratio if best is None else min(best, ratio)
                break
    if best is not None and (limit is None or best <= limit):
        return best, True
    return limit, False


def _least_direction(rows: Rows, part: Terms, whole: Terms) -> Fraction:
    """The least part / whole of a direction: a vertex, whose numbers are small."""
    cone = Rows(rows.n)
    for terms, low, high in rows.rows:
        cone.require(terms, None if low is None else 0, None if high is None else 0)
    cone.require(whole, 1, None)
    ratio = Fraction(cone.relaxed({**part}, whole)).limit_denominator(MOST_DENOMINATOR)
    slack = add((part, ratio.denominator), (whole, -ratio.numerator))
    if cone.plus((slack, None, -1)).is_possible() or not cone.plus((slack, 0, 0)).is_possible():
        raise AssertionError(f"{ratio} is not the least ratio of a direction")
    return ratio

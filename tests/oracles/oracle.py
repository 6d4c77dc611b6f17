"""The verdicts of a report by trial: every base, every sum, every rounding is tried out.

Written from the meaning of the verdicts alone; nothing here calls the engine. It knows what the
simulated reports and the published ledger hold: shares, sums, repeats, ranks, levels and means.

Counts of different things say nothing of each other. So what counts something else than the claim
is tried out as any number, none and very many among them: where one of these makes the claim hold,
its verdict is `units`.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, cached_property
from itertools import product
from types import MappingProxyType

from tests.oracles.printed_rows import AMONG, ONE_EACH, RULES, PrintedRows, Row, names_in
from tests.oracles.simulated import rounded

WHO_ANSWERS = (*ONE_EACH, "people", "households")
ANY_NUMBER = (0, 10**9)  # the least and the most that a count of other things can stand for
WORST_FIRST = ("contradiction", "base", "units", "rounding", "exact")
GRID = Fraction(1, 100)  # finer than a tie of one decimal, so that open and closed ends differ
FINE_GRID = GRID / 20  # finer than what is nearest to one in a hundred
PARTS = [Fraction(1, n) for n in range(2, 1000)]
SIMPLE = sorted({Fraction(0), Fraction(1), *PARTS, *(1 - part for part in PARTS)})


class Oracle(PrintedRows):
    """What each claim of a report is, when the report rounds by the first of its rules."""

    def verdicts(self) -> dict[str, str]:
        """claim_id -> verdict, in the order of the report."""
        return {name: self.verdict(name) for name in self.rows}

    def verdict(self, name: str) -> str:
        """The verdict of one claim."""
        row = self.rows[name]
        if self._exceeds(row) or self._is_beyond_scale(row):
            return "contradiction"
        found = [self._by_formula(row)] if row["formula"] else []
        found += self._by_answers(name)
        if self._is_sum_of_shares(row) and self._alone(row) != "not_derivable":
            found.append(self._alone(row))
        if found:
            return min(found, key=WORST_FIRST.index)
        if (first := self.first_print(row)) is not row:
            return self._by_repeat(row, first)
        if row["kind"] == "count" and row["category"] in self.levels.values():
            places = sum(level == row["category"] for level in self.levels.values())
            return "exact" if places == self.values[name] else "contradiction"
        if row["kind"] == "rank":
            is_order = row["unit"] in ("rank", AMONG)
            return self._by_order(row) if is_order else self._by_share(row)
        if row["kind"] == "mean" and self.rows.get(row["base"], {}).get("unit") in WHO_ANSWERS:
            return self._by_sums(row)
        if self.source_of(row) == "background":
            return "external"
        return self._alone(row) if row["kind"] == "percent" else "not_derivable"

    def _is_sum_of_shares(self, row: Row) -> bool:
        """Whether a percentage adds up others of its question to something else than they give."""
        if row["kind"] != "percent" or "/" in row["formula"] or row["formula"] in self.rows:
            return False
        parts = [self.rows[name] for name in names_in(row["formula"])]
        question = row["variable"], row["place"]
        alike = all(
            part["kind"] == "percent" and (part["variable"], part["place"]) == question
            for part in parts
        )
        is_other = bool(parts) and self._value(row["formula"]) != Fraction(row["printed"])
        return alike and is_other and self.source_of(row) != "background"

    def _alone(self, row: Row) -> str:
        """A percentage by its base: is there a whole number of respondents that gives it?"""
        base, is_known = self._base_of(row)
        if base is None or base * Fraction(1, 10 ** _decimals(row)) >= 100:
            return "not_derivable"
        if not 0 <= Fraction(row["printed"]) <= 100:
            return "not_derivable"
        if not is_known:
            found = any(self._some_count(row, b, r) for b in range(1, base + 1) for r in self.rules)
            return "not_derivable" if found else "contradiction"
        giving = [rule for rule in self.rules if self._some_count(row, base, rule)]
        if giving:
            return "not_derivable" if giving[0] == self.rules[0] else "rounding"
        fewer = any(self._some_count(row, b, self.rules[0]) for b in range(1, base))
        return "base" if fewer else "contradiction"

    def _base_of(self, row: Row) -> tuple[int | None, bool]:
        """How many a percentage is of, and whether that is known or only the most there can be."""
        if row["base"]:
            stated = self.rows[row["base"]]
            return (int(self.values[row["base"]]), True) if _are_counts(stated) else (None, True)
        if not row["category"]:
            return None, True
        alike = [each for each in self._asked[row["variable"]] if each["place"] == row["place"]]
        if any(e["kind"] == "count" and e["category"] == row["category"] for e in alike):
            return None, True
        own = {
            self.values[each["claim_id"]]
            for each in alike
            if each["kind"] == "base" and not each["category"]
        }
        if len(own) == 1:
            return int(own.pop()), True
        source = self.source_of(row)
        found = [
            self.values[each["claim_id"]]
            for each in self.rows.values()
            if each["kind"] == "base" and self.source_of(each) == source
        ]
        return (int(max(found)), False) if source and found else (None, True)

    def _some_count(self, row: Row, base: int, rule: str) -> bool:
        return any(_prints(Fraction(100 * k, base), row, rule) for k in range(base + 1))

    @cached_property
    def of_questions(self) -> frozenset[str]:
        """Percentages whose verdict rests on all of their question, which other tests try out.

        Those of a question whose percentages all follow on fewer respondents than stated though not
        on the stated base, or are answers of one each that add up to exactly 100.
        """
        groups = defaultdict(list)
        for row in self.rows.values():
            if row["kind"] == "percent" and row["category"]:
                groups[row["variable"], row["place"]].append(row)
        return frozenset(
            row["claim_id"]
            for rows in groups.values()
            if len(rows) > 1 and (self._all_of_fewer(rows) or self._is_whole(rows))
            for row in rows
        )

    def _is_whole(self, rows: list[Row]) -> bool:
        is_single = self.is_single(rows[0])
        return is_single and sum(Fraction(row["printed"]) for row in rows) == 100

    def _all_of_fewer(self, rows: list[Row]) -> bool:
        sizes = [self._base_of(row)[0] or self._ratio_base(row) or 0 for row in rows]
        base = max(sizes)
        if not base or all(self._follows(row, base) for row in rows):
            return False
        return any(all(self._follows(row, b) for row in rows) for b in range(1, base))

    def _ratio_base(self, row: Row) -> int | None:
        return int(self._ratio(row)[2]) if "/" in row["formula"] else None

    def _follows(self, row: Row, base: int) -> bool:
        if "/" in row["formula"]:
            part = self._ratio(row)[1]
            return base > 0 and _prints(100 * part / base, row, self.rules[0])
        return self._some_count(row, base, self.rules[0])

    def bases(self, name: str, rule: str) -> list[int]:
        """All whole bases on which a share is printed so under a rule, within the bounds."""
        row, (factor, part, _) = self.rows[name], self._ratio(self.rows[name])
        fewest = part if row["kind"] == "percent" else 1
        if self.is_single(row):
            fewest = max(fewest, self.n_answers(row))
        tried = range(max(1, math.ceil(fewest)), self._limit(row) + 1)
        return [b for b in tried if _prints(factor * part / b, row, rule)]

    def _is_beyond_scale(self, row: Row) -> bool:
        """Whether every value that prints as a mean is above the maximum of its scale."""
        if row["kind"] != "mean":
            return False
        ends = [
            self.values[name]
            for name, other in self.rows.items()
            if other["category"] == "maximum" and other["variable"] == row["variable"]
        ]
        return any(min(_values_behind(row, self.rules[0])) > end for end in ends)

    def _by_formula(self, row: Row) -> str:
        if row["formula"] in self.rows:
            return self._by_repeat(row, self.rows[row["formula"]])
        value = self._value(row["formula"])
        if row["kind"] in ("percent", "mean"):
            giving = [rule for rule in self.rules if _prints(value, row, rule)]
        else:
            giving = list(self.rules) if value == Fraction(row["printed"]) else []
        is_sum = "/" not in row["formula"]
        if giving[:1] == [self.rules[0]] or (is_sum and self._adds_up_unrounded(row)):
            return "exact"
        if giving:
            return "rounding"
        sides = [self.rows[used] for used in names_in(row["formula"])]
        if "/" in row["formula"]:
            is_percent = row["kind"] == "percent" and _are_counts(*sides)
            if is_percent and not self.same_things(*sides):
                return "units"
            rules = (self.rules[0], *(rule for rule in RULES if rule != "up"))
            found = any(self.bases(row["claim_id"], rule) for rule in rules)
            return "base" if found else "contradiction"
        if any(self._adds_up_unrounded(row, rule) for rule in self.rules):
            return "rounding"
        return "units" if self._adds_up_otherwise(row, sides) else "contradiction"

    def _adds_up_otherwise(self, row: Row, parts: list[Row]) -> bool:
        """Whether some numbers of the parts that count something else give the printed sum."""
        others = [p["claim_id"] for p in parts if not self.same_things(row, p, mentions=True)]
        if not others or not _are_counts(row, *parts):
            return False
        tried = [
            self._value(row["formula"], dict(zip(others, numbers, strict=True)))
            for numbers in product(ANY_NUMBER, repeat=len(others))
        ]
        return min(tried) <= Fraction(row["printed"]) <= max(tried)

    def _by_repeat(self, *prints: Row) -> str:
        """Whether two prints are equal, or the one with fewer digits is the other one rounded."""
        coarse, fine = sorted(prints, key=_decimals)
        value = Fraction(fine["printed"])
        if value == Fraction(coarse["printed"]):
            return "exact"
        none = "contradiction" if self.same_things(coarse, fine) else "units"
        if _decimals(coarse) == _decimals(fine):
            return none
        giving = [rule for rule in self.rules if _prints(value, coarse, rule)]
        if giving:
            return "exact" if giving[0] == self.rules[0] else "rounding"
        pairs = ((v, rule) for rule in self.rules for v in _values_behind(fine, rule))
        return "rounding" if any(_prints(v, coarse, rule) for v, rule in pairs) else none

    def _adds_up_unrounded(self, row: Row, rule: str = "") -> bool:
        """Whether unrounded percentages on a fine grid, under one rule, give the printed sum."""
        if row["kind"] != "percent":
            return False
        parts = [self.rows[name] for name in names_in(row["formula"])]
        rule = rule or self.rules[0]
        ranges = [_values_behind(part, rule) for part in parts]
        if any(not values for values in ranges):
            return False
        low, high = sum(min(v) for v in ranges), sum(max(v) for v in ranges)
        return any(low <= value <= high for value in _values_behind(row, rule))

    def _by_sums(self, row: Row) -> str:
        """GRIM by trial: is there a sum of whole answers whose mean is printed so?"""
        n, decimals = int(self.values[row["base"]]), _decimals(row)
        sums = range(int((Fraction(row["printed"]) + 2) * n) + 1)
        giving = [r for r in self.rules if any(_prints(Fraction(k, n), row, r) for k in sums)]
        if n >= 10**decimals or giving[:1] == [self.rules[0]]:
            return "not_derivable"
        return "rounding" if giving else "contradiction"

    def _by_order(self, row: Row) -> str:
        """Whether the numbers of the question, or some that print so, have the claimed order."""
        own, others = self.ranked(row)
        if own is None or not others:
            return "not_derivable"
        exact = [[Fraction(each["printed"])] for each in (own, *others)]
        if self._is_possible(row, *exact):
            return "exact"
        if own["kind"] == "count":
            return self._by_order_otherwise(row, own, others)
        for rule in self.rules:
            spans = [_values_behind(each, rule) for each in (own, *others)]
            if all(spans) and self._is_possible(row, *spans):
                return "rounding"
        return "contradiction"

    def _by_order_otherwise(self, row: Row, own: Row, others: list[Row]) -> str:
        """Whether the place is right when counts of other things stand above or below at will."""
        foreign = [not self.same_things(own, other, mentions=True) for other in others]
        mine = [Fraction(own["printed"])]
        for numbers in product(ANY_NUMBER, repeat=sum(foreign)):
            tried = iter(numbers)
            values = [
                [Fraction(next(tried) if is_foreign else other["printed"])]
                for other, is_foreign in zip(others, foreign, strict=True)
            ]
            if any(foreign) and self._is_possible(row, mine, *values):
                return "units"
        return "contradiction"

    def _is_possible(self, row: Row, *values: list[Fraction]) -> bool:
        """Whether values out of each list, the first its own, give what a rank says."""
        n = int(row["printed"])
        if row["unit"] != AMONG:
            return _position_is_possible(n, *values)
        # Those named with it may be larger or smaller; the places left may be taken by others.
        own, *others = values
        left = n - len(self.named(row))
        return sum(min(other) > max(own) for other in others) <= max(left, 0)

    def _by_share(self, row: Row) -> str:
        """Whether the share, or one that prints as the percentage, is nearest to one in N."""
        own, _ = self.ranked(row)
        is_count = own is not None and own["kind"] == "count"
        base = row["base"] or (own["base"] if is_count else "")
        if own is None or (is_count and not base):
            return "not_derivable"
        whole, part = self.values[base] if is_count else 100, Fraction(own["printed"])
        if _is_said(row, part / whole):
            return "exact"
        is_alike = not is_count or self.same_things(own, self.rows[base])
        for rule in () if is_count else self.rules:
            if any(_is_said(row, value / 100) for value in _values_behind(own, rule, FINE_GRID)):
                return "rounding"
        return "contradiction" if is_alike else "units"

    def _exceeds(self, row: Row) -> bool:
        base = self.rows.get(row["base"])
        if base is None or row["kind"] != "count":
            return False
        is_more = self.values[row["claim_id"]] > self.values[row["base"]]
        return is_more and self.same_things(row, base)

    def _by_answers(self, name: str) -> list[str]:
        """What a base is that has more answers than it holds, printed for single-answer questions:
        contradicted when those that count its own things are too many, and else in other units."""
        for asking in self.resting_on[name]:
            answers = self.counts_of(asking)
            all_on_it = answers and all(row["base"] == name for row in answers)
            if self.is_single(asking) and all_on_it and self.n_answers(asking) > self.values[name]:
                base = self.rows[name]
                alike = [row for row in answers if self.same_things(base, row, mentions=True)]
                n_alike = sum(Fraction(row["printed"]) for row in alike)
                return ["contradiction" if n_alike > self.values[name] else "units"]
        return []

    def _ratio(self, row: Row) -> tuple[int, Fraction, Fraction]:
        """Factor, part and base of a formula of the form `100 * part / base` or `part / base`."""
        above, below = row["formula"].split(" / ")
        factor = 100 if above.startswith("100 * ") else 1
        return factor, self._value(above.removeprefix("100 * ")), self._value(below)

    def _limit(self, row: Row) -> int:
        """The largest base, total or denominator known of whom the share counts."""
        return max(int(self._ratio(row)[2]), self._largest[self._counted(row)])

    @cached_property
    def _largest(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = defaultdict(int)
        for row in self.rows.values():
            known = []
            if row["kind"] in ("base", "total"):
                known.append((self._of_whom(row, row), int(row["printed"])))
            if "/" in row["formula"]:
                known.append((self._counted(row), int(self._ratio(row)[2])))
            for whom, number in known:
                found[whom] = max(found[whom], number)
        return found

    def _counted(self, row: Row) -> tuple[str, str]:
        """Source and unit of a percentage's part; of a mean's base, as its sum counts nobody."""
        above, below = row["formula"].split(" / ")
        side = above if row["kind"] == "percent" else below
        return self._of_whom(row, self.rows[names_in(side)[0]])

    def _of_whom(self, row: Row, counted: Row) -> tuple[str, str]:
        """A source and a unit; all units of which a respondent is one each are one."""
        unit = counted["unit"]
        return self.source_of(row), "respondents" if unit in self.one_each else unit

    def _value(self, formula: str, others: Mapping[str, int] = MappingProxyType({})) -> Fraction:
        # The formulas of simulated reports are sums, differences and shares: Python's own syntax.
        return Fraction(eval(formula, {"__builtins__": {}}, {**self.values, **others}))


def _are_counts(*rows: Row) -> bool:
    """Whether numbers of things are meant, and not shares or means."""
    return {row["kind"] for row in rows} <= {"count", "base", "total"}


def _decimals(row: Row) -> int:
    return len(row["printed"].partition(".")[2])


def _prints(value: Fraction, row: Row, rule: str) -> bool:
    """Whether a value is printed as the claim; below zero nothing is printed in these reports."""
    return value >= 0 and rounded(value, _decimals(row), rule) == row["printed"]


def _values_behind(row: Row, rule: str, grid: Fraction = GRID) -> tuple[Fraction, ...]:
    """The values on a grid that are printed as a percentage."""
    return _printed_alike(row["printed"], rule, grid)


@cache
def _printed_alike(printed: str, rule: str, grid: Fraction) -> tuple[Fraction, ...]:
    centre, steps, row = Fraction(printed), int(1 / grid), {"printed": printed}
    around = (centre + step * grid for step in range(-steps, steps + 1))
    return tuple(value for value in around if _prints(value, row, rule))


def _is_said(row: Row, share: Fraction) -> bool:
    """Whether a share is what "one in N" or "more than one in N" says."""
    n = Fraction(row["printed"])
    if row["unit"] == "more than one in N":
        return 1 >= share > 0 and share * n > 1
    return n >= 2 and _nearest_simple(share) == 1 / n


def _nearest_simple(share: Fraction) -> Fraction:
    """The nearest of 0, 1/2, 1/3, …, 2/3, 3/4, … and 1; the larger one of a tie."""
    after = bisect(SIMPLE, share)
    return min(SIMPLE[max(0, after - 1) : after + 1], key=lambda each: (abs(each - share), -each))


def _position_is_possible(
    position: int, own: tuple[Fraction, ...], *others: tuple[Fraction, ...]
) -> bool:
    """Whether values out of each list can put the first one in a position, ties shared."""
    above = sum(min(other) > max(own) for other in others)
    below = sum(max(other) < min(own) for other in others)
    return above + 1 <= position <= len(others) + 1 - below

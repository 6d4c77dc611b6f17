"""The rows of a report as an oracle looks them up: first prints, answers, what ranks with what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from tests.oracles.simulated import QUESTIONS

Row = Mapping[str, str]

# Units of which a respondent is one each, in a codebook that says nothing else.
ONE_EACH = ("respondents", "organisations", "questionnaires", "forms")
AMONG = "among the first N"

RULES = ("half_up", "half_even", "half_down", "truncated", "up")


def names_in(formula: str) -> list[str]:
    """The claim ids of a formula, as often as they stand there."""
    return re.findall(r"[a-z]\w*", formula)


class PrintedRows:
    """A report that is taken to round by `rule`.

    `questions` maps a variable to its type of answer and source, `levels` a place to its level;
    `one_each` are the units that are read as the same.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        rule: str,
        *,
        questions: Mapping[str, tuple[str, str]] = QUESTIONS,
        levels: Mapping[str, str] | None = None,
        one_each: Iterable[str] = ONE_EACH,
    ) -> None:
        self.rows = {row["claim_id"]: row for row in rows}
        dated = {name for name, row in self.rows.items() if row["kind"] == "date"}
        numbers = self.rows.keys() - dated
        self.values = {name: Fraction(self.rows[name]["printed"]) for name in numbers}
        self.rules = tuple(dict.fromkeys((rule, *RULES)))
        self.questions, self.levels = questions, levels or {}
        self.one_each = frozenset(one_each)

    def same_things(self, *rows: Row, mentions: bool = False) -> bool:
        """Whether all rows count the same things: one unit, or units of one each of a respondent,
        and mentions with them where answers are counted."""
        units = {row["unit"] for row in rows}
        return len(units) == 1 or units <= self.one_each | ({"mentions"} if mentions else set())

    def ranked(self, row: Row) -> tuple[Row | None, list[Row]]:
        """The number that a rank speaks of, and the numbers it stands among."""
        group = "place" if row["place"] else "category"
        other = "category" if group == "place" else "place"
        same = [r for r in self._asked[row["variable"]] if r[group] and r[other] == row[other]]
        for kind in ("count", "percent", "mean"):
            numbers = {r[group]: r for r in reversed(same) if r["kind"] == kind}
            if own := numbers.pop(row[group], None):
                rest = [r for r in numbers.values() if r[group] not in self.named(row)]
                return own, [r for r in rest if self._is_alike(own, r)]
        return None, []

    def named(self, row: Row) -> set[str]:
        """What one phrase names among the first N: answers, or the places of one answer."""
        if row["unit"] != AMONG:
            return set()
        group, other = ("place", "category") if row["place"] else ("category", "place")
        cells = ("kind", "unit", "section", "printed", other)
        said = self._asked[row["variable"]]
        return {r[group] for r in said if all(r[cell] == row[cell] for cell in cells)}

    def _is_alike(self, own: Row, other: Row) -> bool:
        """Whether a number is ranked with another: another answer, of the same respondents."""
        no_answers = {"not_answered", "not_stated"}
        if self.questions[own["variable"]][0] == "multiple":
            no_answers.add("none")
        is_answer = other["category"] not in no_answers or other["category"] == own["category"]
        is_sum = other["formula"] and other["formula"] not in self.rows
        is_sum = is_sum and other["kind"] == "count"
        one_base = self._origin(own["base"]) == self._origin(other["base"])
        return (
            is_answer
            and not is_sum
            and one_base
            and bool(own["base"] or self.same_things(own, other, mentions=True))
        )

    def _origin(self, name: str) -> str:
        while name and self.rows[name]["formula"] in self.rows:
            name = self.rows[name]["formula"]
        return name

    def first_print(self, row: Row) -> Row:
        """The first claim of the same quantity, unless a formula already says where it is from."""
        if row["kind"] in ("rank", "date", "year"):
            return row
        cells = ("category", "place", "unit")
        asked = self._asked[row["variable"]]
        alike = (r for r in asked if all(r[cell] == row[cell] for cell in cells))
        own = {"percent", "mean", "money"}  # a base may be printed as a count, but not as these
        same = (r for r in alike if r["kind"] == row["kind"] or not {r["kind"], row["kind"]} & own)
        measured = (r for r in same if r["kind"] not in ("rank", "date", "year"))
        return next(r for r in measured if r is row or r["formula"] not in self.rows)

    @cached_property
    def _asked(self) -> dict[str, list[Row]]:
        """variable -> its rows."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            found[row["variable"]].append(row)
        return found

    @cached_property
    def resting_on(self) -> dict[str, list[Row]]:
        """Base -> a row of each question that rests on it."""
        found: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
        for row in self.rows.values():
            found[row["base"]].setdefault((row["variable"], row["place"]), row)
        return defaultdict(list, {name: list(rows.values()) for name, rows in found.items()})

    def n_answers(self, asking: Row) -> Fraction:
        """How many answers are printed for the question of a claim, where it was asked."""
        return sum((Fraction(row["printed"]) for row in self.counts_of(asking)), Fraction(0))

    def counts_of(self, asking: Row) -> list[Row]:
        """The first count of each category of the question of a claim, where it was asked."""
        found: dict[str, Row] = {}
        for row in self._asked[asking["variable"]]:
            if row["place"] == asking["place"] and row["kind"] == "count" and row["category"]:
                found.setdefault(row["category"], row)
        return list(found.values())

    def is_single(self, row: Row) -> bool:
        """Whether each respondent gives at most one answer."""
        return self.questions[row["variable"]][0] in ("single", "ordinal")

    def source_of(self, row: Row) -> str:
        """Where the numbers of a question come from."""
        return self.questions[row["variable"]][1]

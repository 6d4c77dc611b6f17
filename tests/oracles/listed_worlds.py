"""Bounds of tiny reports by listing every world: each set of respondents with full answer patterns.

A second oracle beside `solved_worlds`, without any solver: whatever a printed number means is here
a plain comparison of numbers counted in a world.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from math import comb

import numpy as np

from tests.oracles.answer_patterns import (
    ANSWERED,
    AT,
    NO_ANSWER,
    SIZE,
    Condition,
    Measure,
    Pattern,
    Printed,
    Query,
    Range,
    Report,
    holds,
    in_a_row,
    joint_patterns,
    printed_answers,
    ranked_against,
    span_of,
)

MOST_WORLDS = 200_000


def is_tiny(report: Report) -> bool:
    """Whether every world of the printed size can be listed."""
    n = len(joint_patterns(report, tuple(q.name for q in report.questions)))
    sizes = {int(each.printed) for each in report.printed if each.kind == "size"}
    return len(sizes) == 1 and comb(n + max(sizes) - 1, max(sizes)) <= MOST_WORLDS


class ListedWorlds:
    """The worlds of a report under a reading, of the size that the report prints.

    Where as many numbers must be given up as print the size, worlds of other sizes would do as
    well, and `is_complete` is false.
    """

    def __init__(self, report: Report, rounding: str, bases: str, *_: str) -> None:
        self.report, self.rounding, self.bases = report, rounding, bases
        sizes = [int(each.printed) for each in report.printed if each.kind == "size"]
        self.size = sizes[0]
        self.patterns = joint_patterns(report, tuple(q.name for q in report.questions))
        chosen = combinations_with_replacement(range(len(self.patterns)), self.size)
        self.worlds = np.array(list(chosen), dtype=np.int32).reshape(-1, self.size)
        given_up = self._given_up()
        self.n_dropped = int(given_up.min())
        self.is_complete = self.n_dropped < len(sizes)
        self.worlds = self.worlds[given_up == self.n_dropped]

    def bounds(self, query: Query) -> Range:
        """What a query can be, at least and at most."""
        parts = [query.left, *([query.right] if query.right else [])]
        sums = [self._where(each.condition, each.given) for each in parts]
        wholes = [self._whole(each) for each in parts]
        if query.right:
            if any(each.min() != each.max() or not each.min() for each in wholes):
                return Range(None, None, "refused")
            (one, other), (of_one, of_other) = sums, (int(each[0]) for each in wholes)
            found = one * of_other - other * of_one
            ends = (Fraction(int(end), of_one * of_other) for end in (found.min(), found.max()))
            return Range(*ends, "proved")
        pairs = set(zip(sums[0].tolist(), wholes[0].tolist(), strict=True))
        ratios = [Fraction(part, whole) for part, whole in pairs if whole]
        if not ratios:
            return Range(None, None, "infeasible")
        return Range(min(ratios), max(ratios), "proved")

    def _whole(self, measure: Measure) -> np.ndarray:
        if measure.kind != "share":
            return np.ones(len(self.worlds), dtype=int)
        return self._where(measure.given)

    def _where(self, *conditions: Condition | None) -> np.ndarray:
        asked = [each for each in conditions if each]
        return self._number(lambda pattern: all(holds(each, pattern) for each in asked))

    def _number(self, test: Callable[[Pattern], bool]) -> np.ndarray:
        """How many respondents of each world pass a test."""
        passes = np.array([test(pattern) for pattern in self.patterns], dtype=int)
        return passes[self.worlds].sum(axis=1)

    def _gave(self, question: str, answers: Sequence[str], place: str = "") -> np.ndarray:
        """The numbers of some answers together, at a place."""
        at = {AT + place} if place else set()
        groups = [self._number(lambda p, a=answer: {a} | at <= p[question]) for answer in answers]
        return np.sum(groups, axis=0)

    def _in_a_row(self, questions: Iterable[str], place: str = "") -> np.ndarray:
        """Who is in a row of any of some questions, at a place."""
        return self._number(
            lambda p: any(in_a_row(p[q]) and (not place or AT + place in p[q]) for q in questions)
        )

    def _given_up(self) -> np.ndarray:
        """How few printed numbers each world gives up, its bases chosen to hold the most."""
        total = np.zeros(len(self.worlds), dtype=int)
        by_base: dict[str, list[Printed]] = {base: [] for base in self.report.bases}
        for printed in self.report.printed:
            base = self._base_behind(printed)
            if base:
                by_base.setdefault(base, []).append(printed)
            else:
                total += ~self._holds(printed, None)
        for base, numbers in by_base.items():
            total += self._least_of_base(base, numbers)
        for question in self.report.questions:
            if NO_ANSWER in question.answers and (question.base == SIZE or question.parent):
                base = (
                    self._gave(question.parent[0], question.parent[1:])
                    if question.parent
                    else self.size
                )
                total[self._in_a_row([question.name]) != base] = self.too_many
        return total

    @property
    def too_many(self) -> int:
        """More numbers than there are to give up."""
        return len(self.report.printed) + 1

    def _base_behind(self, printed: Printed) -> str:
        """The base without a given number that a printed number rests on."""
        question = self.report.question(printed.question) if printed.kind == "percent" else None
        if printed.kind == "base":
            return "" if printed.place else printed.question
        if question is None:
            return ""
        if self.bases != "stated":
            return (
                f"of {question.name}{AT}{printed.place}" if self.bases == "question" else "of all"
            )
        if not printed.whole and not printed.place:
            return f"own of {question.name}"
        return printed.whole if printed.whole in self.report.bases else ""

    def _least_of_base(self, base: str, numbers: Sequence[Printed]) -> np.ndarray:
        """How few of the numbers of a base are given up, over all numbers that it can be."""
        name, _, place = base.rpartition(" ")[2].partition(AT)
        questions = self.report.asked_of(base)
        if base == "of all":
            questions = {each.question for each in self.report.printed if each.kind == "percent"}
        elif base not in self.report.bases:
            questions = {name}
        inside = self._in_a_row(questions, place)
        least = np.full(len(self.worlds), self.too_many)
        for number in range(self.size + 1):
            lost = sum(~self._holds(each, number) for each in numbers)
            lost = np.where(inside <= number, lost, self.too_many)
            for name in questions:
                if NO_ANSWER in self.report.question(name).answers:
                    lost[self._in_a_row([name]) != number] = self.too_many
            least = np.minimum(least, lost)
        return least

    def _holds(self, printed: Printed, base: int | None) -> np.ndarray:
        """In which worlds a printed number holds, given the base it rests on."""
        everywhere = np.ones(len(self.worlds), dtype=bool)
        if printed.kind == "size":
            return everywhere
        if printed.kind == "base" and printed.place:
            return self._gave(printed.question, [AT + printed.place]) == int(printed.printed)
        if printed.kind == "base":
            return everywhere & (base == int(printed.printed))
        answers = printed.answers[:1] if printed.kind == "among" else printed.answers
        part = self._gave(printed.question, answers, printed.place)
        if printed.kind in ("rank", "among"):
            return self._ranks(printed, part)
        if printed.kind != "percent":
            return part == int(printed.printed)
        whole = self._whole_of(printed) if base is None else np.full(len(self.worlds), base)
        span = span_of(printed.printed, self.rounding)
        pairs = list(zip(part.tolist(), whole.tolist(), strict=True))
        right = {pair for pair in set(pairs) if pair[1] and span.holds(*pair)}
        return np.array([pair in right for pair in pairs])

    def _ranks(self, printed: Printed, own: np.ndarray) -> np.ndarray:
        others = ranked_against(self.report, printed)
        numbers = [self._gave(printed.question, [answer]) for answer in others]
        nobody = np.zeros(len(self.worlds), dtype=int)
        larger = sum((each > own for each in numbers), nobody)
        smaller = sum((each < own for each in numbers), nobody)
        rank = int(printed.printed)
        if printed.kind == "among":
            return larger <= max(0, rank - len(printed.answers))
        return (larger <= rank - 1) & (smaller <= len(others) + 1 - rank)

    def _whole_of(self, printed: Printed) -> np.ndarray:
        question = self.report.question(printed.question)
        if printed.whole == ANSWERED:
            answers = printed_answers(self.report, question.name, printed.place)
            return self._gave(question.name, answers, printed.place)
        if printed.place:
            return self._gave(question.name, [AT + printed.place])
        if question.parent:
            return self._gave(question.parent[0], question.parent[1:])
        return np.full(len(self.worlds), self.size)

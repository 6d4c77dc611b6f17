"""What one respondent can answer to a question, and what the answers of all must add up to.

A query tells some of a question's answers apart. Everybody then has one pattern, a set of pairs:

    (question, "")            no answer at all; where the number of those asked who gave none is
                              printed, they have an answer that says so, and these were not asked
    (question, answer)        each answer told apart; of a single-answer question one
    (question, "*")           answers, and none of those told apart
    (place, region)           beside them, where the question is printed by place: all who are in
                              the base of that place, "" for all others

The answers not told apart are still there. With Q(u) respondents who gave such an answer u, A of
all who gave an answer that goes with others, and O who gave only answers not told apart:

    Q(u) <= A                 several answers allowed: nobody gives an answer twice
    O <= sum of Q(u)          somebody without an answer told apart gave another one
    O  = sum of Q(u)          one answer allowed

which is all that they require, since u can be dealt to any Q(u) of the A. So a respondent is
missing when none of the question's answers was given, the unnamed ones included. Q(u) is a number
of its own where none is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from helpers.bounds.blocks import OTHER, PLACE, Question
from helpers.bounds.programme import Terms
from helpers.bounds.worlds import Cell
from helpers.ledger.roles import WORDS


class Margin(NamedTuple):
    """`low <= respondents with one of the patterns - sum of the terms <= high`, None: no limit."""

    patterns: tuple[Cell, ...]
    terms: Terms
    low: int | None
    high: int | None


class Sheet(NamedTuple):
    """The patterns of one question, of which everybody has one, and what they add up to."""

    patterns: tuple[Cell, ...]
    margins: tuple[Margin, ...]


def sheet_of(
    questions: Sequence[Question],
    named: Sequence[str],
    *,
    bases: Mapping[str, Sequence[str]],
) -> Sheet:
    """The patterns of a question at its places, and their margins.

    Parameters: `questions` the question at each place, or one of place ""; `named` the answers to
    be told apart, those of a single-answer question that are printed always are; `bases` place ->
    the quantities of which those who answered there are part, that of all who are asked first.

    >>> question = Question("need", "", "multiple", {"a": "a", "b": "b", "none": "c"}, "n")
    >>> sheet = sheet_of([question], ["a"], bases={"": ["n"]})
    >>> [[answer for _, answer in cell] for cell in sheet.patterns]
    [[''], ['*'], ['a'], ['none']]
    """
    patterns: list[Cell] = []
    margins: list[Margin] = []
    for question in questions:
        at_place = _AtPlace(question, named)
        patterns += at_place.patterns
        margins += at_place.margins(bases[question.place])
    if all(question.place for question in questions):
        patterns.append(((PLACE, ""), (questions[0].variable, "")))
    return Sheet(tuple(patterns), tuple(margins))


class _AtPlace:
    """A question at one place: its patterns and margins."""

    def __init__(self, question: Question, named: Sequence[str]) -> None:
        self.question = question
        answers, is_single = question.answers, question.is_single
        self.silent = [answer for answer in answers if answer in WORDS.unanswered]
        self.alone = [a for a in answers if a in WORDS.exclusive and not is_single]
        chosen = [a for a in answers if a not in (*self.silent, *self.alone)]
        told = [
            answer
            for answer in chosen
            if answer in named or (is_single and answer not in question.unprinted)
        ]
        self.rest = [answer for answer in chosen if answer not in told]
        self.sets: list[tuple[str, ...]] = [("",)]
        self.sets += [(OTHER,)] if self.rest or question.is_open else []
        self.sets += [*_subsets(told, one=is_single)]
        self.sets += [(answer,) for answer in (*self.alone, *self.silent)]

    @property
    def patterns(self) -> list[Cell]:
        """What a respondent of the place can have answered."""
        return [self._cell(answers) for answers in self.sets]

    def margins(self, bases: Sequence[str]) -> Iterator[Margin]:
        """What these patterns add up to."""
        quantities, is_single = self.question.answers, self.question.is_single
        others = {quantities[answer]: 1 for answer in self.rest}
        apart = ("", *self.alone, *self.silent)
        for answer, quantity in quantities.items():
            if answer not in self.rest:
                yield self._margin(lambda s, a=answer: a in s, {quantity: 1}, 0, 0)
            elif not is_single:
                yield self._margin(lambda s: s[0] not in apart, {quantity: 1}, 0, None)
        if others:
            least = 0 if is_single else None
            most = None if self.question.is_open else 0
            yield self._margin(lambda s: s == (OTHER,), others, least, most)
        if self.silent:  # the number of those of the base without an answer is printed
            for base in bases:
                yield self._margin(lambda s: s != ("",), {base: 1}, 0, 0)
        if self.question.place:
            yield self._margin(lambda _: True, {bases[0]: 1}, 0, 0)

    def _margin(
        self,
        holds: Callable[[tuple[str, ...]], bool],
        terms: Terms,
        low: int | None,
        high: int | None,
    ) -> Margin:
        cells = tuple(self._cell(answers) for answers in self.sets if holds(answers))
        return Margin(cells, terms, low, high)

    def _cell(self, answers: Sequence[str]) -> Cell:
        place = ((PLACE, self.question.place),) if self.question.place else ()
        return (*place, *((self.question.variable, answer) for answer in answers))


def _subsets(answers: Sequence[str], *, one: bool) -> Iterator[tuple[str, ...]]:
    """Each answer by itself where only one can be given, else every set of them but none."""
    if one:
        yield from ((answer,) for answer in answers)
        return
    for flags in product((False, True), repeat=len(answers)):
        if any(flags):
            yield tuple(a for a, is_in in zip(answers, flags, strict=True) if is_in)


def joined(patterns: Sequence[Cell]) -> Cell | None:
    """One pattern of several questions; None where they are at different places.

    >>> joined([(("place", "akmola"), ("head", "women")), (("need", "a"),)])
    (('head', 'women'), ('need', 'a'), ('place', 'akmola'))
    """
    pairs = {pair for pattern in patterns for pair in pattern}
    places = {answer for variable, answer in pairs if variable == PLACE}
    return tuple(sorted(pairs)) if len(places) <= 1 else None

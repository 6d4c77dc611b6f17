"""A query put to the engine: which programme answers it, and which sums are its measure.

    count of a condition      sum of the cells in which it holds
    share ...                 that sum over the number of all who were asked: N, or all staff
    share ... given ...       that sum over the sum of the cells in which both hold
    size of a town, a block   sum of the town's cells, N
    mean score of a town      sum of scores over forms with a score
    difference of two         of two sums as it is; of two ratios only where both groups have a size
                              that the printed numbers fix, since the rest is no linear question

Only the questions a query names are modelled jointly. The others cannot narrow the answer: the
report prints each question by itself, so their answers can be dealt to any respondents.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import PLACE, SOURCES, Block, block_of
from helpers.bounds.conditions import Condition
from helpers.bounds.extremes import Bounds, extremes, optimal, ratio_extremes
from helpers.bounds.model import programme_of
from helpers.bounds.programme import SIZE, Programme, Terms, combine
from helpers.bounds.queries import Difference, Query, QueryError
from helpers.bounds.query_parser import parse_query
from helpers.bounds.towns import mean_terms, size_terms, towns_of
from helpers.bounds.verification import require_verified
from helpers.bounds.worlds import CELL, pairs_of
from helpers.scale.schemes import QUESTIONS

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger


@dataclass(frozen=True)
class Measure:
    """A query as sums over a programme: `part / (factor * whole)`, a plain sum without `whole`."""

    part: Terms
    whole: Terms | None = None
    factor: int = 1


@dataclass(frozen=True)
class Asked:
    """A query with its programme."""

    query: Query | Difference
    block: Block
    assumptions: Assumptions
    programme: Programme

    @classmethod
    def of(cls, text: str, ledger: Ledger, assumptions: Assumptions) -> Asked:
        """Read a query and write the programme that answers it.

        Raises `QueryError`, also for a query about towns under assumptions without a scheme.
        """
        query = parse_query(text, ledger.codebook)
        block = block_of(ledger, query.block)
        queries = _parts(query)
        if _is_by_town(query):
            if not block.means:
                raise QueryError(f"{text!r}: the ledger prints no means of towns to go by")
            if assumptions.scheme is None:
                raise QueryError(
                    f"{text!r} is about towns, whose printed means rest on points per answer; say "
                    'which: Assumptions(scheme=replace(SCHEMES["3/2/1"], missing="zero"))'
                )
            other = next((v for v in _joint(queries) if v not in (PLACE, *QUESTIONS)), "")
            if other:
                raise QueryError(
                    f"{text!r}: towns are told apart by {', '.join(QUESTIONS)}, whose scores the "
                    f"report prints, and not by {other!r}; leave out the one or the other"
                )
            programme = programme_of(block, assumptions)
        else:
            joint = _joint(queries)
            if joint.pop(PLACE, None) is not None:
                _require_places(query, block, joint)
            programme = programme_of(block, replace(assumptions, scheme=None), joint=joint)
        return cls(query, block, assumptions, programme)

    def bounds(self, *, seconds: float) -> Bounds:
        """The least and the largest value of the query, each world checked once more."""
        found = self._solve(seconds)
        scheme = self.assumptions.scheme if self.by_town else None
        for world in (found.low_world, found.high_world):
            if world is not None:
                assumed = replace(self.assumptions, scheme=scheme)
                require_verified(world, self.block.ledger, assumed)
        return found

    @property
    def by_town(self) -> bool:
        """Whether the query tells towns apart."""
        return _is_by_town(self.query)

    def _solve(self, seconds: float) -> Bounds:
        limited, _ = optimal(self.programme, seconds=seconds)
        if isinstance(self.query, Difference):
            left, right = (self._measure(each) for each in _parts(self.query))
            return self._difference(limited, left, right, seconds)
        measure = self._measure(self.query)
        return _bounds(limited, measure, self.block.name, seconds)

    def _measure(self, query: Query) -> Measure:
        """A query without a difference as sums."""
        self._check_town(query)
        if query.measure == "size":
            return Measure(size_terms(query.subject) if self._is_town(query) else {SIZE: 1})
        if query.measure == "mean":
            total, n_scored, factor = mean_terms(query.subject, self.assumptions.scheme)
            return Measure(total, n_scored, factor)
        part = self._cells(query.condition, query.given)
        if query.measure == "count":
            return Measure(part)
        everybody = {self.programme.population: 1}
        return Measure(part, self._cells(query.given) if query.given else everybody)

    def _cells(self, *conditions: Condition | None) -> dict[str, int]:
        """The cells in which all conditions hold."""
        asked = [condition for condition in conditions if condition]
        return {
            name: 1
            for name in self.programme.variables
            if name.startswith(CELL) and all(each.holds(pattern_of(name)) for each in asked)
        }

    def _difference(
        self, limited: Programme, left: Measure, right: Measure, seconds: float
    ) -> Bounds:
        sizes = [_fixed_size(limited, each, self.block.name, seconds) for each in (left, right)]
        if None in sizes:
            raise QueryError(
                f"{self.query}: the size of a group in it is not fixed by the printed numbers, so "
                "that the difference is no linear question; ask for the two parts one by one"
            )
        (one, other), scale = sizes, sizes[0] * sizes[1]
        terms = combine((left.part, other), (right.part, -one))
        found = extremes(limited, terms, block=self.block.name, seconds=seconds)
        ends = (end if end is None else Fraction(end, scale) for end in (found.low, found.high))
        low, high = ends
        return replace(found, low=low, high=high)

    def _is_town(self, query: Query) -> bool:
        return query.subject in towns_of(self.block)

    def _check_town(self, query: Query) -> None:
        """A town without a printed mean has forms that no number speaks of."""
        if not self.by_town:
            return
        named = {query.subject} - {"", *SOURCES}
        for condition in (query.condition, query.given):
            named |= set(condition.answers.get(PLACE, ())) if condition else set()
        unknown = sorted(named - set(towns_of(self.block)))
        if unknown:
            towns = ", ".join(towns_of(self.block))
            raise QueryError(
                f"{query}: the report prints no score of {unknown[0]}; choose from {towns}"
            )


def pattern_of(name: str) -> dict[str, frozenset[str]]:
    """The answers that a cell's variable stands for, by question; none where it was left out.

    >>> pattern_of("cell:difficulty=finance&difficulty=staff&need=")["need"]
    frozenset()
    """
    pattern: dict[str, set[str]] = {}
    for variable, answer in pairs_of(name):
        pattern.setdefault(variable, set()).update({answer} - {""})
    return {variable: frozenset(answers) for variable, answers in pattern.items()}


def _bounds(limited: Programme, measure: Measure, block: str, seconds: float) -> Bounds:
    if measure.whole is None:
        return extremes(limited, measure.part, block=block, seconds=seconds)
    return ratio_extremes(
        limited, measure.part, measure.whole, factor=measure.factor, block=block, seconds=seconds
    )


def _fixed_size(limited: Programme, measure: Measure, block: str, seconds: float) -> int | None:
    """The size of the group a measure is taken of, 1 for a sum; None if it is not fixed."""
    if measure.whole is None:
        return 1
    found = extremes(limited, measure.whole, block=block, seconds=seconds)
    return int(found.low) * measure.factor if found.is_forced and found.low else None


def _parts(query: Query | Difference) -> tuple[Query, ...]:
    return (query.left, query.right) if isinstance(query, Difference) else (query,)


def _is_by_town(query: Query | Difference) -> bool:
    """Whether a query tells the towns of the scale apart."""
    for part in _parts(query):
        conditions = (each for each in (part.condition, part.given) if each)
        named = any(PLACE in condition.variables for condition in conditions)
        is_size = part.measure == "size" and part.subject not in SOURCES
        if part.measure == "mean" or is_size or (named and part.block == "form_a"):
            return True
    return False


def _require_places(query: Query | Difference, block: Block, joint: dict[str, list[str]]) -> None:
    """A place is told apart where a question of the query is printed by place."""
    places = {question.place for variable in joint for question in block.asked(variable)}
    if not places - {""}:
        raise QueryError(
            f"{query}: the report prints none of these questions by place; leave the place out"
        )


def _joint(queries: tuple[Query, ...]) -> dict[str, list[str]]:
    """The questions to be modelled jointly, with the answers to be told apart."""
    joint: dict[str, list[str]] = {}
    for query in queries:
        for condition in (query.condition, query.given):
            for variable in condition.variables if condition else ():
                named = condition.answers.get(variable, ())
                answers = joint.setdefault(variable, [])
                answers += [each for each in named if each not in answers]
    return joint

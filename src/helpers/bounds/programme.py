"""An integer programme in which every printed number can be given up.

With whole variables x between their bounds, a 0/1 variable keep(c) for each printed number c, and
rows a'x:

    hard row            low <= a'x <= high
    row carried by c    keep(c) = 1  implies  low <= a'x <= high
    row that depends    every one of some 0/1 variables = 1  implies  low <= a'x <= high

Everything else is a question asked of it: is there an x with all keep(c) = 1, how many must be 0,
and how small or large can a'x be while as few as possible are. `cpsat` and `highs` answer it;
neither knows what the rows mean.

Words that rank, as rows: at most r - 1 answers larger, at most m - r smaller, of m answers; of an
answer named among the first N, no answer larger that is not named with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError, BookError
from helpers.ledger.reported import ValueRange

if TYPE_CHECKING:
    from helpers.ledger.claims import Claim

Terms = Mapping[str, int]

KEEP = "keep:"
SIZE = "size"

# Beyond this many cells a question is asked of too many answers at once.
MOST_VARIABLES = 50_000


class ModelTooLargeError(BookError):
    """A programme would need more variables than can be answered for."""


@dataclass(frozen=True)
class Row:
    """`low <= sum of terms <= high`, None for no limit; `claim` carries it, "" for a hard row.

    `rule` says in a few words where it comes from; `when` are 0/1 variables, and the row holds only
    where all of them are 1.
    """

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None
    rule: str
    claim: str = ""
    when: tuple[str, ...] = ()

    @property
    def switches(self) -> tuple[str, ...]:
        """The 0/1 variables that must all be 1 for the row to hold."""
        return (*((KEEP + self.claim,) if self.claim else ()), *self.when)


@dataclass
class Programme:
    """Variables with their bounds and the rows that tie them, in the order they were added.

    An upper bound other than 1 is there for the solver only: no number may follow from it
    (`extremes`). `population` is the variable that counts those whom cells tell apart.
    """

    variables: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    claims: dict[str, None] = field(default_factory=dict)
    population: str = SIZE

    def variable(self, name: str, low: int, high: int) -> str:
        """Add a whole variable, or tighten nothing if it is there; returns its name.

        Raises `ModelTooLargeError` beyond `MOST_VARIABLES`.
        """
        if name not in self.variables:
            if len(self.variables) >= MOST_VARIABLES:
                raise ModelTooLargeError(
                    f"more than {MOST_VARIABLES} combinations of answers; ask about fewer "
                    "questions or answers at once"
                )
            self.variables[name] = (low, high)
        return name

    def require(
        self,
        terms: Terms,
        low: int | None,
        high: int | None,
        *,
        rule: str,
        claim: str = "",
        when: tuple[str, ...] = (),
    ) -> None:
        """Add a row; a claim makes it one that can be given up.

        Raises `ArgumentError` for a variable that was not added.
        """
        unknown = [name for name in terms if name not in self.variables]
        if unknown:
            raise ArgumentError(f"row {rule!r}: no variable {unknown[0]!r}; add it first")
        if claim and claim not in self.claims:
            self.claims[claim] = None
            self.variable(KEEP + claim, 0, 1)
        kept = tuple((name, weight) for name, weight in terms.items() if weight)
        self.rows.append(Row(kept, low, high, rule, claim, when))

    def require_ratio(
        self, part: Terms, whole: Terms, span: ValueRange, *, rule: str, claim: str = ""
    ) -> None:
        """Add `part / whole` within a range of fractions, as two rows in whole numbers.

        Multiplied out: part - low * whole >= 0 and part - high * whole <= 0; where an end does not
        belong to the range, >= 1 and <= -1 after all fractions are cleared.
        """
        for end, included, sign in (
            (span.low, span.low_included, 1),
            (span.high, span.high_included, -1),
        ):
            terms = combine((part, sign * end.denominator), (whole, -sign * end.numerator))
            self.require(terms, 0 if included else 1, None, rule=rule, claim=claim)

    def only(self, claims: Iterable[str]) -> None:
        """Hold these printed numbers: none of them can be given up any more."""
        for claim in claims:
            self.require({KEEP + claim: 1}, 1, 1, rule="held")

    def limit_dropped(self, most: int) -> None:
        """Let at most so many printed numbers be given up."""
        if self.claims:
            kept = {KEEP + claim: 1 for claim in self.claims}
            self.require(kept, len(self.claims) - most, None, rule="numbers given up")

    def copy(self) -> Programme:
        """A programme to which rows can be added without changing this one."""
        return Programme(dict(self.variables), list(self.rows), dict(self.claims), self.population)

    def is_switch(self, name: str) -> bool:
        """Whether a variable is 0 or 1 by its meaning."""
        return self.variables[name] == (0, 1)


def combine(*parts: tuple[Terms, int]) -> dict[str, int]:
    """The sum of several rows' terms, each times a whole number.

    >>> combine(({"a": 1, "b": 2}, 3), ({"b": 1}, -6))
    {'a': 3}
    """
    total: dict[str, int] = {}
    for terms, factor in parts:
        for name, weight in terms.items():
            total[name] = total.get(name, 0) + factor * weight
    return {name: weight for name, weight in total.items() if weight}


def cleared(terms: Mapping[str, Fraction]) -> tuple[dict[str, int], int]:
    """Terms with whole weights, and the number by which all were multiplied.

    >>> cleared({"a": Fraction(3, 2), "b": Fraction(1)})
    ({'a': 3, 'b': 2}, 2)
    """
    factor = lcm(*(Fraction(weight).denominator for weight in terms.values()), 1)
    return {name: int(weight * factor) for name, weight in terms.items()}, factor


def extent(programme: Programme, terms: Iterable[tuple[str, int]]) -> tuple[int, int]:
    """Between which numbers can a row lie when only the variables' own bounds are known?"""
    low = high = 0
    for name, weight in terms:
        ends = sorted(weight * end for end in programme.variables[name])
        low, high = low + ends[0], high + ends[1]
    return low, high


def write_rank(
    programme: Programme, claim: Claim, own: str, others: Sequence[str], *, n_unknown: int = 0
) -> None:
    """Add the rank of one number among others, carried by the claim.

    For every other number two 0/1 variables: where the first is 1 it is no larger than `own`, where
    the second is 1 no smaller. Equal numbers can have both, so that each of them has each of their
    ranks. `n_unknown` numbers that are not among the others may be larger, too.
    """
    rank, at_least = int(claim.value), {}
    named = {"rule": "rank", "claim": claim.claim_id}
    write_among(programme, claim, own, others, n_above=rank - 1)
    for other in others:
        no_smaller = programme.variable(f"at_least:{claim.claim_id}:{other}", 0, 1)
        at_least[no_smaller] = 1
        programme.require({own: 1, other: -1}, None, 0, **named, when=(no_smaller,))
    programme.require(at_least, rank - 1 - n_unknown, None, **named)


def write_among(
    programme: Programme, claim: Claim, own: str, others: Sequence[str], *, n_above: int
) -> None:
    """Add that at most so many of the others are larger, carried by the claim."""
    at_most = {}
    named = {"rule": "rank", "claim": claim.claim_id}
    for other in others:
        no_larger = programme.variable(f"at_most:{claim.claim_id}:{other}", 0, 1)
        at_most[no_larger] = 1
        programme.require({other: 1, own: -1}, None, 0, **named, when=(no_larger,))
    programme.require(at_most, len(others) - n_above, None, **named)

"""Tables of counts before the gate, and the cells that they have in common.

A cell is a set of rows and what is the same in them: (population, {(variable, category), ...}).
Whatever tables it stands in, it is one number; so tables of one population hang together by the
names of their variables.

    population    whose rows are counted, such as "2024/survey". Every table of it counts all of
                  its rows: who did not answer is in the category NOT_ANSWERED
    additive      each row has one category of every dimension; totals are made here
    otherwise     the last dimension is a question with several answers: its counts are those who
                  ticked a category, with "" for those who answered at all. Inside, each category is
                  a variable of its own, "difficulty=finance", with TICKED, LEFT and NO_ANSWER, and
                  "difficulty?" tells who answered
    magnitudes    sums of what organisations have (staff), with every contribution

`count` makes such a table from rows, so that nobody has to remember all this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError

if TYPE_CHECKING:
    import pandas as pd

NOT_ANSWERED = "not_answered"
TOTAL = ""

TICKED, LEFT, NO_ANSWER = "1", "0", "-"

Pairs = frozenset[tuple[str, str]]
Key = tuple[str, Pairs]


@dataclass(frozen=True)
class CountTable:
    """Counts by the categories of one or more dimensions; see the module.

    counts      category of each dimension -> number of rows; what is missing is 0. With
                `additive=False` also keys that end in "", who answered the question
    variables   dimension -> variable, where the name of the dimension is not the variable's, as
                with two waves side by side: {"before": "2024.difficulty"}
    exclusive   categories of a question with several answers that exclude all others
    """

    name: str
    dimensions: tuple[str, ...]
    counts: Mapping[tuple[str, ...], int]
    additive: bool = True
    population: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    exclusive: tuple[str, ...] = ()
    unit: str = "questionnaires"

    def __post_init__(self) -> None:
        for key, value in self.counts.items():
            at_fault = len(key) != len(self.dimensions) or not isinstance(value, int) or value < 0
            if at_fault or (self.additive and TOTAL in key):
                raise ArgumentError(
                    f"table {self.name}: a count at {key!r}; give one category for each of "
                    f"{', '.join(self.dimensions)} and a whole number of rows, no totals"
                )

    def variable(self, dimension: str) -> str:
        """The variable that a dimension shows."""
        return self.variables.get(dimension, dimension)

    def categories(self, dimension: str) -> tuple[str, ...]:
        """Categories of a dimension in the order of the counts."""
        place = self.dimensions.index(dimension)
        return tuple(dict.fromkeys(key[place] for key in self.counts if key[place]))

    def values(self) -> dict[tuple[str, ...], int]:
        """All cells with their totals: key -> number of rows; "" is the total of a dimension."""
        lists = [(*self.categories(dimension), TOTAL) for dimension in self.dimensions]
        totals = dict.fromkeys(product(*lists), 0)
        summed = self.dimensions if self.additive else self.dimensions[:-1]
        for key, value in self.counts.items():
            ways = [(each, TOTAL) for each in key[: len(summed)]]
            for total in product(*ways):
                totals[(*total, *key[len(summed) :])] += value
        return totals

    def key(self, cell: tuple[str, ...]) -> Key:
        """What a cell of this table counts, in whatever table it stands."""
        names = [self.variable(dimension) for dimension in self.dimensions]
        pairs = [(name, each) for name, each in zip(names, cell, strict=True) if each]
        if not self.additive:
            last = names[-1]
            pairs = [pair for pair in pairs if pair[0] != last]
            pairs.append((f"{last}={cell[-1]}" if cell[-1] else f"{last}?", TICKED))
        return self.population, frozenset(pairs)

    def scopes(self) -> Iterator[frozenset[str]]:
        """Sets of variables that are counted together."""
        names = [self.variable(dimension) for dimension in self.dimensions]
        if self.additive:
            yield frozenset(names)
            return
        for category in self.categories(self.dimensions[-1]):
            yield frozenset((*names[:-1], f"{names[-1]}={category}"))

    def variable_categories(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every variable of the scopes with its categories."""
        plain = self.dimensions if self.additive else self.dimensions[:-1]
        for dimension in plain:
            yield self.variable(dimension), self.categories(dimension)
        if not self.additive:
            last = self.dimensions[-1]
            for category in self.categories(last):
                yield f"{self.variable(last)}={category}", (TICKED, LEFT, NO_ANSWER)


@dataclass(frozen=True)
class Magnitudes:
    """Sums of a measure by categories, with what each organisation contributes.

    contributions    category of each dimension -> what each of its organisations has, whole numbers
    """

    name: str
    dimensions: tuple[str, ...]
    contributions: Mapping[tuple[str, ...], tuple[int, ...]]
    measure: str
    population: str = ""
    unit: str = "people"

    def as_counts(self) -> CountTable:
        """The sums as a table of its own population: they are no numbers of rows."""
        counts = {key: sum(values) for key, values in self.contributions.items()}
        names = {each: f"{self.measure}|{each}" for each in self.dimensions}
        return CountTable(
            self.name,
            self.dimensions,
            counts,
            population=f"{self.population}|{self.measure}",
            variables=names,
            unit=self.unit,
        )

    def contributors(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        """The contributions to every cell and total, largest first."""
        lists = [
            (*dict.fromkeys(key[place] for key in self.contributions), TOTAL)
            for place in range(len(self.dimensions))
        ]
        found: dict[tuple[str, ...], list[int]] = {key: [] for key in product(*lists)}
        for key, values in self.contributions.items():
            for total in product(*((each, TOTAL) for each in key)):
                found[total] += values
        return {key: tuple(sorted(values, reverse=True)) for key, values in found.items()}


def count(
    rows: pd.DataFrame,
    name: str,
    dimensions: Iterable[str],
    *,
    population: str,
    categories: Mapping[str, Iterable[str]] | None = None,
    variables: Mapping[str, str] | None = None,
    exclusive: Iterable[str] = (),
) -> CountTable:
    """Count rows by columns; the last one may be a question with several answers.

    `rows` is a frame of pandas or polars with all rows of the population; a question with several
    answers has a column of 0 and 1 per answer, `question__answer`, missing in all where it was not
    answered. `categories` puts categories that nobody gave, and their order.
    """
    names, wanted = tuple(dimensions), dict(categories or {})
    last, start = names[-1], f"{names[-1]}__"
    ticks = [str(each) for each in rows.columns if str(each).startswith(start)]
    is_several = last not in rows.columns and bool(ticks)
    plain = names[:-1] if is_several else names
    columns = [[_category(value) for value in list(rows[each])] for each in plain]
    groups = list(zip(*columns, strict=True)) if columns else [()] * len(rows)
    counts = _ticked(rows, groups, ticks, start) if is_several else Counter(groups)
    every = [tuple(map(str, wanted.get(each, ()))) for each in names]
    seen = [tuple(dict.fromkeys(key[place] for key in counts)) for place in range(len(names))]
    lists = [tuple(dict.fromkeys((*a, *b))) for a, b in zip(every, seen, strict=True)]
    full = {key: counts.get(key, 0) for key in product(*lists)}
    return CountTable(
        name,
        names,
        full,
        additive=not is_several,
        population=population,
        variables=dict(variables or {}),
        exclusive=tuple(exclusive),
    )


def _ticked(
    rows: pd.DataFrame, groups: list[tuple[str, ...]], ticks: list[str], start: str
) -> Counter:
    counts: Counter = Counter({(*group, TOTAL): 0 for group in groups})
    columns = {column.removeprefix(start): list(rows[column]) for column in ticks}
    for place, group in enumerate(groups):
        given = {answer: column[place] for answer, column in columns.items()}
        if any(_category(value) != NOT_ANSWERED for value in given.values()):
            counts[(*group, TOTAL)] += 1
        for answer, value in given.items():
            counts[(*group, answer)] += _category(value) in ("1", "1.0", "True")
    return counts


def _category(value: object) -> str:
    # Frames say "missing" in many ways, one of which cannot even be compared.
    text = str(value)
    return NOT_ANSWERED if text in ("None", "nan", "<NA>", "NaT", "") else text

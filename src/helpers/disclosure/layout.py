"""How cells hang together: what an adversary who sees a release can reason with.

Behind all tables stands one unknown table of everything, too large to write down. What matters of
it is written as smaller ones: a joint table for each clique of variables that are counted together,
where cliques that share variables agree on them. With the graph of variables made chordal this
loses nothing: tables that agree so always come from one table of everything. A clique that would
be too large is left as the tables it was made of, which makes the adversary weaker; `is_relaxed`
says so.

Populations that share rows (an earlier release, a subset, organisations of two waves) are cut into
atoms, the rows that belong to exactly the same of them; a count of a population is the sum over its
atoms, and that is how differences of two releases come in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise, product
from math import prod

from helpers.bounds.programme import Programme
from helpers.disclosure.tables import LEFT, TICKED, TOTAL, CountTable, Key, Pairs
from helpers.errors import ArgumentError

# Beyond this many cells a joint table is left as the tables it was made of.
MOST_JOINT = 2_000

# No total of people or money in a survey is larger; for solvers only.
MOST = 10**6

# Beyond this many atoms, populations overlap in more ways than can be attacked.
MOST_ATOMS = 12

Combo = tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A table as it was published: what its cells count, and their values where released."""

    name: str
    cells: Mapping[Key, int | None]
    scopes: tuple[frozenset[str], ...]
    categories: Mapping[str, tuple[str, ...]]
    several: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: CountTable, withheld: Iterable[Key] = ()) -> Seen:
        """A table with these cells withheld."""
        hidden = set(withheld)
        cells: dict[Key, int | None] = {}
        for cell, value in table.values().items():
            key = table.key(cell)
            cells[key] = None if key in hidden else value
        several = () if table.additive else (table.variable(table.dimensions[-1]),)
        exclusive = tuple(each for each in table.exclusive if _excludes(table, each))
        categories = dict(table.variable_categories())
        return cls(table.name, cells, tuple(table.scopes()), categories, several, exclusive)


@dataclass(frozen=True)
class Known:
    """A cell, or a sum of cells times whole numbers, that lies between two numbers; None: no end.

    A mean of scores that is released is such a sum, too: points times the counts of the answers.
    Printed numbers can contradict each other; `name` is the claim that is then given up.
    """

    name: str
    cells: Key | Mapping[Key, int]
    low: int | None
    high: int | None

    @property
    def weights(self) -> Mapping[Key, int]:
        """Every cell with its weight."""
        return self.cells if isinstance(self.cells, Mapping) else {self.cells: 1}


@dataclass(frozen=True)
class Merged:
    """A variable whose category follows from another's, such as the kind of place from the region.

    `categories` says which category of `coarse` a category of `fine` belongs to; others, such as
    `not_answered`, are the same in both. Everybody knows that, so that cells of the two give each
    other away although no table has both.
    """

    coarse: str
    fine: str
    categories: Mapping[str, str]


@dataclass
class Layout:
    """The cells of one set of tables that hang together, as sums over joint cells."""

    tables: tuple[Seen, ...]
    atoms: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, int | None]
    most_joint: int = MOST_JOINT
    is_relaxed: bool = False
    merged: tuple[Merged, ...] = ()
    _names: dict[tuple[str, int, Combo], str] = field(default_factory=dict)

    @cached_property
    def categories(self) -> dict[str, tuple[str, ...]]:
        """Every variable with its categories over all tables."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for table in self.tables:
            for name, categories in table.categories.items():
                found[name].update(dict.fromkeys(categories))
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def cliques(self) -> tuple[tuple[str, ...], ...]:
        """Sets of variables with a joint table each, none within another."""
        scopes = {scope for table in self.tables for scope in table.scopes}
        kept = set(scopes)
        for clique in chordal_cliques(self.categories, scopes):
            if prod(len(self.categories[name]) for name in clique) <= self.most_joint:
                kept.add(clique)
            else:
                self.is_relaxed = True
        largest = [one for one in kept if not any(one < other for other in kept)]
        return tuple(sorted(tuple(sorted(each)) for each in largest))

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """All cells in their order, each once."""
        return tuple(dict.fromkeys(key for table in self.tables for key in table.cells))

    def programme(self) -> Programme:
        """The unknowns and what ties them, whatever is released."""
        programme = Programme()
        self._names.clear()
        for atom in self.atoms:
            for number, clique in enumerate(self.cliques):
                for combo in product(*(self.categories[name] for name in clique)):
                    name = f"x{len(self._names)}"
                    self._names[atom, number, combo] = name
                    programme.variable(name, 0, self._most(atom))
        self._agree(programme)
        self._answers(programme)
        self._merge(programme)
        for atom, size in self.sizes.items():
            if size is not None:
                programme.require(self._sum(atom, 0, frozenset()), size, size, rule="rows")
        return programme

    def terms(self, key: Key) -> dict[str, int]:
        """A cell as a sum over joint cells. Raises `ArgumentError` for one of no table."""
        population, pairs = key
        number = next(self._homes(pairs), None)
        atoms = [atom for atom, members in self.atoms.items() if population in members]
        if number is None or not atoms:
            raise ArgumentError(f"no table counts {sorted(pairs)} in {population!r}")
        return {name: 1 for atom in atoms for name in self._sum(atom, number, pairs)}

    def expresses(self, key: Key) -> bool:
        """Whether a cell is a sum over joint cells, in a table or not."""
        population, pairs = key
        is_here = any(population in members for members in self.atoms.values())
        return is_here and next(self._homes(pairs), None) is not None

    def atom_terms(self, atom: str, pairs: Pairs) -> dict[str, int]:
        """A cell of one atom as a sum over joint cells."""
        return self._sum(atom, next(self._homes(pairs)), pairs)

    def _most(self, atom: str) -> int:
        size = self.sizes.get(atom)
        return MOST if size is None else size

    def _homes(self, pairs: Pairs) -> Iterator[int]:
        """Cliques that can express a cell."""
        for number, clique in enumerate(self.cliques):
            if all(self._within(name, clique) for name, _ in pairs):
                yield number

    def _within(self, name: str, clique: tuple[str, ...]) -> bool:
        if name.endswith("?"):
            return any(each.startswith(f"{name[:-1]}=") for each in clique)
        return name in clique

    def _sum(self, atom: str, number: int, pairs: Pairs) -> dict[str, int]:
        clique = self.cliques[number]
        allowed = [self.categories[name] for name in clique]
        for name, category in pairs:
            for place, variable in enumerate(clique):
                if variable == name:
                    allowed[place] = (category,)
                elif name.endswith("?") and variable.startswith(f"{name[:-1]}="):
                    allowed[place] = tuple(c for c in allowed[place] if c in (TICKED, LEFT))
        return {self._names[atom, number, combo]: 1 for combo in product(*allowed)}

    def _agree(self, programme: Programme) -> None:
        """Cliques that share variables agree on them; so do all answers on who answered."""
        shared = {frozenset(a) & frozenset(b) for a, b in combinations(self.cliques, 2)}
        for variables in sorted(shared, key=sorted):
            ordered = sorted(variables)
            homes = [i for i, clique in enumerate(self.cliques) if variables <= set(clique)]
            for combo in product(*(self.categories[name] for name in ordered)):
                pairs = frozenset(zip(ordered, combo, strict=True))
                self._equate(programme, homes, pairs)
        for key in self.keys:
            if any(name.endswith("?") for name, _ in key[1]):
                self._equate(programme, list(self._homes(key[1])), key[1])

    def _equate(self, programme: Programme, homes: Sequence[int], pairs: Pairs) -> None:
        for atom in self.atoms:
            for one, other in pairwise(homes):
                terms = self._sum(atom, one, pairs)
                for name in self._sum(atom, other, pairs):
                    terms[name] = terms.get(name, 0) - 1
                programme.require(terms, 0, 0, rule="the same cell")

    def _merge(self, programme: Programme) -> None:
        """A category is the sum of those that it is made of."""
        for each in self.merged:
            if not {each.coarse, each.fine} <= set(self.categories):
                continue
            for category in self.categories[each.coarse]:
                parts = [
                    name
                    for name in self.categories[each.fine]
                    if each.categories.get(name, name) == category
                ]
                for atom in self.atoms:
                    terms = self.atom_terms(atom, frozenset({(each.coarse, category)}))
                    for part in parts:
                        own = self.atom_terms(atom, frozenset({(each.fine, part)}))
                        terms = _added(terms, own, -1)
                    programme.require(terms, 0, 0, rule="made of others")

    def _answers(self, programme: Programme) -> None:
        """Who ticked an exclusive answer ticked nothing else."""
        for table in self.tables:
            for question in table.several:
                for population, pairs in table.cells:
                    if (f"{question}?", TICKED) in pairs:
                        self._ticks(programme, table, question, population, pairs)

    def _ticks(
        self, programme: Programme, table: Seen, question: str, population: str, pairs: Pairs
    ) -> None:
        rest = pairs - {(f"{question}?", TICKED)}
        names = [each for each in table.categories if each.startswith(f"{question}=")]
        base = self.terms((population, pairs))
        for name in (f"{question}={each}" for each in table.exclusive):
            if name not in names:
                continue
            own = self.terms((population, rest | {(name, TICKED)}))
            for other in (each for each in names if each != name):
                both = _added(own, self.terms((population, rest | {(other, TICKED)})))
                programme.require(_added(base, both, -1), 0, None, rule="exclusive answer")


def chordal_cliques(names: Iterable[str], scopes: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Cliques of the graph in which scopes are complete, made chordal by least degree.

    >>> four = [frozenset(pair) for pair in ("ab", "bc", "cd", "da")]
    >>> [sorted(clique) for clique in chordal_cliques("abcd", four)][:2]
    [['a', 'b', 'd'], ['b', 'c', 'd']]
    """
    near: dict[str, set[str]] = {name: set() for name in names}
    for scope in scopes:
        for name in scope:
            near[name] |= scope - {name}
    found = []
    while near:
        name = min(near, key=lambda each: (len(near[each]), each))
        neighbours = near.pop(name)
        found.append(frozenset({name, *neighbours}))
        for each in neighbours:
            near[each] = (near[each] | neighbours) - {name, each}
    return found


def _excludes(table: CountTable, answer: str) -> bool:
    """Whether the counts leave it possible that nobody ticked anything beside an answer."""
    return all(
        value + table.counts.get((*key[:-1], answer), 0) <= table.counts.get((*key[:-1], TOTAL), 0)
        for key, value in table.counts.items()
        if key[-1] not in (answer, TOTAL)
    )


def _added(one: Mapping[str, int], other: Mapping[str, int], sign: int = 1) -> dict[str, int]:
    total = dict(one)
    for name, weight in other.items():
        total[name] = total.get(name, 0) + sign * weight
    return total


def cut(
    populations: Iterable[str], rows: Mapping[str, Iterable[str]], sizes: Mapping[str, int]
) -> tuple[dict[str, tuple[str, ...]], dict[str, int | None]]:
    """Cut populations into atoms: atom -> populations it belongs to, and how many rows it has.

    A population of unknown rows is an atom of its own, and one of unknown size has None. Raises
    `ArgumentError` where there are more than `MOST_ATOMS` atoms of overlapping populations.
    """
    named = list(dict.fromkeys(populations))
    members: dict[str, list[str]] = defaultdict(list)
    for population in named:
        for row in set(rows.get(population, ())):
            members[row].append(population)
    numbers: dict[tuple[str, ...], int] = defaultdict(int)
    for found in members.values():
        numbers[tuple(found)] += 1
    if len(numbers) > max(MOST_ATOMS, len(named)):
        raise ArgumentError(
            f"{len(named)} populations overlap in {len(numbers)} ways, more than can be attacked; "
            "count who did not answer as a category instead of leaving those rows out"
        )
    atoms = {" & ".join(each): each for each in sorted(numbers)}
    counts: dict[str, int | None] = {" & ".join(each): numbers[each] for each in sorted(numbers)}
    for population in named:
        if population not in rows:
            atoms[population], counts[population] = (population,), sizes.get(population)
    return atoms, counts

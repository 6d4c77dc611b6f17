"""The gate: counts go in, what may be published comes out, and the attack on it has failed.

    1. withheld at first    counts from 1 to below the minimum, what leaves fewer of its base, a
                            whole group, a total that two dominate (`primary`)
    2. tau-Argus            further cells of each table, so that its totals give none away (`argus`)
    3. the attack           over all tables together, earlier releases, and what is known besides;
                            for a cell whose range is too narrow, the cells of least loss that must
                            be withheld for it to be wide: the table nearest to the true one in
                            which that cell is far enough away, by CP-SAT
    4. the attack again     on the tables as they leave, by two solvers

A withheld cell says PROTECTED and no more: whether it is small itself is nobody's business.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import ceil
from typing import Any, NamedTuple

from helpers.bounds import highs
from helpers.bounds.extremes import optimal
from helpers.bounds.programme import Programme, combine
from helpers.disclosure import argus
from helpers.disclosure.attack import SECONDS, Attacker, Span, named, require_holds, table_names
from helpers.disclosure.layout import MOST, Known, Layout, Merged, Seen, cut
from helpers.disclosure.released import Cell, Refusal, Table
from helpers.disclosure.rules import MINIMUM, PROTECTED, WIDTH, DisclosureError, Rules
from helpers.disclosure.tables import TOTAL, CountTable, Key, Magnitudes
from helpers.errors import ArgumentError

# What withholding a cell of nobody loses; a cell of n respondents loses n more.
ZERO_LOSS = 2


class Protected(NamedTuple):
    """What leaves: tables, what was refused, and how the attack on them went, by table."""

    tables: list[Table]
    refusals: list[Refusal]
    attack: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Earlier:
    """A release that is out already: what it showed, and whose rows its populations were."""

    name: str
    tables: tuple[Seen, ...]
    rows: Mapping[str, frozenset[str]]
    sizes: Mapping[str, int]


def protect(
    tables: Sequence[CountTable | Magnitudes],
    rules: Rules,
    known: Sequence[Known] = (),
    *,
    rows: Mapping[str, Iterable[str]] | None = None,
    history: Sequence[Earlier] = (),
    also: Sequence[Known] = (),
    merged: Sequence[Merged] = (),
) -> Protected:
    """Withhold what must be withheld of these tables.

    known     what is known besides, such as numbers that the report printed of the same rows
    rows      population -> ids of its rows, the same id for the same respondent in every population
              and release; without it, populations are taken to have nothing in common
    history   earlier releases (`helpers.disclosure.history`)
    also      what is released beside the tables and follows from them, such as means
    merged    variables whose categories are those of others put together

    Raises `DisclosureError` where no withholding helps, with table, cells, rule and range.
    """
    work = _Work.of(tables, rules, known, rows or {}, history, also, merged)
    withheld = work.first()
    withheld |= work.by_argus(withheld)
    for part in work.parts:
        withheld |= part.settle(withheld)
    released = [_published(table, withheld) for table in work.counted]
    besides = {"rows": rows, "history": history, "also": also, "merged": merged}
    found = attack(released, tables, rules, known, **besides)
    return Protected(released, _refusals(released), found)


def attack(
    released: Sequence[Table],
    tables: Sequence[CountTable | Magnitudes],
    rules: Rules,
    known: Sequence[Known] = (),
    *,
    rows: Mapping[str, Iterable[str]] | None = None,
    history: Sequence[Earlier] = (),
    also: Sequence[Known] = (),
    merged: Sequence[Merged] = (),
) -> dict[str, dict[str, Any]]:
    """Attack tables as they are to leave; by table, what was attacked and the narrowest range.

    `released` is what readers get; `tables` says what its cells count. Each result has `cells`
    (withheld and attacked), `narrowest` (the width of the narrowest range that the release leaves,
    None without withheld cells) and `relaxed` (whether a joint table was too large to be written).
    Cells that are as narrow without the release, by what the report printed, are left out of
    `narrowest` and not told: they would say that the printed number is right. Raises
    `DisclosureError` naming table, cells, rule and range.
    """
    work = _Work.of(tables, rules, known, rows or {}, history, also, merged)
    withheld: dict[Key, int] = {}
    first = work.first()
    for table, shown in zip(work.counted, released, strict=True):
        for cell in shown.cells:
            key = table.key(cell.key)
            if cell.value is None:
                withheld[key] = first.get(key, rules.width)
    bare = [key for key in first if key not in withheld]
    if bare:
        raise DisclosureError(_says(work.counted, bare[0], MINIMUM, "released as it is"))
    found: dict[str, dict[str, Any]] = {}
    for part in work.parts:
        found |= part.result(withheld)
    return {table.name: found[table.name] for table in work.counted}


def share(tables: Iterable[Table], table: str, part: Sequence[str], base: Sequence[str]) -> Cell:
    """A percentage of two cells of a released table; withheld where one of them is.

    >>> table = Table("t", ("a",), (Cell(("yes",), Fraction(40)), Cell(("",), Fraction(80))))
    >>> share([table], "t", ("yes",), ("",)).value
    Fraction(50, 1)
    """
    cells = {cell.key: cell for each in tables if each.name == table for cell in each.cells}
    found = [cells[tuple(part)], cells[tuple(base)]]
    if any(cell.value is None for cell in found):
        return Cell(tuple(part), None, PROTECTED)
    if not found[1].value:
        return Cell(tuple(part), None, "empty")
    return Cell(tuple(part), 100 * found[0].value / found[1].value)


def primary(table: CountTable, rules: Rules) -> set[Key]:
    """Cells that must be withheld for what they are themselves."""
    values = table.values()
    found = set()
    for cell, value in values.items():
        if 0 < value < rules.minimum and not _is_silence(table.key(cell), rules):
            found.add(table.key(cell))
        if not table.additive and cell[-1]:
            left = values[(*cell[:-1], TOTAL)] - value
            if 0 < left < rules.minimum:
                found.add(table.key(cell))
    if rules.whole_group:
        found |= {cell for cell, _ in whole_groups(table) if not _is_silence(cell, rules)}
    return found


def _is_silence(key: Key, rules: Rules) -> bool:
    return any(category in rules.not_answered for _, category in key[1])


def dominated(table: Magnitudes, rules: Rules) -> dict[Key, int]:
    """Totals that few organisations make up, and how wide their range must be."""
    found, counts = {}, table.as_counts()
    for cell, values in table.contributors().items():
        total = sum(values)
        is_few = 0 < len(values) < rules.minimum
        is_theirs = sum(values[: rules.largest]) > rules.share * total
        if total and (is_few or is_theirs):
            found[counts.key(cell)] = max(1, ceil(rules.margin * values[0]))
    return found


def whole_groups(table: CountTable) -> Iterator[tuple[Key, Key]]:
    """Cells that are all of a group, with the group's total: everybody's answer is then known."""
    values = table.values()
    for cell, value in values.items():
        for place, category in enumerate(cell):
            total = (*cell[:place], TOTAL, *cell[place + 1 :])
            is_answer = table.additive or place == len(cell) - 1
            is_group = any(total[: len(cell) - (not table.additive)])
            if category and is_answer and is_group and 0 < value == values[total]:
                yield table.key(cell), table.key(total)


@dataclass
class _Part:
    """Tables that hang together, before one adversary."""

    layout: Layout
    values: Mapping[Key, int]
    fixed: Mapping[Key, int]
    hidden: tuple[Key, ...]
    groups: tuple[tuple[Key, Key], ...]
    rules: Rules
    known: tuple[Known, ...] = ()
    also: tuple[Known, ...] = ()
    _known_terms: dict[Key, Mapping[str, int]] = field(default_factory=dict)

    @cached_property
    def _base(self) -> Programme:
        """What is known without this release: sizes, earlier releases, printed numbers."""
        programme = self.layout.programme()
        for key, value in self.fixed.items():
            programme.require(self.layout.terms(key), value, value, rule="released before")
        for each in self.known:
            terms = self._summed(each)
            programme.require(terms, each.low, each.high, rule="printed", claim=each.name)
        return optimal(programme)[0] if self.known else programme

    def _with_also(self) -> Programme:
        """The same with what this release tells beside its tables."""
        programme = self._base.copy()
        for each in self.also:
            programme.require(self._summed(each), each.low, each.high, rule=each.name)
        return programme

    def _summed(self, known: Known) -> dict[str, int]:
        return combine(*((self._terms(key), weight) for key, weight in known.weights.items()))

    @cached_property
    def _atom_targets(self) -> dict[str, dict[str, int]]:
        """Cells of rows that only some populations have: what differences would show."""
        if len(self.layout.atoms) < 2 or not any(len(m) > 1 for m in self.layout.atoms.values()):
            return {}
        cells = dict.fromkeys(pairs for _, pairs in self.layout.keys)
        return {
            f"{atom}: {named(('', pairs))}": self.layout.atom_terms(atom, pairs)
            for atom in self.layout.atoms
            for pairs in cells
            if pairs
        }

    def settle(self, withheld: Mapping[Key, int]) -> dict[Key, int]:
        """Withhold more until every range is wide; the keys added."""
        hidden = {key: width for key, width in withheld.items() if key in self.values}
        before, attacker = set(hidden), None
        while True:
            attacker = self._attacker(hidden, attacker)
            narrow = self._narrow(attacker, hidden)
            if not narrow:
                return {key: hidden[key] for key in hidden if key not in before}
            for target in sorted(narrow, key=lambda each: (narrow[each][0].width, named(each))):
                span, wanted = narrow[target]
                # A table found for another cell may have shown this one to be wide by now.
                if attacker.spread(target) < wanted:
                    more = self._widen(attacker, target, span, wanted, hidden)
                    hidden |= dict.fromkeys(more, self.rules.width)

    def result(self, withheld: Mapping[Key, int]) -> dict[str, dict[str, Any]]:
        """Attack with two solvers what is about to leave; see `attack`."""
        hidden = {key: width for key, width in withheld.items() if key in self.values}
        attacker = self._attacker(hidden)
        for target, (span, _) in self._narrow(attacker, hidden).items():
            tables = ", ".join(table_names(self.layout, [target])) or "earlier releases"
            raise DisclosureError(
                f"table {tables}, {named(target)}: rule {WIDTH}: worked back to "
                f"{span.low} to {span.high}; withhold more"
            )
        found = {}
        for table in self.layout.tables:
            own = [key for key in table.cells if key in hidden]
            # As narrow without the release: to count these would say that what was printed is so.
            ours = [key for key in own if not _is_narrow(attacker, key, hidden[key])]
            narrowest = attacker.narrowest(ours)
            width = attacker.confirm(narrowest).width if narrowest is not None else None
            found[table.name] = {
                "cells": len(own),
                "narrowest": self.rules.width if own and width is None else width,
                "relaxed": self.layout.is_relaxed,
            }
        return found

    def _attacker(self, hidden: Mapping[Key, int], before: Attacker | None = None) -> Attacker:
        """An adversary who sees all but the hidden cells; what `before` found is still possible."""
        programme = self._with_also() if len(hidden) < len(self.values) else self._base.copy()
        for key, value in self.values.items():
            if key not in hidden:
                programme.require(self._terms(key), value, value, rule="released")
        targets = {key: self._terms(key) for key in (*hidden, *self.hidden)}
        seen = dict(before.seen) if before else {}
        return Attacker(programme, {**targets, **self._atom_targets, **self._others}, seen)

    @cached_property
    def _others(self) -> dict[str, dict[str, int]]:
        """What is left of a group that is of one mind: nobody, which must stay open."""
        return {
            f"{named(total)} without {named(cell)}": combine(
                (self._terms(total), 1), (self._terms(cell), -1)
            )
            for cell, total in self.groups
        }

    @cached_property
    def _baseline(self) -> Attacker:
        """An adversary without this release."""
        return self._attacker(dict.fromkeys(self.values, 0))

    def _narrow(self, attacker: Attacker, hidden: Mapping[Key, int]) -> dict[Any, tuple[Span, int]]:
        """Cells that this release makes too narrow: their range, and the width they could have."""
        widths: dict[Any, int] = dict.fromkeys(self.hidden, self.rules.width)
        widths |= dict.fromkeys({**self._atom_targets, **self._others}, self.rules.width)
        widths |= hidden
        found = {}
        for target, span in attacker.narrow(widths).items():
            is_harmless = span.high == 0 or span.low >= self.rules.minimum
            if target in self._atom_targets and is_harmless:
                continue
            wanted = min(widths[target], self._baseline.span(target).width)
            if span.width < wanted:
                found[target] = span, wanted
        return found

    def _widen(
        self, attacker: Attacker, target: Any, span: Span, wanted: int, hidden: Mapping[Key, int]
    ) -> list[Key]:
        """The cells of least loss that must be withheld so that one has a wider range.

        Of all tables in which the cell is far enough from an end of its range, the one whose other
        cells are the least changed: cells that change are to be withheld, and the change of each
        weighs as what it tells.
        """
        programme, loss, changes = self._with_also(), {}, {}
        for number, (key, value) in enumerate(self.values.items()):
            if key in hidden:
                continue
            up, down = (programme.variable(f"{way}:{number}", 0, MOST) for way in ("more", "less"))
            own = {**self._terms(key), up: -1, down: 1}
            programme.require(own, value, value, rule="changed")
            loss |= dict.fromkeys((up, down), value + ZERO_LOSS)
            changes[key] = (up, down)
        options = []
        for least, largest in _ends(span, wanted, self._baseline.span(target)):
            far = programme.copy()
            far.require(self._terms(target), least, largest, rule="far enough")
            found = highs.solve(far, loss, seconds=SECONDS)
            if found.values:
                require_holds(far, found.values)
                given = [k for k, ways in changes.items() if any(found.values[w] for w in ways)]
                lost = sum(self.values[key] + ZERO_LOSS for key in given)
                options.append((lost, given, found.values))
        if not options:
            raise DisclosureError(
                f"{named(target)}: rule {WIDTH}: worked back to {span.low} to {span.high}, and "
                "withholding more of this release does not help; leave its table out"
            )
        _, given, values = min(options, key=lambda each: each[0])
        attacker.remember(values)
        return given

    def _terms(self, target: Any) -> Mapping[str, int]:
        if isinstance(target, str):
            return self._atom_targets.get(target) or self._others[target]
        if target not in self._known_terms:
            self._known_terms[target] = self.layout.terms(target)
        return self._known_terms[target]


def _is_narrow(attacker: Attacker, key: Key, width: int) -> bool:
    return key in attacker.proved and attacker.proved[key].width < width


def _ends(span: Span, wanted: int, most: Span) -> Iterator[tuple[int | None, int | None]]:
    """How far up, and how far down, a cell would have to be able to go."""
    if (high := min(span.low + wanted, most.high)) > span.high:
        yield high, None
    if (low := max(span.high - wanted, most.low)) < span.low:
        yield None, low


@dataclass(frozen=True)
class _Work:
    """All tables, checked and put together by what they have in common."""

    tables: tuple[CountTable | Magnitudes, ...]
    counted: tuple[CountTable, ...]
    rules: Rules
    parts: tuple[_Part, ...]

    @classmethod
    def of(
        cls,
        tables: Sequence[CountTable | Magnitudes],
        rules: Rules,
        known: Sequence[Known],
        rows: Mapping[str, Iterable[str]],
        history: Sequence[Earlier],
        also: Sequence[Known],
        merged: Sequence[Merged],
    ) -> _Work:
        counted = tuple(
            each.as_counts() if isinstance(each, Magnitudes) else each for each in tables
        )
        names = [each.name for each in counted]
        if len(set(names)) < len(names):
            raise ArgumentError("two tables of one name; give each its own")
        sizes = _sizes(counted, rows)
        parts = _parts(counted, rules, (known, also), rows, history, sizes, merged)
        return cls(tuple(tables), counted, rules, tuple(parts))

    def first(self) -> dict[Key, int]:
        """Cells withheld for what they are, with the width each must have."""
        found: dict[Key, int] = {}
        for table in self.tables:
            if isinstance(table, Magnitudes):
                found |= dominated(table, self.rules)
            else:
                found |= dict.fromkeys(primary(table, self.rules), self.rules.width)
        return found

    def by_argus(self, withheld: Mapping[Key, int]) -> dict[Key, int]:
        """Cells that tau-Argus withholds in each table by itself."""
        found: dict[Key, int] = dict(withheld)
        for table in self.counted:
            for values, key_of in _plain(table):
                own = {cell: found[key_of(cell)] for cell in values if key_of(cell) in found}
                kept = [(TOTAL,) * len(next(iter(values)))]
                for cell in argus.complementary(values, own, kept):
                    found.setdefault(key_of(cell), self.rules.width)
        return {key: width for key, width in found.items() if key not in withheld}


def _plain(table: CountTable) -> Iterator[tuple[Mapping[tuple[str, ...], int], Any]]:
    """Tables that add up: the table itself, or that of each answer by groups."""
    if table.additive:
        yield table.values(), table.key
        return
    if len(table.dimensions) == 1:
        return
    values = table.values()
    for answer in (*table.categories(table.dimensions[-1]), TOTAL):
        own = {cell[:-1]: value for cell, value in values.items() if cell[-1] == answer}
        yield own, lambda cell, answer=answer: table.key((*cell, answer))


def _sizes(tables: Sequence[CountTable], rows: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How many rows each population has; sums of measures have none."""
    sizes = {name: len(set(ids)) for name, ids in rows.items()}
    for table in tables:
        if not table.additive or "|" in table.population:
            continue
        total = sum(table.counts.values())
        if sizes.setdefault(table.population, total) != total:
            raise ArgumentError(
                f"table {table.name} counts {total} rows of {table.population!r}, others "
                f"{sizes[table.population]}; count who did not answer as a category"
            )
    return sizes


def _parts(
    counted: Sequence[CountTable],
    rules: Rules,
    told: tuple[Sequence[Known], Sequence[Known]],
    rows: Mapping[str, Iterable[str]],
    history: Sequence[Earlier],
    sizes: Mapping[str, int],
    merged: Sequence[Merged],
) -> Iterator[_Part]:
    seen = [Seen.of(table) for table in counted]
    old = [table for each in history for table in each.tables]
    all_rows = {name: frozenset(ids) for name, ids in rows.items()}
    all_sizes = dict(sizes)
    for each in history:
        all_rows |= each.rows
        all_sizes |= each.sizes
    values = {t.key(cell): v for t in counted for cell, v in t.values().items()}
    placed: set[int] = set()
    for group in _connected([*seen, *old], all_rows, merged):
        own = [table for table in group if table in seen]
        if not own:
            continue
        populations = dict.fromkeys(key[0] for table in group for key in table.cells)
        atoms, numbers = cut(populations, all_rows, all_sizes)
        past = [table for table in group if table not in own]
        layout = Layout(tuple(group), atoms, numbers, merged=tuple(merged))
        known, also = (
            tuple(one for one in each if all(map(layout.expresses, one.weights))) for each in told
        )
        placed |= set(map(id, also))
        fixed = {k: v for table in past for k, v in table.cells.items() if v is not None}
        hidden = {k for table in past for k, v in table.cells.items() if v is None}
        # Everybody knows how many rows there are: they are no number of this release.
        mine = {key: values[key] for table in own for key in table.cells}
        groups = dict.fromkeys(each for table in counted for each in whole_groups(table))
        ours = [
            each
            for each in groups
            if rules.whole_group and each[0] in mine and not _is_silence(each[0], rules)
        ]
        past_hidden = tuple(sorted(hidden - set(fixed), key=named))
        yield _Part(layout, mine, fixed, past_hidden, tuple(ours), rules, known, also)
    for each in told[1]:
        if id(each) not in placed:
            raise ArgumentError(
                f"{each.name} is to be released beside the tables, and no tables that hang "
                "together count all of its cells; give a table of them"
            )


def _connected(
    tables: Sequence[Seen], rows: Mapping[str, frozenset[str]], merged: Sequence[Merged]
) -> list[list[Seen]]:
    """Tables that share a variable and rows, directly or through others."""
    kin, coarser = _kin(tables, rows), defaultdict(list)
    for each in merged:
        coarser[each.fine].append(each.coarse)
    groups: list[tuple[set[tuple[int, str]], list[Seen]]] = []
    for table in tables:
        homes = {population for population, _ in table.cells}
        names = [*table.categories, *(c for name in table.categories for c in coarser[name])]
        marks = {(kin[each], name) for each in homes for name in names}
        # Nobody knows the total of a measure beforehand, so that tables of it share that unknown.
        marks |= {(kin[each], TOTAL) for each in homes if "|" in each}
        joined = [group for group in groups if group[0] & marks]
        groups = [group for group in groups if not group[0] & marks]
        own = [each for _, members in joined for each in members]
        groups.append((marks.union(*(known for known, _ in joined)), [*own, table]))
    return [members for _, members in groups]


def _kin(tables: Sequence[Seen], rows: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Populations that share rows, directly or through others, have the same number."""
    populations = list(dict.fromkeys(key[0] for table in tables for key in table.cells))
    kin = {name: place for place, name in enumerate(populations)}
    for one, other in product(populations, repeat=2):
        if kin[one] != kin[other] and rows.get(one, frozenset()) & rows.get(other, frozenset()):
            old, new = kin[other], kin[one]
            kin = {name: new if number == old else number for name, number in kin.items()}
    return kin


def _published(table: CountTable, withheld: Mapping[Key, int]) -> Table:
    cells = tuple(
        Cell(cell, None, PROTECTED) if table.key(cell) in withheld else Cell(cell, Fraction(value))
        for cell, value in table.values().items()
    )
    return Table(table.name, table.dimensions, cells, table.unit)


def _refusals(tables: Sequence[Table]) -> list[Refusal]:
    found = []
    for table in tables:
        cells = tuple(cell.key for cell in table.cells if cell.value is None)
        if cells:
            found.append(Refusal(table.name, cells, PROTECTED))
    return found


def _says(tables: Sequence[CountTable], key: Key, rule: str, what: str) -> str:
    names = [t.name for t in tables if any(t.key(cell) == key for cell in t.values())]
    return f"table {', '.join(names)}, {named(key)}: rule {rule}: {what}"

"""Tables that hang together, before one adversary: widened until nothing can be worked back.

A part is a set of tables that share variables and rows, directly or through others, with what was
released of the same rows before. For a cell whose range is too narrow, HiGHS looks for the cells of
least loss that must be withheld for it to be wide: of all tables in which that cell is far enough
away, the one whose other cells are the least changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

from helpers.bounds import highs
from helpers.bounds.extremes import optimal
from helpers.bounds.programme import Programme, combine
from helpers.disclosure.attack import SECONDS, Attacker, Span, named, require_holds, table_names
from helpers.disclosure.layout import MOST, Known, Layout, Merged, Seen, cut
from helpers.disclosure.rules import WIDTH, DisclosureError, Rules
from helpers.disclosure.sensitive import is_silence, whole_groups
from helpers.disclosure.tables import TOTAL, CountTable, Key
from helpers.errors import ArgumentError

# What withholding a cell of nobody loses; a cell of n respondents loses n more.
ZERO_LOSS = 2


@dataclass(frozen=True)
class Earlier:
    """A release that is out already: what it showed, and whose rows its populations were."""

    name: str
    tables: tuple[Seen, ...]
    rows: Mapping[str, frozenset[str]]
    sizes: Mapping[str, int]


@dataclass
class Part:
    """Tables that hang together, before one adversary."""

    layout: Layout
    values: Mapping[Key, int]
    fixed: Mapping[Key, int]
    hidden: tuple[Key, ...]
    groups: tuple[tuple[Key, Key, Key | None], ...]
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
                (self._terms(total), 1),
                (self._terms(cell), -1),
                *([(self._terms(silent), -1)] if silent else []),
            )
            for cell, total, silent in self.groups
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


def parts_of(
    counted: Sequence[CountTable],
    rules: Rules,
    told: tuple[Sequence[Known], Sequence[Known]],
    rows: Mapping[str, Iterable[str]],
    history: Sequence[Earlier],
    sizes: Mapping[str, int],
    merged: Sequence[Merged],
) -> Iterator[Part]:
    """The tables of a release in parts that share nothing, each to be settled alone.

    `told` is what is known anyway and what is released beside the tables; `sizes` has the number of
    rows of each population. Raises `ArgumentError` for a number released beside the tables that no
    part can express.
    """
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
            if rules.whole_group and each[0] in mine and not is_silence(each[0], rules)
        ]
        past_hidden = tuple(sorted(hidden - set(fixed), key=named))
        yield Part(layout, mine, fixed, past_hidden, tuple(ours), rules, known, also)
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

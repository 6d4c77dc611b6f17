"""The attack on a release: what can its withheld cells be, at least and at most?

The adversary sees everything released, of this and of earlier releases, and what the report
printed. Each withheld cell x is asked for its least and its largest value over all tables of whole
numbers that agree with that. Who also reasons from the rules is not modelled: where one cell of a
question with several answers is withheld alone, it, or what it leaves of its base, is below the
minimum. A range is wide enough when

    largest - least >= width

Every answer is a table, recomputed in exact arithmetic, so that a few of them prove most cells
wide. The rest, and whichever cell turns out to have the narrowest range, are asked of two solvers
that know nothing of each other, and they must agree.

A range that is as narrow without the release is not the release's doing, and no fault. Printed
numbers that contradict each other are given up, as few as possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.bounds import highs
from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import Programme, combine
from helpers.disclosure.layout import Layout
from helpers.disclosure.rules import DisclosureError
from helpers.disclosure.tables import Key

SECONDS = 60.0

# So many cells must turn out wide in a round of moving all of them for another round.
AT_LEAST = 3


@dataclass(frozen=True)
class Span:
    """The least and the largest that a cell can be."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """How many respondents lie between the ends."""
        return self.high - self.low


@dataclass
class Attacker:
    """An adversary before one programme, with the cells of interest as sums of its unknowns.

    `seen` keeps the least and the largest value that any table found so far gives each cell: what
    the adversary can certainly not exclude.
    """

    programme: Programme
    targets: Mapping[Key | str, Mapping[str, int]]
    seen: dict[Any, Span] = field(default_factory=dict)
    proved: dict[Any, Span] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._solver = CpSat(self.programme, as_it_is=0)

    def span(self, target: Any) -> Span:
        """The least and the largest of one cell, by CP-SAT."""
        if target not in self.proved:
            terms = self.targets[target]
            ends = [self._ask(terms, maximise=up) for up in (False, True)]
            self.proved[target] = Span(*ends)
        return self.proved[target]

    def spread(self, target: Any) -> int:
        """A width that the cell has at least, from the tables found so far."""
        known = self.seen.get(target)
        return known.width if known else 0

    def narrow(self, widths: Mapping[Any, int]) -> dict[Any, Span]:
        """Cells whose range is narrower than asked for."""
        self._spread_out(widths)
        found = {}
        for target, width in widths.items():
            if self.spread(target) < width:
                self._ask(self.targets[target], maximise=True)
            if self.spread(target) < width and self.span(target).width < width:
                found[target] = self.proved[target]
        return found

    def _spread_out(self, widths: Mapping[Any, int]) -> None:
        """Move all cells that do not seem wide yet, at once, this way or that, while it helps."""
        import random

        chance, before = random.Random(1), len(widths) + 1
        while True:
            open_ones = [each for each, width in widths.items() if self.spread(each) < width]
            if not open_ones or before - len(open_ones) < AT_LEAST:
                return
            before = len(open_ones)
            parts = [(self.targets[each], chance.choice((-1, 1))) for each in open_ones]
            for up in (True, False):
                self._ask(combine(*parts), maximise=up)

    def narrowest(self, targets: Iterable[Any]) -> Any:
        """Which of these cells has the narrowest range, proved; None of none."""
        best = None
        for target in sorted(targets, key=lambda each: (self.spread(each), named(each))):
            if best is not None and self.spread(target) >= self.span(best).width:
                break
            if best is None or self.span(target).width < self.span(best).width:
                best = target
        return best

    def confirm(self, target: Any) -> Span:
        """The same cell by HiGHS. Raises `DisclosureError` where the solvers differ."""
        ends = []
        for up in (False, True):
            found = highs.solve(
                self.programme, self.targets[target] or {}, maximise=up, seconds=SECONDS
            )
            if not found.proved:
                raise DisclosureError(f"{named(target)}: HiGHS found no proved end; {found.status}")
            ends.append(found.objective)
        if Span(*ends) != self.span(target):
            raise DisclosureError(
                f"{named(target)}: CP-SAT and HiGHS differ on its range; the attack is not valid"
            )
        return Span(*ends)

    def _ask(self, objective: Mapping[str, int], *, maximise: bool) -> int:
        found = self._solver.solve(dict(objective), maximise=maximise, seconds=SECONDS)
        if found.status == "infeasible":
            raise DisclosureError(
                "no table agrees with what is to be released; tables of one population must count "
                "the same rows (give who did not answer as a category). Where an earlier release "
                "of these rows was published, an answer was changed since, which cannot follow it"
            )
        if not found.proved:
            raise DisclosureError(f"the attack is undecided after {SECONDS:.0f} s; release less")
        require_holds(self.programme, found.values)
        self.remember(found.values)
        return found.objective or 0

    def remember(self, values: Mapping[str, int]) -> None:
        """Keep what a table that is possible makes of each cell."""
        for target, terms in self.targets.items():
            value = sum(weight * values[name] for name, weight in terms.items())
            known = self.seen.get(target, Span(value, value))
            self.seen[target] = Span(min(known.low, value), max(known.high, value))


def require_holds(programme: Programme, values: Mapping[str, int]) -> None:
    """Recompute every row with whole numbers. Raises `DisclosureError` for one that fails."""
    for row in programme.rows:
        if not all(values[name] for name in row.switches):
            continue
        total = sum(weight * values[name] for name, weight in row.terms)
        is_low = row.low is not None and total < row.low
        if is_low or (row.high is not None and total > row.high):
            raise DisclosureError(f"a solver's table breaks the row {row.rule!r}")


def named(target: Key | str) -> str:
    """A cell in words for a message: its population and categories, no number."""
    if isinstance(target, str):
        return target
    population, pairs = target
    inside = ", ".join(f"{name}={category}" for name, category in sorted(pairs)) or "total"
    return f"{population}[{inside}]" if population else f"[{inside}]"


def table_names(layout: Layout, targets: Iterable[Any]) -> tuple[str, ...]:
    """The tables in which any of these cells stands."""
    wanted = set(targets)
    return tuple(table.name for table in layout.tables if wanted & set(table.cells))

"""Is a world what it claims to be? Every printed number recomputed from it, in exact fractions.

A solver can be wrong, and so can the programme it was given. So nothing is taken from either: this
module reads the ledger by itself, counts the world's respondents, and sets every printed number
that the world does not give up against them,

    counts, totals, bases    the world's number is the printed one; sums named by a formula hold
    percentages              100 part / base lies in the range that prints so
    means                    of the town's scores, by `scale.scores.mean_score`
    ranks                    at most r - 1 larger and m - r smaller; of the first N none larger that
                             is not named with it
    cells                    whole, not negative, add up to the block, and to each answer's number;
                             nobody gives two answers that exclude each other
    units                    no fewer statements than participants who made them or cases they tell

together with what must hold however numbers were printed: an answer has no more respondents than
its base, a base no more than the block, answers that exclude each other no more than their base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.audit import rankings
from helpers.audit.index import LedgerIndex
from helpers.bounds.world_numbers import NUMBERS, PARTICIPANTS, SHARED_BASE, SIZE, WorldNumbers
from helpers.errors import BookError
from helpers.ledger import formulas
from helpers.ledger.roles import WORDS
from helpers.scale.schemes import QUESTIONS
from helpers.scale.scores import PATTERNS, mean_score

if TYPE_CHECKING:
    from helpers.bounds.assumptions import Assumptions
    from helpers.bounds.worlds import Cell, World
    from helpers.ledger.claims import Ledger

MOST_SHOWN = 5
# The answer that goes with no other, and that of a cell whose answers are not told apart.
ALONE, OTHER = {"none", "", "*"}, "*"


class VerificationError(BookError):
    """A solver's world does not print what it should: a defect of this project, not of the data."""


@dataclass(frozen=True)
class Violation:
    """A printed number, or a rule, that a world breaks, with the arithmetic."""

    what: str
    message: str


def require_verified(world: World, ledger: Ledger, assumptions: Assumptions) -> World:
    """The world itself if nothing is wrong with it. Raises `VerificationError` otherwise."""
    found = verify(world, ledger, assumptions)
    if found:
        shown = "\n  ".join(f"{each.what}: {each.message}" for each in found[:MOST_SHOWN])
        raise VerificationError(
            f"a world of {world.block} breaks {len(found)} conditions; please report it:\n  {shown}"
        )
    return world


def verify(world: World, ledger: Ledger, assumptions: Assumptions) -> tuple[Violation, ...]:
    """What is wrong with a world? Nothing, for every world the engine returns."""
    return tuple(_Check(world, ledger, assumptions).violations())


class _Check(WorldNumbers):
    """One world against one ledger."""

    def violations(self) -> Iterator[Violation]:
        """Everything that is wrong, rule by rule."""
        yield from self._numbers()
        yield from self._formulas()
        yield from self._percentages()
        yield from self._ranks()
        yield from self._units()
        yield from self._sizes()
        yield from self._limits()
        yield from self._cells()
        yield from self._means()

    def _numbers(self) -> Iterator[Violation]:
        for name, number in self.world.counts.items():
            if number != int(number) or number < 0:
                yield Violation(name, f"{number} is no whole number of at least 0")
        for claim in (*self.claims, *self.limits):
            name = self.name(claim)
            if claim.kind in NUMBERS and name in self.world.counts and self.kept(claim):
                found = self.world.counts[name]
                if found != claim.value:
                    yield Violation(claim.claim_id, f"{found} is not the printed {claim.printed}")

    def _formulas(self) -> Iterator[Violation]:
        for claim in self.claims:
            if claim.kind in NUMBERS and claim.formula and "/" not in claim.formula:
                names = formulas.names_in(claim.formula)
                if claim.formula in names or self.name(claim) not in self.world.counts:
                    continue
                values = {each: self.value(each, claim.unit) for each in names}
                total = formulas.evaluate(claim.formula, values)
                if total != self.world.counts[self.name(claim)]:
                    message = f"{claim.formula} is {total}, not {self.value(claim.claim_id)}"
                    yield Violation(claim.claim_id, message)

    def _percentages(self) -> Iterator[Violation]:
        for claim in self.claims:
            if claim.kind != "percent" or not self.kept(claim):
                continue
            part, base = self.part(claim), self.base(claim)
            span = self.range_of(claim.printed)
            if base < 1 or not span.contains(Fraction(100 * part, 1) / base):
                message = f"100 x {part} / {base} does not print as {claim.printed}"
                yield Violation(claim.claim_id, message)

    def _ranks(self) -> Iterator[Violation]:
        """Which answers a word ranks is the audit's definition; how they rank is counted here."""
        index = LedgerIndex.of(self.ledger)
        for claim in self.claims:
            among = claim.unit in WORDS.among_first
            if claim.kind != "rank" or not (among or claim.unit == "rank") or not self.kept(claim):
                continue
            own, others = rankings.compared(index, claim)
            if own is None or own.kind not in NUMBERS or not others:
                continue
            unit = self.ledger[own.base].unit if own.base else own.unit
            mine, *rest = (self.value(each.claim_id, unit) for each in (own, *others))
            above, below = sum(x > mine for x in rest), sum(x < mine for x in rest)
            unknown = self.uncounted_answers(claim.variable)
            too_low = below - unknown > len(rest) + 1 - claim.value and not among
            if above > rankings.n_above(index, claim) or too_low:
                message = f"{above} larger and {below} smaller of {len(rest)}"
                yield Violation(claim.claim_id, message)

    def _units(self) -> Iterator[Violation]:
        """Statements beside the participants and cases behind them; a repeat in another unit."""
        for counted, found in self.world.counts.items():
            unit, _, name = counted.partition(":")
            if name in self.ledger:
                numbers = {unit: found, self.ledger[name].unit: self.world.counts[name]}
                statements = numbers.pop("statements", None)
                number = next(iter(numbers.values()))
                if statements is not None and not bool(statements) <= number <= statements:
                    message = f"{statements} statements of {number} {next(iter(numbers))}"
                    yield Violation(counted, message)
        for claim in self.claims:
            first = self.ledger.get(claim.formula)
            if first and claim.kind in NUMBERS and self.differ(claim.unit, first.unit):
                one, other = self.value(claim.claim_id, first.unit), self.value(claim.formula)
                if one != other:
                    yield Violation(claim.claim_id, f"{one} {first.unit}, not {other}")

    def _sizes(self) -> Iterator[Violation]:
        """The block, its printed size, and for forms what limits their number."""
        counts, size = self.world.counts, self.world.size
        own = SIZE.get(self.world.block, "")
        if own in counts and counts[own] != size:
            yield Violation("size", f"{size} is not {counts[own]}")
        for name in self.form_limits():
            is_wrong = size > counts[name] if name == PARTICIPANTS else size != counts[name]
            if is_wrong:
                yield Violation("size", f"{size} forms do not go with {counts[name]} of {name}")
        places: Counter[str] = Counter()
        for variable, place in self.answers():
            base = self.question_base(variable, place)
            kind = self.ledger.codebook.variables[variable].answer
            if place and base is not None and kind in SHARED_BASE:
                places[variable] += 0 if self.counts_others(variable, place) else base
        for variable, total in places.items():
            if total > size:
                yield Violation(variable, f"{total} at all places in a block of {size}")

    def _limits(self) -> Iterator[Violation]:
        """Answers, bases and the block."""
        counts, size = self.world.counts, self.world.size
        for name, number in counts.items():
            _, *key = name.split(":")
            is_other = len(key) == 2 and self.counts_others(*key)
            if name.startswith("base_of:") and number > size and not is_other:
                yield Violation(name, f"a base of {number} in a block of {size}")
        for (variable, place), answers in self.answers().items():
            kind = self.ledger.codebook.variables[variable].answer
            base = self.question_base(variable, place)
            groups = _groups(kind, answers)
            for group in groups:
                total = sum(counts[name] for name in group)
                if base is not None and total > base:
                    what = f"{variable} {place}".strip()
                    yield Violation(what, f"{' + '.join(group)} is {total}, more than {base}")
                shared = counts.get(f"base_of:{variable}:{place}")
                if shared is not None and total > shared:
                    yield Violation(variable, f"{total} answers on a base of {shared}")
            is_other = self.counts_others(variable, place)
            if kind in SHARED_BASE and base is not None and base > size and not is_other:
                yield Violation(variable, f"a base of {base} in a block of {size}")

    def _cells(self) -> Iterator[Violation]:
        cells, counts = self.world.cells, self.world.counts
        if not cells:
            return
        if any(number != int(number) or number < 0 for number in cells.values()):
            yield Violation("cells", "a cell is no whole number of at least 0")
        everybody = counts[self.world.population] if self.world.population else self.world.size
        if sum(cells.values()) != everybody:
            yield Violation("cells", f"{sum(cells.values())} in the cells of {everybody}")
        asked = {variable for cell in cells for variable, _ in cell}
        for (variable, place), answers in self.printed_answers().items():
            if variable in asked:
                here = {
                    frozenset(answer for name, answer in cell if name == variable): 0
                    for cell in cells
                }
                for cell, number in cells.items():
                    if not place or ("place", place) in cell:
                        here[frozenset(a for name, a in cell if name == variable)] += number
                yield from self._patterns(variable, place, answers, here)

    def _patterns(
        self,
        variable: str,
        place: str,
        answers: dict[str, str],
        cells: dict[frozenset[str], int],
    ) -> Iterator[Violation]:
        """One question at one place: answer sets with their numbers against what is printed."""
        counts = self.world.counts
        kind = self.ledger.codebook.variables[variable].answer
        named = {answer for chosen in cells for answer in chosen}
        answered = sum(number for chosen, number in cells.items() if chosen != {""})
        base = self.question_base(variable, place)
        if base is not None and answered > base:
            yield Violation(variable, f"{answered} answered on a base of {base}")
        unnamed = 0
        for answer, name in answers.items():
            found = sum(number for chosen, number in cells.items() if answer in chosen)
            if found != counts[name] and (answer in named or kind != "multiple"):
                yield Violation(name, f"{found} in the cells, {counts[name]} counted")
            if answer not in named:
                unnamed += counts[name]
                if counts[name] > answered:
                    yield Violation(name, f"{counts[name]} of {answered} who answered")
        several = [chosen for chosen, n in cells.items() if len(chosen) > 1 and n]
        if several and (kind != "multiple" or any(each & ALONE for each in several)):
            yield Violation(variable, f"{sorted(several[0])} by one respondent")
        known = set(self.ledger.codebook.variables[variable].categories)
        others = cells.get(frozenset({OTHER}), 0)
        if kind == "multiple" and others > unnamed and known <= {*answers, *named}:
            yield Violation(variable, f"{others} gave only other answers, of which {unnamed}")

    def _means(self) -> Iterator[Violation]:
        means = [claim for claim in self.claims if claim.kind == "mean" and claim.place]
        if self.assumptions.scheme is None:
            return
        by_town = forms_by_town(self.world.cells)
        if not by_town:
            return
        for claim in means:
            if self.kept(claim):
                found = mean_score(by_town.get(claim.place, {}), self.assumptions.scheme).mean
                if found is None or not self.range_of(claim.printed).contains(found):
                    message = f"a mean of {found} does not print as {claim.printed}"
                    yield Violation(claim.claim_id, message)
        claim = self.ledger.get("monitoring_towns")
        if claim is not None and self.kept(claim):
            place = list(QUESTIONS).index("monitoring_participation")
            towns = [t for t, forms in by_town.items() if any(p[place] for p in forms)]
            if len(towns) != claim.value:
                yield Violation(claim.claim_id, f"{len(towns)} towns have answers on monitoring")


def _groups(kind: str, answers: dict[str, str]) -> list[tuple[str, ...]]:
    """Quantities that must fit into a base at once."""
    if kind in ("single", "ordinal"):
        return [tuple(answers.values())]
    if kind != "multiple":
        return []
    alone = answers.get("none")
    others = [name for category, name in answers.items() if category != "none"]
    return [(name, alone) if alone else (name,) for name in others]


def forms_by_town(cells: dict[Cell, int]) -> dict[str, dict[tuple, int]]:
    """Town -> answer pattern -> forms."""
    towns: dict[str, Counter] = {}
    for cell, number in cells.items():
        answers = dict(cell)
        if "place" in answers and number:
            pattern = tuple(answers[question] or None for question in QUESTIONS)
            towns.setdefault(answers["place"], Counter())[pattern] += number
    if not {pattern for forms in towns.values() for pattern in forms} <= set(PATTERNS):
        raise VerificationError("a cell has an answer that the scale does not know")
    return {town: dict(forms) for town, forms in towns.items()}

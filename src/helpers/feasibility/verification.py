"""Is a world what it claims to be? Every printed number recomputed from it, in exact fractions.

A solver can be wrong, and so can the programme it was given. So nothing is taken from either: this
module reads the ledger by itself, counts the world's respondents, and sets every printed number
that the world does not give up against them,

    counts, totals, bases    the world's number is the printed one; sums named by a formula hold
    percentages              100 part / base lies in the range that prints so
    means                    of the town's scores, by `interaction_scale.mean_score`
    ranks                    at most r - 1 larger and m - r smaller
    cells                    whole, not negative, add up to the block, and to each answer's number

together with what must hold however numbers were printed: an answer has no more respondents than
its base, a base no more than the block, answers that exclude each other no more than their base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers import formulas
from helpers.consistency import rankings
from helpers.consistency.index import LedgerIndex
from helpers.errors import CivicVoiceError
from helpers.interaction_scale import PATTERNS, mean_score
from helpers.reported import ValueRange, rounding_range
from helpers.scoring_schemes import QUESTIONS

if TYPE_CHECKING:
    from helpers.claims import Claim, Ledger
    from helpers.feasibility.assumptions import Assumptions
    from helpers.feasibility.worlds import Cell, World

_SOURCES = {
    "register": {"register"},
    "survey": {"survey"},
    "form_a": {"form_a", "scale"},
    "form_b": {"form_b"},
    "discussion": {"discussion"},
}
_FORMS = ("form_a", "form_b")
_PARTICIPANTS = "focus_participants"
_SIZE = {"register": "register_size", "survey": "survey_size"}
_NUMBERS = ("count", "total", "base")
_SHARED_BASE = ("single", "ordinal", "multiple")
MOST_SHOWN = 5


class VerificationError(CivicVoiceError):
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


class _Check:
    """One world against one ledger."""

    def __init__(self, world: World, ledger: Ledger, assumptions: Assumptions) -> None:
        self.world, self.ledger, self.assumptions = world, ledger, assumptions
        own = _SOURCES[world.block]
        variables = ledger.codebook.variables
        self.claims = [
            claim
            for claim in ledger.values()
            if claim.variable in variables and variables[claim.variable].source in own
        ]
        if world.block in _FORMS and _PARTICIPANTS in ledger:
            self.claims.append(ledger[_PARTICIPANTS])
        self.prints: dict[tuple[str, str, str], list[Claim]] = {}
        for claim in ledger.values():
            if claim.kind in _NUMBERS:
                key = claim.variable, claim.category, claim.place
                self.prints.setdefault(key, []).append(claim)

    def violations(self) -> Iterator[Violation]:
        """Everything that is wrong, rule by rule."""
        yield from self._numbers()
        yield from self._formulas()
        yield from self._percentages()
        yield from self._ranks()
        yield from self._limits()
        yield from self._cells()
        yield from self._means()

    def _kept(self, claim: Claim) -> bool:
        return claim.claim_id not in self.world.dropped

    def _numbers(self) -> Iterator[Violation]:
        for name, number in self.world.counts.items():
            if number != int(number) or number < 0:
                yield Violation(name, f"{number} is no whole number of at least 0")
        for claim in self.claims:
            name = self._name(claim)
            if claim.kind in _NUMBERS and name in self.world.counts and self._kept(claim):
                found = self.world.counts[name]
                if found != claim.value:
                    yield Violation(claim.claim_id, f"{found} is not the printed {claim.printed}")
        size = _SIZE.get(self.world.block, "")
        if size in self.world.counts and self.world.counts[size] != self.world.size:
            yield Violation("size", f"{self.world.size} is not {self.world.counts[size]}")

    def _formulas(self) -> Iterator[Violation]:
        for claim in self.claims:
            if claim.kind in _NUMBERS and claim.formula and "/" not in claim.formula:
                names = formulas.names_in(claim.formula)
                if claim.formula in names or self._name(claim) not in self.world.counts:
                    continue
                values = {each: self._value(each) for each in names}
                total = formulas.evaluate(claim.formula, values)
                if total != self.world.counts[self._name(claim)]:
                    message = f"{claim.formula} is {total}, not {self._value(claim.claim_id)}"
                    yield Violation(claim.claim_id, message)

    def _percentages(self) -> Iterator[Violation]:
        for claim in self.claims:
            if claim.kind != "percent" or not self._kept(claim):
                continue
            part, base = self._part(claim), self._base(claim)
            span = self._range(claim.printed)
            if base < 1 or not span.contains(Fraction(100 * part, 1) / base):
                message = f"100 x {part} / {base} does not print as {claim.printed}"
                yield Violation(claim.claim_id, message)

    def _part(self, claim: Claim) -> Fraction:
        if claim.formula in self.ledger:
            return self._part(self.ledger[claim.formula])
        if not claim.formula:
            return Fraction(self.world.counts[self._name(claim)])
        # 100 * part / base: what is left when the base is 1 and the result divided by 100.
        above = claim.formula.partition("/")[0].strip()
        values = {each: self._value(each) for each in formulas.names_in(above)}
        return formulas.evaluate(above, values) / 100

    def _base(self, claim: Claim) -> Fraction:
        answer = self.ledger.codebook.variables[claim.variable].answer
        if self.assumptions.bases != "stated" and answer in _SHARED_BASE:
            block = self.world.block
            by_question = f"base_of:{claim.variable}:{claim.place}"
            key = by_question if self.assumptions.bases == "question" else f"base_of:{block}"
            return Fraction(self.world.counts[key])
        if claim.base:
            return Fraction(self._value(claim.base))
        below = claim.formula.partition("/")[2].strip()
        values = {each: self._value(each) for each in formulas.names_in(below)}
        return formulas.evaluate(below, values)

    def _ranks(self) -> Iterator[Violation]:
        """Which answers a word ranks is the audit's definition; how they rank is counted here."""
        index = LedgerIndex.of(self.ledger)
        for claim in self.claims:
            if claim.kind != "rank" or claim.unit != "rank" or not self._kept(claim):
                continue
            own, others = rankings.compared(index, claim)
            if own is None or own.kind not in _NUMBERS or not others:
                continue
            mine = self._value(own.claim_id)
            rest = [self._value(other.claim_id) for other in others]
            above, below = sum(x > mine for x in rest), sum(x < mine for x in rest)
            if above >= claim.value or below > len(rest) + 1 - claim.value:
                message = f"{above} larger and {below} smaller of {len(rest)}"
                yield Violation(claim.claim_id, message)

    def _limits(self) -> Iterator[Violation]:
        """Answers, bases and the block."""
        counts, size = self.world.counts, self.world.size
        if self.world.block in _FORMS and size > self._most_forms():
            yield Violation("size", f"{size} forms of {self._most_forms()} participants")
        for name, number in counts.items():
            if name.startswith("base_of:") and number > size:
                yield Violation(name, f"a base of {number} in a block of {size}")
        for (variable, place), answers in self._answers().items():
            kind = self.ledger.codebook.variables[variable].answer
            base = self._question_base(variable, place)
            groups = _groups(kind, answers)
            for group in groups:
                total = sum(counts[name] for name in group)
                if base is not None and total > base:
                    what = f"{variable} {place}".strip()
                    yield Violation(what, f"{' + '.join(group)} is {total}, more than {base}")
                shared = counts.get(f"base_of:{variable}:{place}")
                if shared is not None and total > shared:
                    yield Violation(variable, f"{total} answers on a base of {shared}")
            if kind in _SHARED_BASE and base is not None and base > size:
                yield Violation(variable, f"a base of {base} in a block of {size}")

    def _cells(self) -> Iterator[Violation]:
        cells = self.world.cells
        if not cells:
            return
        if any(number != int(number) or number < 0 for number in cells.values()):
            yield Violation("cells", "a cell is no whole number of at least 0")
        if sum(cells.values()) != self.world.size:
            yield Violation("cells", f"{sum(cells.values())} respondents of {self.world.size}")
        margins: Counter[tuple[str, str]] = Counter()
        for cell, number in cells.items():
            for pair in cell:
                margins[pair] += number
        asked = {variable for cell in cells for variable, _ in cell}
        for (variable, place), answers in self._answers().items():
            if variable not in asked or place:
                continue
            named = {answer for cell in cells for name, answer in cell if name == variable}
            kind = self.ledger.codebook.variables[variable].answer
            for answer, name in answers.items():
                is_told_apart = kind != "multiple" or answer in named
                if is_told_apart and margins[variable, answer] != self.world.counts[name]:
                    found = margins[variable, answer]
                    yield Violation(
                        name, f"{found} in the cells, {self.world.counts[name]} counted"
                    )

    def _means(self) -> Iterator[Violation]:
        means = [claim for claim in self.claims if claim.kind == "mean" and claim.place]
        by_town = _forms_by_town(self.world.cells)
        if self.assumptions.scheme is None or not by_town:
            return
        for claim in means:
            if self._kept(claim):
                found = mean_score(by_town.get(claim.place, {}), self.assumptions.scheme).mean
                if found is None or not self._range(claim.printed).contains(found):
                    message = f"a mean of {found} does not print as {claim.printed}"
                    yield Violation(claim.claim_id, message)
        claim = self.ledger.get("monitoring_towns")
        if claim is not None and self._kept(claim):
            place = list(QUESTIONS).index("monitoring_participation")
            towns = [t for t, forms in by_town.items() if any(p[place] for p in forms)]
            if len(towns) != claim.value:
                yield Violation(claim.claim_id, f"{len(towns)} towns have answers on monitoring")

    def _range(self, printed: str) -> ValueRange:
        if self.assumptions.rounding != "either":
            return rounding_range(printed, self.assumptions.rounding)
        low = rounding_range(printed, "nearest")
        high = rounding_range(printed, "truncated")
        return ValueRange(low.low, high.high, low.low_included, high.high_included)

    def _most_forms(self) -> int:
        """Everybody in the discussions filled in one form at most."""
        return self.world.counts.get(_PARTICIPANTS, self.world.size)

    def _answers(self) -> dict[tuple[str, str], dict[str, str]]:
        """Question and place -> category -> the name of its number in the world."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for claim in self.claims:
            is_sum = "+" in claim.formula.partition("/")[0]
            is_answer = claim.category and claim.kind in (*_NUMBERS, "percent") and not is_sum
            name = self._name(claim) if is_answer else ""
            if name in self.world.counts:
                answers = found.setdefault((claim.variable, claim.place), {})
                answers.setdefault(claim.category, name)
        return found

    def _question_base(self, variable: str, place: str) -> int | None:
        own = [c for c in self.claims if (c.variable, c.place) == (variable, place)]
        stated = [claim.base for claim in own if claim.base]
        printed = [c.claim_id for c in own if c.kind == "base" and not c.category]
        name = next(iter((*stated, *printed)), "")
        return int(self._value(name)) if name else None

    def _value(self, claim_id: str) -> Fraction:
        return Fraction(self.world.counts[self._name(self.ledger[claim_id])])

    def _name(self, claim: Claim) -> str:
        """The name of a claim's quantity: the first claim of the ledger that counts the same."""
        seen = self._first_of(claim)
        for other in self.prints.get((seen.variable, seen.category, seen.place), []):
            if other.unit == seen.unit or seen.kind == "percent":
                return self._first_of(other).claim_id
        return f"{claim.variable}:{claim.category}:{claim.place}"

    def _first_of(self, claim: Claim) -> Claim:
        """The claim that a chain of repeats begins with."""
        while claim.formula in self.ledger and claim.kind in _NUMBERS:
            claim = self.ledger[claim.formula]
        return claim


def _groups(kind: str, answers: dict[str, str]) -> list[tuple[str, ...]]:
    """Quantities that must fit into a base at once."""
    if kind in ("single", "ordinal"):
        return [tuple(answers.values())]
    if kind != "multiple":
        return []
    alone = answers.get("none")
    others = [name for category, name in answers.items() if category != "none"]
    return [(name, alone) if alone else (name,) for name in others]


def _forms_by_town(cells: dict[Cell, int]) -> dict[str, dict[tuple, int]]:
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

"""What a world has for every claim of the ledger, found without the programme it was solved by."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.ledger import formulas
from helpers.ledger.reported import ValueRange, rounding_range

if TYPE_CHECKING:
    from helpers.bounds.assumptions import Assumptions
    from helpers.bounds.worlds import World
    from helpers.ledger.claims import Claim, Ledger

SOURCES = {
    "register": {"register"},
    "survey": {"survey"},
    "form_a": {"form_a", "scale"},
    "form_b": {"form_b"},
    "discussion": {"discussion"},
}
FORMS = ("form_a", "form_b")
PARTICIPANTS = "focus_participants"
FORM_TOTAL = "organisation_forms"
NO_RESPONDENTS = {"households", "statements", "cases"}
SIZE = {
    "register": "register_size",
    "survey": "survey_size",
    "discussion": "focus_participants",
}
NUMBERS = ("count", "total", "base")
SHARED_BASE = ("single", "ordinal", "multiple")


class WorldNumbers:
    """One world beside one ledger: quantities, parts and bases by the ledger's own words.

    `claims` are the block's, `limits` those of other blocks that limit its size.
    """

    def __init__(self, world: World, ledger: Ledger, assumptions: Assumptions) -> None:
        self.world, self.ledger, self.assumptions = world, ledger, assumptions
        own = SOURCES[world.block]
        variables = ledger.codebook.variables
        self.claims = [
            claim
            for claim in ledger.values()
            if claim.variable in variables and variables[claim.variable].source in own
        ]
        limits = (ledger[name] for name in self.form_limits())
        self.limits = [claim for claim in limits if claim not in self.claims]
        self.prints: dict[tuple[str, str, str], list[Claim]] = {}
        for claim in ledger.values():
            if claim.kind in NUMBERS:
                key = claim.variable, claim.category, claim.place
                self.prints.setdefault(key, []).append(claim)

    def kept(self, claim: Claim) -> bool:
        """Whether the world holds a printed number."""
        return claim.claim_id not in self.world.dropped

    def part(self, claim: Claim) -> Fraction:
        """The part of a percentage among the world's respondents."""
        if claim.formula in self.ledger:
            return self.part(self.ledger[claim.formula])
        if not claim.formula:
            return Fraction(self.world.counts[self.name(claim)])
        # 100 * part / base: what is left when the base is 1 and the result divided by 100.
        above = claim.formula.partition("/")[0].strip()
        values = {each: self.value(each) for each in formulas.names_in(above)}
        return formulas.evaluate(above, values) / 100

    def base(self, claim: Claim) -> Fraction:
        """What a percentage is taken of, by the assumptions."""
        answer = self.ledger.codebook.variables[claim.variable].answer
        own = self.counts_others(claim.variable, claim.place)
        if self.assumptions.bases != "stated" and answer in SHARED_BASE:
            block = self.world.block
            place = self.asking_place(claim)
            by_question = f"base_of:{claim.variable}:{place}"
            is_shared = self.assumptions.bases == "form" and not own and not place
            key = f"base_of:{block}" if is_shared else by_question
            return Fraction(self.world.counts[key])
        if claim.base:
            return Fraction(self.value(claim.base))
        below = claim.formula.partition("/")[2].strip()
        if not below:
            name = f"answered:{claim.variable}:{self.asking_place(claim)}"
            return Fraction(self.world.counts[name])
        values = {each: self.value(each) for each in formulas.names_in(below)}
        return formulas.evaluate(below, values)

    def asking_place(self, claim: Claim) -> str:
        """Where a claim's question was asked; "" where the place is the answer."""
        own = [each for each in self.claims if each.variable == claim.variable]
        return claim.place if any(each.category for each in own) else ""

    def range_of(self, printed: str) -> ValueRange:
        """The values that print as a number."""
        if self.assumptions.rounding != "either":
            return rounding_range(printed, self.assumptions.rounding)
        low = rounding_range(printed, "nearest")
        high = rounding_range(printed, "truncated")
        return ValueRange(low.low, high.high, low.low_included, high.high_included)

    def form_limits(self) -> tuple[str, ...]:
        """The printed numbers that limit the forms, by the assumptions."""
        limits = {
            PARTICIPANTS: self.assumptions.units == "same",
            FORM_TOTAL: self.assumptions.totals == "printed",
        }
        is_form = self.world.block in FORMS
        return tuple(n for n, is_read in limits.items() if is_form and is_read and n in self.ledger)

    def counts_others(self, variable: str, place: str) -> bool:
        """Whether a question's numbers are of households or the like, and not of respondents."""
        own = [c for c in self.claims if (c.variable, c.place) == (variable, place)]
        units = {c.unit for c in own if c.kind in NUMBERS and (c.category or c.kind == "base")}
        units |= {self.ledger[c.base].unit for c in own if c.base}
        return self.assumptions.units == "apart" and bool(units & NO_RESPONDENTS)

    def answers(self) -> dict[tuple[str, str], dict[str, str]]:
        """Question and place -> category -> the name of its number in the world."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for claim in self.claims:
            is_sum = "+" in claim.formula.partition("/")[0]
            is_answer = claim.category and claim.kind in (*NUMBERS, "percent") and not is_sum
            name = self.name(claim) if is_answer else ""
            if name in self.world.counts:
                answers = found.setdefault((claim.variable, claim.place), {})
                answers.setdefault(claim.category, name)
        return found

    def printed_answers(self) -> dict[tuple[str, str], dict[str, str]]:
        """As `answers`; with regions as the answers of a question that prints no others."""
        bases = {(c.variable, c.category) for c in self.claims if c.kind in ("base", "total")}
        found = {
            (variable, place): {a: n for a, n in each.items() if (variable, a) not in bases}
            for (variable, place), each in self.answers().items()
        }
        with_answers = {variable for variable, _ in found}
        for claim in self.claims:
            if claim.kind == "count" and claim.place and claim.variable not in with_answers:
                answers = found.setdefault((claim.variable, ""), {})
                answers.setdefault(claim.place, self.name(claim))
        return found

    def uncounted_answers(self, variable: str) -> int:
        """How many answers to a question may there be of which no count is printed?"""
        counted = {
            claim.category or claim.place
            for claim in self.claims
            if claim.variable == variable and claim.kind in NUMBERS
        }
        categories = set(self.ledger.codebook.variables[variable].categories)
        known = categories or {
            place
            for place, each in self.ledger.codebook.places.items()
            if each.kind in ("city", "region")
        }
        if len(known - {"not_answered", "not_stated"}) < 2:
            return len(self.ledger)
        return len(known - counted - {"none", "not_answered", "not_stated"})

    def question_base(self, variable: str, place: str) -> int | None:
        """The base that a question states or is printed for it."""
        own = [c for c in self.claims if (c.variable, c.place) == (variable, place)]
        stated = [claim.base for claim in own if claim.base]
        printed = [c.claim_id for c in own if c.kind == "base" and not c.category]
        name = next(iter((*stated, *printed)), "")
        return int(self.value(name)) if name else None

    def value(self, claim_id: str, unit: str = "") -> Fraction:
        """What the world has for a claim, counted in another unit if that is another thing."""
        claim = self.ledger[claim_id]
        is_other = unit and self.differ(claim.unit, unit)
        name = f"{unit}:{self.name(claim)}" if is_other else self.name(claim)
        return Fraction(self.world.counts[name])

    def differ(self, one: str, other: str) -> bool:
        """Whether two units are different things, by the assumptions."""
        is_apart = self.assumptions.units == "apart" and one != other
        return is_apart and bool(NO_RESPONDENTS & {one, other})

    def name(self, claim: Claim) -> str:
        """The name of a claim's quantity: the first claim of the ledger that counts the same."""
        seen = self._first_of(claim)
        for other in self.prints.get((seen.variable, seen.category, seen.place), []):
            if other.unit == seen.unit or seen.kind == "percent":
                return self._first_of(other).claim_id
        return f"{claim.variable}:{claim.category}:{claim.place}"

    def _first_of(self, claim: Claim) -> Claim:
        """The claim that a chain of repeats begins with."""
        while claim.formula in self.ledger and claim.kind in NUMBERS:
            if self.differ(claim.unit, self.ledger[claim.formula].unit):
                break
            claim = self.ledger[claim.formula]
        return claim

"""The rows that the printed numbers of a block amount to, read from the ledger.

With a variable for each quantity Q, N for the size of the block and B for every base; each row is
hard unless a printed number c carries it:

    printed        Q = c                                              carried by c
    percentage     (c - u/2) B <= 100 Q <= (c + u/2) B, other ends     carried by c
                   under other roundings, B by `Assumptions.bases`
    total          Q = the sum that the claim's formula names
    part           Q <= its stated base
    one answer     sum of a question's answers <= its base <= N, = where the number of those asked
                   who gave none is printed and no answer is left out
    several        each answer + "none" <= the base
    places         parts of one base by place add up to no more than the base, and the bases of a
                   question asked by place to no more than N
    forms          N <= the participants of the discussions; N = the forms processed in all; each
                   only under the reading of `Assumptions` that says so
    units          where a total, a base or a rank counts in statements, a number c of participants
                   or cases stands there as s >= c statements, s = 0 if c = 0, if units are read
                   apart; households then have no place in N
    rank r         at most r - 1 larger and m - r smaller of m answers   carried by c
    first N        no larger answer but those named with it; where n < N are named, at most N - n
                                                                         carried by c
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.audit import rankings
from helpers.audit.index import SINGLE
from helpers.audit.shapes import is_repeat, ratio_of
from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import (
    FORM_TOTAL,
    FORMS,
    NUMBERS,
    OWN_UNITS,
    PARTICIPANTS,
    SIZES,
    Block,
    Question,
    are_apart,
)
from helpers.bounds.programme import (
    SIZE,
    Programme,
    Terms,
    combine,
    write_among,
    write_rank,
)
from helpers.errors import ArgumentError
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import to_whole
from helpers.ledger.roles import WORDS

# Answers of these types come from respondents of the block; people on its staff do not.
ANSWERED = (*SINGLE, "multiple")

# A number that was given up may be anything. The solver needs an end; what comes near it is looked
# into (`extremes`), so that no answer rests on it.
CAP_FACTOR = 10


class PrintedRows:
    """Adds one kind of row after the other to a programme."""

    def __init__(self, block: Block, assumptions: Assumptions) -> None:
        self.block, self.assumptions = block, assumptions
        self.programme = Programme()
        self.cap = _cap(block, assumptions)
        self.programme.variable(SIZE, 0, self.cap)

    def write(self) -> None:
        """All of them."""
        self._write_quantities()
        self._write_questions()
        self._write_percentages()
        self._write_ranks()

    def _write_quantities(self) -> None:
        """Printed numbers, totals, parts of bases."""
        for claim in self.block.claims:
            if claim.kind in NUMBERS:
                name = self.quantity(self._name(claim))
                value = to_whole(claim.value, f"claim {claim.claim_id}", at_least=0)
                self.require({name: 1}, value, value, "printed", claim.claim_id)
        for claim in self.block.claims:
            if claim.kind in NUMBERS:
                self._tie(claim)
        size = SIZES.get(self.block.name)
        if size in self.programme.variables:
            self.require({SIZE: 1, size: -1}, 0, 0, "size of the block")
        if self.block.name in FORMS:
            if self.assumptions.units == "same":
                self._write_forms(PARTICIPANTS, None, "one form per participant")
            if self.assumptions.totals == "printed":
                self._write_forms(FORM_TOTAL, 0, "forms processed in all")

    def _write_forms(self, claim_id: str, low: int | None, rule: str) -> None:
        """Limit the forms by a printed number of another block, if the ledger has it."""
        claim = self.block.ledger.get(claim_id)
        if claim is None:
            return
        if claim not in self.block.claims:
            value = int(claim.value)
            self.require({self.quantity(claim_id): 1}, value, value, "printed", claim_id)
        self.require({SIZE: 1, claim_id: -1}, low, 0, rule)

    def _write_questions(self) -> None:
        """Answers and their bases, places of one base."""
        by_base: dict[str, dict[str, None]] = {}
        by_place: dict[str, dict[str, int]] = {}
        for question in self.block.modelled.values():
            base = self.base(question)
            if self.is_of_block(question):
                self.require({base: 1, SIZE: -1}, None, 0, "base in the block")
            if self.is_of_block(question) and question.place and question.answers:
                by_place.setdefault(question.variable, {})[base] = 1
            self._write_answers(question, base)
        for claim in self.block.claims:
            if claim.place and not claim.category and claim.base and claim.kind in NUMBERS:
                root = self.block.quantity(self.block.ledger[claim.base])
                by_base.setdefault(f"{claim.variable}|{root}", {})[self.block.quantity(claim)] = (
                    None
                )
        for bases in by_place.values():
            self.require(combine((bases, 1), ({SIZE: 1}, -1)), None, 0, "places")
        for key, parts in by_base.items():
            base = self.quantity(key.partition("|")[2])
            self.require(combine((dict.fromkeys(parts, 1), 1), ({base: 1}, -1)), None, 0, "places")

    def _write_answers(self, question: Question, base: str) -> None:
        """Answers are of those asked; all of them, where the number of the others is printed."""
        asked = self.block.asked(question.variable)
        full = next((each for each in asked if each.place == question.place), None)
        is_filled = (
            full is not None
            and full.is_single
            and not (full.unprinted or full.is_open)
            and not WORDS.unanswered.isdisjoint(full.answers)
        )
        for rule, names in question.together:
            total = dict.fromkeys((self.quantity(name) for name in names), 1)
            least = 0 if is_filled else None
            self.require(combine((total, 1), ({base: 1}, -1)), least, 0, rule)

    def _write_percentages(self) -> None:
        """Percentages of their bases."""
        for claim in self.block.claims:
            if claim.kind == "percent":
                part, whole = self._shares_of(claim)
                span = self.assumptions.range_of(claim.printed)
                hundred = combine((part, 100))
                self.require(whole, 1, None, "percentage", claim.claim_id)
                self.programme.require_ratio(
                    hundred, whole, span, rule="percentage", claim=claim.claim_id
                )

    def _write_ranks(self) -> None:
        """Words that rank: how many answers may be larger, how many smaller."""
        for claim in self.block.ranks:
            own, others = rankings.compared(self.block.index, claim)
            if own is not None and others and own.kind in NUMBERS:
                unit = self.block.ledger[own.base].unit if own.base else own.unit
                mine, *names = (self._counted_in(each, unit) for each in (own, *others))
                self.write_order(claim, mine, names, n_unknown=self._unknown(claim.variable))

    def write_order(
        self, claim: Claim, own: str, others: Sequence[str], *, n_unknown: int = 0
    ) -> None:
        """What a word says of the order: a position, or that no other but those named is larger."""
        if claim.unit in WORDS.among_first:
            n_above = rankings.n_above(self.block.index, claim)
            write_among(self.programme, claim, own, others, n_above=n_above)
        else:
            write_rank(self.programme, claim, own, others, n_unknown=n_unknown)

    def _unknown(self, variable: str) -> int:
        """How many answers without a printed count a rank may speak of, too."""
        questions = self.block.asked(variable)
        if any(question.is_open for question in questions):
            return len(self.block.ledger)
        return len({name for question in questions for name in self.uncounted(question)})

    def uncounted(self, question: Question, but: Iterable[str] = ()) -> list[str]:
        """The quantities of answers without a printed count, that a rank may speak of.

        `but` are those that a word names together with its own.
        """
        apart = {*WORDS.no_answers, *but}
        return [
            quantity
            for answer, quantity in question.answers.items()
            if answer not in apart and quantity not in self.block.ledger
        ]

    def _tie(self, claim: Claim) -> None:
        """The sum a claim's formula names, and the base it is a part of."""
        own = self._name(claim)
        if claim.formula and not is_repeat(claim.formula) and ratio_of(claim.formula) is None:
            total = self._linear(claim.formula, claim.unit)
            self.require(combine((total, 1), ({own: 1}, -1)), 0, 0, "total")
        if own != self.block.quantity(claim):
            first = self.block.ledger[self.block.quantity(claim)]
            terms = {self._counted_in(claim, first.unit): 1, self.number(first): -1}
            self.require(terms, 0, 0, "one quantity in two units")
        if claim.base:
            base = self.block.ledger[claim.base]
            terms = {self._counted_in(claim, base.unit): 1, self.number(base): -1}
            self.require(terms, None, 0, "part")

    def _shares_of(self, claim: Claim) -> tuple[dict[str, int], dict[str, int]]:
        """Part and whole of a percentage, as terms."""
        ratio = ratio_of(claim.formula) if claim.formula else None
        if ratio:
            part = self._linear(ratio.numerator)
        elif is_repeat(claim.formula):
            part, _ = self._shares_of(self.block.ledger[claim.formula])
        else:
            part = {self.quantity(self.block.quantity(claim)): 1}
        return part, self._whole_of(claim)

    def _whole_of(self, claim: Claim) -> dict[str, int]:
        question = self.block.question_of(claim)
        if self.assumptions.bases != "stated" and question.answer in ANSWERED:
            key = self.block.name
            is_own = question.place or not self.is_of_block(question)
            if self.assumptions.bases == "question" or is_own:
                key = f"{question.variable}:{question.place}"
            base = self.programme.variable(f"base_of:{key}", 0, self.programme.variables[SIZE][1])
            self._write_answers(question, base)
            if not WORDS.unanswered.isdisjoint(question.answers):
                same = combine(({base: 1}, 1), ({self.base(question): 1}, -1))
                self.require(same, 0, 0, "answers and non-response are the base")
            if self.is_of_block(question):
                self.require({base: 1, SIZE: -1}, None, 0, "base in the block")
            return {base: 1}
        ratio = ratio_of(claim.formula) if claim.formula else None
        if claim.base:
            return {self.quantity(self.block.quantity(self.block.ledger[claim.base])): 1}
        if ratio:
            return self._linear(ratio.denominator)
        return {self.base(question): 1}

    def base(self, question: Question) -> str:
        """The base of a question; where none is printed, a number of its own."""
        if question.base:
            return self.quantity(question.base)
        key = f"answered:{question.variable}:{question.place}"
        if key not in self.programme.variables:
            self.programme.variable(key, 0, self.cap)
            if self.is_of_block(question) or question.answer not in ANSWERED:
                self.require({key: 1, SIZE: -1}, None, 0, "base in the block")
        return key

    def is_of_block(self, question: Question) -> bool:
        """Whether the respondents of the block are counted, and not households of theirs."""
        names = (question.base, *question.answers.values())
        units = {self.block.ledger[name].unit for name in names if name in self.block.ledger}
        is_apart = self.assumptions.units == "apart" and not units.isdisjoint(OWN_UNITS)
        return question.answer in ANSWERED and not is_apart

    def _linear(self, formula: str, unit: str = "") -> dict[str, int]:
        """A sum or difference of claims as terms, by trying each claim at 0 and 1, all at 2.

        `unit` is what the result counts, if not what the claims do.
        """
        names = formulas.names_in(formula)
        zero = dict.fromkeys(names, 0)
        start = formulas.evaluate(formula, zero)
        weights = {name: formulas.evaluate(formula, zero | {name: 1}) - start for name in names}
        twice = formulas.evaluate(formula, dict.fromkeys(names, 2))
        is_sum = start == 0 and twice == 2 * sum(weights.values())
        if not is_sum or any(weight.denominator != 1 for weight in weights.values()):
            raise ArgumentError(
                f"formula {formula!r} is no sum or difference of claims; the programme has no row "
                "for it"
            )
        ledger = self.block.ledger
        numbers = {
            name: {self._counted_in(ledger[name], unit or ledger[name].unit): 1} for name in names
        }
        return combine(*((numbers[name], int(weight)) for name, weight in weights.items()))

    def number(self, claim: Claim) -> str:
        return self.quantity(self._name(claim))

    def _name(self, claim: Claim) -> str:
        """The claim's quantity; in a unit read apart from it, the first print in that unit."""
        name = self.block.quantity(claim)
        first = self.block.ledger.get(name, claim)
        if claim.kind not in NUMBERS or not self._are_apart(claim.unit, first.unit):
            return name
        prints = self.block.index.quantity(claim.variable, claim.category, claim.place)
        return next(each.claim_id for each in prints if each.unit == claim.unit)

    def _are_apart(self, one: str, other: str) -> bool:
        return self.assumptions.units == "apart" and are_apart(one, other)

    def _counted_in(self, claim: Claim, unit: str) -> str:
        """A number as it is, or in a unit that is read apart from its own.

        Whoever raised a theme made a statement on it, and no case is told without one; nor is
        there a statement of nobody, or of no case.
        """
        own = self.number(claim)
        if not self._are_apart(claim.unit, unit):
            return own
        name = self.programme.variable(f"{unit}:{own}", 0, self.cap)
        if "statements" in (claim.unit, unit):
            statements, others = (name, own) if unit == "statements" else (own, name)
            self.require({statements: 1, others: -1}, 0, None, "units")
            self.require({statements: 1, others: -self.cap}, None, 0, "units")
        return name

    def quantity(self, name: str) -> str:
        """A quantity's variable; numbers of respondents are within the block."""
        return self.programme.variable(name, 0, self.cap)

    def require(self, terms: Terms, low: int | None, high: int | None, *named: str) -> None:
        """`named` is the row's rule and, where a printed number carries it, that claim."""
        rule, claim = (*named, "")[:2]
        self.programme.require(terms, low, high, rule=rule, claim=claim)


def _cap(block: Block, assumptions: Assumptions) -> int:
    """A number that no printed number of the block, or base of a printed percentage, comes near."""
    largest = max(int(c.value) for c in block.claims if c.kind in (*NUMBERS, "percent"))
    spans = [assumptions.range_of(c.printed) for c in block.claims if c.kind == "percent"]
    ends = [end for span in spans for end in (span.low, span.high) if end > 0]
    return max(CAP_FACTOR * max(largest, 100), 2 * int(100 * largest / min(ends, default=100)))

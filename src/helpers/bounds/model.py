"""The programme that the printed numbers of a block amount to, written from the ledger.

Variables, all whole and at least 0: one per quantity, N for the size of the block, B for every
base, and x(p) for the respondents with answer pattern p where questions are modelled jointly.
Rows, each hard unless a printed number c carries it:

    printed        Q = c                                              carried by c
    percentage     (c - u/2) B <= 100 Q <= (c + u/2) B, other ends     carried by c
                   under other roundings, B by `Assumptions.bases`
    total          Q = the sum that the claim's formula names
    part           Q <= its stated base
    one answer     sum of a question's answers <= its base <= N
    several        each answer + "none" <= the base
    places         parts of one base by place add up to no more than the base, and the bases of a
                   question asked by place to no more than N
    forms          N <= the participants of the discussions; N = the forms processed in all; each
                   only under the reading of `Assumptions` that says so
    units          where a total, a base or a rank counts in statements, a number c of participants
                   or cases stands there as s >= c statements, s = 0 if c = 0, if units are read
                   apart; households then have no place in N
    rank r         at most r - 1 larger and m - r smaller of m answers   carried by c
                   none larger where r = 1, those without a printed number included
    cells          sum of x(p) with an answer = Q of the answer; sum of all x(p) = N; more of them
                   in `patterns`, where answers not told apart are left
    nested         x(p) = 0 for who answered a question outside the answer that is its base
    locations      x(p) = 0 for a region and a location that do not go together

No variable stands for a respondent, so the size of the programme does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from helpers.audit import rankings
from helpers.audit.groups import EXCLUSIVE, UNANSWERED
from helpers.audit.index import SINGLE
from helpers.audit.shapes import is_repeat, ratio_of
from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import (
    FORM_TOTAL,
    FORMS,
    LOCATIONS,
    NUMBERS,
    OTHER,
    OWN_UNITS,
    PARTICIPANTS,
    PLACE,
    REGION,
    SIZES,
    Block,
    Question,
    are_apart,
)
from helpers.bounds.patterns import Sheet, joined, sheet_of
from helpers.bounds.programme import SIZE, Programme, Terms, combine, write_rank
from helpers.bounds.towns import write_towns
from helpers.bounds.worlds import Cell, cell_name
from helpers.errors import ArgumentError
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import to_whole

# Answers of these types come from respondents of the block; people on its staff do not.
ANSWERED = (*SINGLE, "multiple")

# A number that was given up may be anything. The solver needs an end; what comes near it is looked
# into (`extremes`), so that no answer rests on it.
CAP_FACTOR = 10


def programme_of(
    block: Block,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 (frozen)
    *,
    joint: Mapping[str, Sequence[str]] | None = None,
) -> Programme:
    """Write the programme of a block.

    `joint` maps the questions to be modelled jointly to the answers to be told apart (of a
    single-answer question all are). Raises `ArgumentError` for a question that the block does not
    ask, and for a block about which the ledger prints nothing; `ModelTooLargeError` for too many
    combinations.
    """
    if not block.claims:
        raise ArgumentError(f"the ledger prints no number about {block.name}; nothing to solve")
    writer = _Writer(block, assumptions)
    writer.write_quantities()
    writer.write_questions()
    writer.write_percentages()
    writer.write_ranks()
    if joint:
        writer.write_cells(joint)
    if assumptions.scheme and block.means:
        write_towns(writer.programme, block, assumptions)
    return writer.programme


class _Writer:
    """Adds one kind of row after the other to a programme."""

    def __init__(self, block: Block, assumptions: Assumptions) -> None:
        self.block, self.assumptions = block, assumptions
        self.programme = Programme()
        self.cap = _cap(block, assumptions)
        self.programme.variable(SIZE, 0, self.cap)

    def write_quantities(self) -> None:
        """Printed numbers, totals, parts of bases."""
        for claim in self.block.claims:
            if claim.kind in NUMBERS:
                name = self._quantity(self._name(claim))
                value = to_whole(claim.value, f"claim {claim.claim_id}", at_least=0)
                self._require({name: 1}, value, value, "printed", claim.claim_id)
        for claim in self.block.claims:
            if claim.kind in NUMBERS:
                self._tie(claim)
        size = SIZES.get(self.block.name)
        if size in self.programme.variables:
            self._require({SIZE: 1, size: -1}, 0, 0, "size of the block")
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
            self._require({self._quantity(claim_id): 1}, value, value, "printed", claim_id)
        self._require({SIZE: 1, claim_id: -1}, low, 0, rule)

    def write_questions(self) -> None:
        """Answers and their bases, places of one base."""
        by_base: dict[str, dict[str, None]] = {}
        by_place: dict[str, dict[str, int]] = {}
        for question in self.block.modelled.values():
            base = self._base(question)
            if self._is_of_block(question):
                self._require({base: 1, SIZE: -1}, None, 0, "base in the block")
            if self._is_of_block(question) and question.place and question.answers:
                by_place.setdefault(question.variable, {})[base] = 1
            self._write_answers(question, base)
        for claim in self.block.claims:
            if claim.place and not claim.category and claim.base and claim.kind in NUMBERS:
                root = self.block.quantity(self.block.ledger[claim.base])
                by_base.setdefault(f"{claim.variable}|{root}", {})[self.block.quantity(claim)] = (
                    None
                )
        for bases in by_place.values():
            self._require(combine((bases, 1), ({SIZE: 1}, -1)), None, 0, "places")
        for key, parts in by_base.items():
            base = self._quantity(key.partition("|")[2])
            self._require(combine((dict.fromkeys(parts, 1), 1), ({base: 1}, -1)), None, 0, "places")

    def _write_answers(self, question: Question, base: str) -> None:
        """Answers are of those asked; all of them, where the number of the others is printed."""
        asked = self.block.asked(question.variable)
        full = next((each for each in asked if each.place == question.place), None)
        is_filled = (
            full is not None
            and full.is_single
            and not (full.unprinted or full.is_open)
            and not {*UNANSWERED}.isdisjoint(full.answers)
        )
        for rule, names in question.together:
            total = dict.fromkeys((self._quantity(name) for name in names), 1)
            least = 0 if is_filled else None
            self._require(combine((total, 1), ({base: 1}, -1)), least, 0, rule)

    def write_percentages(self) -> None:
        """Percentages of their bases."""
        for claim in self.block.claims:
            if claim.kind == "percent":
                part, whole = self._shares_of(claim)
                span = self.assumptions.range_of(claim.printed)
                hundred = combine((part, 100))
                self._require(whole, 1, None, "percentage", claim.claim_id)
                self.programme.require_ratio(
                    hundred, whole, span, rule="percentage", claim=claim.claim_id
                )

    def write_ranks(self) -> None:
        """Words that rank: how many answers may be larger, how many smaller."""
        for claim in self.block.ranks:
            own, others = rankings.compared(self.block.index, claim)
            if own is not None and others and own.kind in NUMBERS:
                unit = self.block.ledger[own.base].unit if own.base else own.unit
                mine, *names = (self._counted_in(each, unit) for each in (own, *others))
                unknown = self._unknown(claim.variable)
                write_rank(self.programme, claim, mine, names, n_unknown=unknown)

    def _unknown(self, variable: str) -> int:
        """How many answers without a printed count a rank may speak of, too."""
        questions = self.block.asked(variable)
        if any(question.is_open for question in questions):
            return len(self.block.ledger)
        return len({name for question in questions for name in self._uncounted(question)})

    def _uncounted(self, question: Question) -> list[str]:
        """The quantities of answers without a printed count, that a rank may speak of."""
        apart = (*EXCLUSIVE, *UNANSWERED)
        return [
            quantity
            for answer, quantity in question.answers.items()
            if answer not in apart and quantity not in self.block.ledger
        ]

    def write_cells(self, joint: Mapping[str, Sequence[str]]) -> None:
        """The joint distribution of some questions, of all who were asked them."""
        named = {variable: list(answers) for variable, answers in joint.items()}
        for variable in list(named):
            self._add_linked(named, variable)
        asked = {variable: self._asked(variable) for variable in named}
        populations = {variable: self._population(asked[variable]) for variable in named}
        if len(set(populations.values())) > 1:
            one = next(iter(named))
            other = next(v for v in named if populations[v] != populations[one])
            raise ArgumentError(
                f"{one!r} and {other!r} count different things, which the report does not link; "
                "ask about one of the two"
            )
        self.programme.population = next(iter(populations.values()))
        bases = {variable: self._bases(asked[variable]) for variable in named}
        sheets = {v: sheet_of(asked[v], named[v], bases=bases[v]) for v in named}
        self._write_sheets(sheets, bases)
        self._write_full_ranks(asked)

    def _population(self, questions: Sequence[Question]) -> str:
        """The quantity of all of whom a question is asked: the block, its staff, or households."""
        variable = questions[0].variable
        written = self.block.modelled[variable, questions[0].place]
        if written.answer in ANSWERED and not self._is_of_block(written):
            return self._quantity(f"all:{variable}")
        return self.block.population(variable)

    def _add_linked(self, named: dict[str, list[str]], variable: str) -> None:
        """Questions without which the answers to one are told apart too little."""
        for location, (region, _) in LOCATIONS.items():
            if variable == region and self.block.asked(location):
                named.setdefault(location, [])
        for question in self.block.asked(variable):
            for other, answer in self._inside(question):
                answers = named.setdefault(other, [])
                if answer not in answers:
                    answers.append(answer)
                    self._add_linked(named, other)

    def _inside(self, question: Question) -> list[tuple[str, str]]:
        """The answer to another question that is the base of this one."""
        return [
            (other.variable, answer)
            for other in self.block.modelled.values()
            for answer, quantity in other.answers.items()
            if quantity == question.base
            and other.variable != question.variable
            and self.block.asked(other.variable)
        ]

    def _bases(self, questions: Sequence[Question]) -> dict[str, list[str]]:
        """Place -> the quantities that hold all who answered there, that of all asked first."""
        percents = [c for c in self.block.claims if c.kind == "percent"]
        written = {(q.variable, q.place) for q in map(self.block.question_of, percents)}
        bases = {}
        for question in questions:
            bases[question.place] = own = [self._base(question)]
            if (question.variable, question.place) in written:
                by_question = f"{question.variable}:{question.place}"
                keys = (by_question,) if question.place else (self.block.name, by_question)
                assumed = (f"base_of:{key}" for key in keys)
                own += [name for name in assumed if name in self.programme.variables]
        return bases

    def _write_sheets(
        self, sheets: Mapping[str, Sheet], bases: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        parts: dict[Cell, dict[str, int]] = {}
        everybody, inside_base = {}, {}
        for patterns in product(*(sheet.patterns for sheet in sheets.values())):
            cell = joined(patterns)
            if cell is None or not self._is_possible(cell):
                continue
            name = self._quantity(cell_name(cell))
            everybody[name] = 1
            for pattern in patterns:
                parts.setdefault(pattern, {})[name] = 1
            for variable, answer in cell:
                own = bases.get(variable, {}) if answer else {}
                for base in own.get("") or own.get(dict(cell).get(PLACE, ""), ()):
                    inside_base.setdefault(base, {})[name] = 1
        population = {self.programme.population: 1}
        self._require(combine((everybody, 1), (population, -1)), 0, 0, "cells")
        # All who answered any of the questions of one base are in it.
        for base, inside in inside_base.items():
            self._require(combine((inside, 1), ({base: 1}, -1)), None, 0, "cells")
        for sheet in sheets.values():
            for margin in sheet.margins:
                for name in margin.terms:
                    self._quantity(name)
                inside = combine(*((parts.get(pattern, {}), 1) for pattern in margin.patterns))
                terms = combine((inside, 1), (margin.terms, -1))
                self._require(terms, margin.low, margin.high, "cells")

    def _is_possible(self, cell: Cell) -> bool:
        answers: dict[str, set[str]] = {}
        for variable, answer in cell:
            answers.setdefault(variable, set()).add(answer)
        for location, (region, outside) in LOCATIONS.items():
            places = answers.get(region, set()) - {"", OTHER}
            if places and location in answers:
                kinds = {self.block.ledger.codebook.places[place].kind for place in places}
                if (kinds == {REGION}) != (answers[location] == {outside}):
                    return False
        for variable, own in answers.items():
            if variable == PLACE or own == {""}:
                continue
            for question in self.block.asked(variable):
                for other, answer in self._inside(question):
                    if answer not in answers.get(other, {answer}):
                        return False
        return True

    def _write_full_ranks(self, asked: Mapping[str, Sequence[Question]]) -> None:
        """Ranks among all answers, those without a printed number included."""
        for claim in self.block.ranks:
            questions = asked.get(claim.variable, ())
            own, others = rankings.compared(self.block.index, claim)
            if len(questions) == 1 and own is not None and own.kind in NUMBERS:
                names = [self._number(each) for each in others]
                names += [self._quantity(name) for name in self._uncounted(questions[0])]
                unknown = len(self.block.ledger) if questions[0].is_open else 0
                write_rank(self.programme, claim, self._number(own), names, n_unknown=unknown)

    def _asked(self, variable: str) -> tuple[Question, ...]:
        questions = self.block.asked(variable)
        if not questions:
            asked = sorted({v for v, _ in self.block.questions if self.block.asked(v)})
            raise ArgumentError(
                f"{variable!r} is no question of {self.block.name}; choose from {', '.join(asked)}"
            )
        return questions

    def _tie(self, claim: Claim) -> None:
        """The sum a claim's formula names, and the base it is a part of."""
        own = self._name(claim)
        if claim.formula and not is_repeat(claim.formula) and ratio_of(claim.formula) is None:
            total = self._linear(claim.formula, claim.unit)
            self._require(combine((total, 1), ({own: 1}, -1)), 0, 0, "total")
        if own != self.block.quantity(claim):
            first = self.block.ledger[self.block.quantity(claim)]
            terms = {self._counted_in(claim, first.unit): 1, self._number(first): -1}
            self._require(terms, 0, 0, "one quantity in two units")
        if claim.base:
            base = self.block.ledger[claim.base]
            terms = {self._counted_in(claim, base.unit): 1, self._number(base): -1}
            self._require(terms, None, 0, "part")

    def _shares_of(self, claim: Claim) -> tuple[dict[str, int], dict[str, int]]:
        """Part and whole of a percentage, as terms."""
        ratio = ratio_of(claim.formula) if claim.formula else None
        if ratio:
            part = self._linear(ratio.numerator)
        elif is_repeat(claim.formula):
            part, _ = self._shares_of(self.block.ledger[claim.formula])
        else:
            part = {self._quantity(self.block.quantity(claim)): 1}
        return part, self._whole_of(claim)

    def _whole_of(self, claim: Claim) -> dict[str, int]:
        question = self.block.question_of(claim)
        if self.assumptions.bases != "stated" and question.answer in ANSWERED:
            key = self.block.name
            is_own = question.place or not self._is_of_block(question)
            if self.assumptions.bases == "question" or is_own:
                key = f"{question.variable}:{question.place}"
            base = self.programme.variable(f"base_of:{key}", 0, self.programme.variables[SIZE][1])
            self._write_answers(question, base)
            if not {*UNANSWERED}.isdisjoint(question.answers):
                same = combine(({base: 1}, 1), ({self._base(question): 1}, -1))
                self._require(same, 0, 0, "answers and non-response are the base")
            if self._is_of_block(question):
                self._require({base: 1, SIZE: -1}, None, 0, "base in the block")
            return {base: 1}
        ratio = ratio_of(claim.formula) if claim.formula else None
        if claim.base:
            return {self._quantity(self.block.quantity(self.block.ledger[claim.base])): 1}
        if ratio:
            return self._linear(ratio.denominator)
        return {self._base(question): 1}

    def _base(self, question: Question) -> str:
        """The base of a question; where none is printed, a number of its own."""
        if question.base:
            return self._quantity(question.base)
        key = f"answered:{question.variable}:{question.place}"
        if key not in self.programme.variables:
            self.programme.variable(key, 0, self.cap)
            if self._is_of_block(question) or question.answer not in ANSWERED:
                self._require({key: 1, SIZE: -1}, None, 0, "base in the block")
        return key

    def _is_of_block(self, question: Question) -> bool:
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

    def _number(self, claim: Claim) -> str:
        return self._quantity(self._name(claim))

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
        own = self._number(claim)
        if not self._are_apart(claim.unit, unit):
            return own
        name = self.programme.variable(f"{unit}:{own}", 0, self.cap)
        if "statements" in (claim.unit, unit):
            statements, others = (name, own) if unit == "statements" else (own, name)
            self._require({statements: 1, others: -1}, 0, None, "units")
            self._require({statements: 1, others: -self.cap}, None, 0, "units")
        return name

    def _quantity(self, name: str) -> str:
        """A quantity's variable; numbers of respondents are within the block."""
        return self.programme.variable(name, 0, self.cap)

    def _require(self, terms: Terms, low: int | None, high: int | None, *named: str) -> None:
        """`named` is the row's rule and, where a printed number carries it, that claim."""
        rule, claim = (*named, "")[:2]
        self.programme.require(terms, low, high, rule=rule, claim=claim)


def _cap(block: Block, assumptions: Assumptions) -> int:
    """A number that no printed number of the block, or base of a printed percentage, comes near."""
    largest = max(int(c.value) for c in block.claims if c.kind in (*NUMBERS, "percent"))
    spans = [assumptions.range_of(c.printed) for c in block.claims if c.kind == "percent"]
    ends = [end for span in spans for end in (span.low, span.high) if end > 0]
    return max(CAP_FACTOR * max(largest, 100), 2 * int(100 * largest / min(ends, default=100)))

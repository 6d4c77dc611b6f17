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
    forms          N <= the participants of the discussions, who fill in one form each
    rank r         at most r - 1 larger and m - r smaller of m answers   carried by c
    cells          sum of x(p) with an answer = Q of the answer; sum of all x(p) = N

No variable stands for a respondent, so the size of the programme does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from helpers.audit import rankings
from helpers.audit.index import SINGLE
from helpers.audit.shapes import is_repeat, ratio_of
from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import FORMS, NUMBERS, PARTICIPANTS, SIZES, Block, Question
from helpers.bounds.programme import Programme, Terms, combine, write_rank
from helpers.bounds.towns import write_towns
from helpers.bounds.worlds import SIZE, patterns_of, write_margins
from helpers.errors import ArgumentError
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import to_whole

# Answers of these types come from respondents of the block; people on its staff do not.
ANSWERED = (*SINGLE, "multiple")

# A number that was given up may be anything, within reason.
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
        largest = max(int(c.value) for c in block.claims if c.kind in (*NUMBERS, "percent"))
        self.cap = CAP_FACTOR * max(largest, 100)
        self.programme.variable(SIZE, 0, self.cap)

    def write_quantities(self) -> None:
        """Printed numbers, totals, parts of bases."""
        for claim in self.block.claims:
            if claim.kind in NUMBERS:
                name = self._quantity(self.block.quantity(claim))
                value = to_whole(claim.value, f"claim {claim.claim_id}", at_least=0)
                self._require({name: 1}, value, value, "printed", claim.claim_id)
        for claim in self.block.claims:
            if claim.kind in NUMBERS:
                self._tie(claim)
        size = SIZES.get(self.block.name)
        if size in self.programme.variables:
            self._require({SIZE: 1, size: -1}, 0, 0, "size of the block")
        if self.block.name in FORMS and PARTICIPANTS in self.block.ledger:
            claim = self.block.ledger[PARTICIPANTS]
            name, value = self._quantity(PARTICIPANTS), int(claim.value)
            self._require({name: 1}, value, value, "printed", PARTICIPANTS)
            self._require({SIZE: 1, name: -1}, None, 0, "one form per participant")

    def write_questions(self) -> None:
        """Answers and their bases, places of one base."""
        by_base: dict[str, dict[str, None]] = {}
        by_place: dict[str, dict[str, int]] = {}
        for question in self.block.questions.values():
            base = self._base(question)
            if question.answer in ANSWERED:
                self._require({base: 1, SIZE: -1}, None, 0, "base in the block")
            if question.answer in ANSWERED and question.place and question.answers:
                by_place.setdefault(question.variable, {})[base] = 1
            for rule, names in question.together:
                total = dict.fromkeys((self._quantity(name) for name in names), 1)
                self._require(combine((total, 1), ({base: 1}, -1)), None, 0, rule)
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
                names = [self._number(each) for each in others]
                write_rank(self.programme, claim, self._number(own), names, most=self.cap)

    def write_cells(self, joint: Mapping[str, Sequence[str]]) -> None:
        """The joint distribution of some questions."""
        questions = [self._asked(variable) for variable in joint]
        patterns = [patterns_of(q, joint[q.variable]) for q in questions]
        cells = [tuple(sorted(sum(parts, ()))) for parts in product(*patterns)]
        write_margins(self.programme, cells, questions, most=self.programme.variables[SIZE][1])

    def _asked(self, variable: str) -> Question:
        question = self.block.questions.get((variable, ""))
        if question is None:
            asked = sorted({name for name, place in self.block.questions if not place})
            raise ArgumentError(
                f"{variable!r} is no question of {self.block.name}; choose from {', '.join(asked)}"
            )
        return question

    def _tie(self, claim: Claim) -> None:
        """The sum a claim's formula names, and the base it is a part of."""
        own = self.block.quantity(claim)
        if claim.formula and not is_repeat(claim.formula) and ratio_of(claim.formula) is None:
            self._require(combine((self._linear(claim.formula), 1), ({own: 1}, -1)), 0, 0, "total")
        if claim.base:
            base = self._quantity(self.block.quantity(self.block.ledger[claim.base]))
            self._require({own: 1, base: -1}, None, 0, "part")

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
        question = self.block.questions[claim.variable, claim.place]
        if self.assumptions.bases != "stated" and question.answer in ANSWERED:
            key = self.block.name
            if self.assumptions.bases == "question":
                key = f"{claim.variable}:{claim.place}"
            base = self.programme.variable(f"base_of:{key}", 0, self.programme.variables[SIZE][1])
            answers = {self._quantity(name): 1 for name in question.answers.values()}
            groups = [answers] if question.is_single else [{name: 1} for name in answers]
            for group in groups:
                self._require(combine((group, 1), ({base: 1}, -1)), None, 0, "answers in base")
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
            self._require({key: 1, SIZE: -1}, None, 0, "base in the block")
        return key

    def _linear(self, formula: str) -> dict[str, int]:
        """A sum or difference of claims as terms, by trying each claim at 0 and 1, all at 2."""
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
        numbers = {name: {self._number(self.block.ledger[name]): 1} for name in names}
        return combine(*((numbers[name], int(weight)) for name, weight in weights.items()))

    def _number(self, claim: Claim) -> str:
        return self._quantity(self.block.quantity(claim))

    def _quantity(self, name: str) -> str:
        """A quantity's variable; numbers of respondents are within the block."""
        return self.programme.variable(name, 0, self.cap)

    def _require(self, terms: Terms, low: int | None, high: int | None, *named: str) -> None:
        """`named` is the row's rule and, where a printed number carries it, that claim."""
        rule, claim = (*named, "")[:2]
        self.programme.require(terms, low, high, rule=rule, claim=claim)

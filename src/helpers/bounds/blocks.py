"""Which printed numbers belong together, and the quantities behind them.

A block is one body of data: the register, the online questionnaires, one form of the focus
groups, the coded statements of the discussions. Its numbers are constraints on the same
respondents; between blocks the report links nobody. What the ledger says is read here once:

    quantity    what one or more claims print: repeats are one quantity
    question    a variable at a place, with the quantities of its answers and its base
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from helpers.audit.groups import is_combined, is_subtotal, root_of
from helpers.audit.index import SINGLE, LedgerIndex
from helpers.bounds.programme import SIZE
from helpers.errors import ArgumentError
from helpers.ledger.claims import Claim, Ledger
from helpers.ledger.roles import WORDS

# Block -> the codebook's sources whose variables it holds.
SOURCES = {
    "register": ("register",),
    "survey": ("survey",),
    "form_a": ("form_a", "scale"),
    "form_b": ("form_b",),
    "discussion": ("discussion",),
}
FORMS = ("form_a", "form_b")

# The claim that counts the respondents of a block, where the report prints one.
SIZES = {
    "register": "register_size",
    "survey": "survey_size",
    "discussion": "focus_participants",
}
# Who could fill in a form: everyone in the discussions, if each of them did it once.
PARTICIPANTS = "focus_participants"
# How many forms were "processed in all", if that is said of more than one question.
FORM_TOTAL = "organisation_forms"

# Where a respondent is from; towns of the scale, or regions of a question printed by region.
PLACE = "place"
# An answer of a question that is none of those printed or named.
OTHER = "*"
# Answers that say where the place in another question is: in a region, not in one of the cities.
LOCATIONS = {"survey_location": ("survey_region", "outside_three_cities")}
CITY, REGION = "city", "region"

NUMBERS = ("count", "total", "base")
# With the codebook's units of respondents and answers. Numbers of towns, questions, years and the
# like are no numbers of respondents.
COUNTED = (
    *("organisations", "questionnaires", "forms", "respondents", "participants", "people"),
    *("households", "statements", "cases", "mentions", "percent"),
)
# That a respondent stands for one of these, and one of them for another, is a reading. All other
# units count respondents, and a mention is one respondent who gives an answer.
OWN_UNITS = ("households", "statements", "cases")


def are_apart(one: str, other: str) -> bool:
    """Whether numbers in these two units can count different things.

    >>> are_apart("participants", "statements"), are_apart("participants", "forms")
    (True, False)
    """
    return one != other and not {one, other}.isdisjoint(OWN_UNITS)


@dataclass(frozen=True)
class Question:
    """One question at one place ("" for all): answers (category -> quantity), base, answer type.

    `unprinted` are those of the answers whose number is not printed; `is_open` says that there must
    be an answer that the codebook does not name, `are_places` that the answers are places.
    """

    variable: str
    place: str
    answer: str
    answers: Mapping[str, str]
    base: str
    unprinted: tuple[str, ...] = ()
    is_open: bool = False
    are_places: bool = False

    @property
    def is_single(self) -> bool:
        """Whether each respondent gives at most one of the answers."""
        return self.answer in SINGLE

    @property
    def exclusive(self) -> tuple[str, ...]:
        """Answers of a multiple-answer question that go with no other."""
        return (
            tuple(c for c in self.answers if c in WORDS.exclusive)
            if self.answer == "multiple"
            else ()
        )

    @property
    def together(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Which quantities must fit into the base at once, each with the rule's name."""
        if self.is_single:
            return (("one answer", tuple(self.answers.values())),)
        if self.answer != "multiple":
            return ()
        nones = tuple(self.answers[answer] for answer in self.exclusive)
        others = [name for name in self.answers.values() if name not in nones]
        return tuple(("several answers", (name, *nones)) for name in others)


@dataclass(frozen=True)
class Block:
    """The claims of one body of data and what they measure."""

    name: str
    index: LedgerIndex

    @property
    def ledger(self) -> Ledger:
        """The ledger the block is read from."""
        return self.index.ledger

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims that count respondents, in the order of the report, repeats included."""
        own, roles = SIZES.get(self.name, ""), self.index.roles
        counted = {*COUNTED, *roles.respondents, *roles.answers}
        return tuple(
            claim
            for claim in self.ledger.values()
            if claim.unit in counted
            and (self._is_own(claim) or (own and self.quantity(claim) == own))
        )

    @cached_property
    def means(self) -> tuple[Claim, ...]:
        """The printed means of its places."""
        claims = self.ledger.select(kind="mean", unit="points")
        return tuple(claim for claim in claims if self._is_own(claim) and claim.place)

    @cached_property
    def ranks(self) -> tuple[Claim, ...]:
        """Words that rank its numbers."""
        claims = self.ledger.select(kind="rank")
        units = {"rank", *WORDS.among_first}
        return tuple(claim for claim in claims if claim.unit in units and self._is_own(claim))

    @cached_property
    def questions(self) -> dict[tuple[str, str], Question]:
        """Its questions by variable and place; sums of other answers are no answers."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for claim in self.claims:
            if self._is_own(claim):
                answers = found.setdefault((claim.variable, claim.place), {})
                if claim.category and not self._is_sum(claim):
                    answers.setdefault(claim.category, self.quantity(claim))
        return {
            key: Question(*key, self.index.answer(key[0]), answers, self._base_of(*key))
            for key, answers in found.items()
        }

    @cached_property
    def modelled(self) -> dict[tuple[str, str], Question]:
        """Its questions with their answers; answers that are places are those of one question."""
        found = dict(self.questions)
        for variable in dict.fromkeys(variable for variable, _ in self.questions):
            own = [key for key in self.questions if key[0] == variable]
            places = [place for _, place in own if place]
            if not places or any(self.questions[key].answers for key in own):
                continue
            answers: dict[str, str] = {}
            for claim in self.claims:
                is_number = claim.kind in ("count", "percent") and not self._is_sum(claim)
                if claim.variable == variable and claim.place and is_number:
                    answers.setdefault(claim.place, self.quantity(claim))
            if answers and self._population(variable) is not None:
                base = next((b for p in places if (b := self._base_of(variable, p))), "")
                found = {key: each for key, each in found.items() if key not in own}
                question = Question(variable, "", "single", answers, base, are_places=True)
                found[variable, ""] = question
        return found

    def question_of(self, claim: Claim) -> Question:
        """The question of which a claim counts an answer."""
        return self.modelled.get(
            (claim.variable, claim.place), self.modelled.get((claim.variable, ""))
        )

    def asked(self, variable: str) -> tuple[Question, ...]:
        """A question as respondents answered it, at each place where it is printed; () if nowhere.

        With the answers of which no number is printed. Sums and bases are no answers; groups of the
        staff are, of whom each is in one.
        """
        if self._population(variable) is None:
            return ()
        own = [each for key, each in self.modelled.items() if key[0] == variable and each.answers]
        return tuple(self._whole(each) for each in own)

    def population(self, variable: str) -> str:
        """The quantity of all of whom a question is asked: `SIZE`, or the total of the staff."""
        return self._population(variable) or SIZE

    def _population(self, variable: str) -> str | None:
        """As `population`; None for numbers that are no answers, such as those of statements."""
        if self.index.answer(variable) in (*SINGLE, "multiple"):
            return SIZE
        own = [claim for claim in self.claims if claim.variable == variable and claim.base]
        roots = {self._root(claim) for claim in own}
        size = SIZES.get(self.name)
        if roots == {size}:
            return SIZE
        people = all(self.ledger[root].kind == "total" for root in roots)
        return roots.pop() if len(roots) == 1 and people and self._is_staff(own) else None

    def _is_sum(self, claim: Claim) -> bool:
        """Whether a claim adds up several answers, so that it is none."""
        return is_combined(claim) if claim.kind == "percent" else is_subtotal(self.index, claim)

    def _is_staff(self, claims: Sequence[Claim]) -> bool:
        return all(claim.unit in ("people", "percent") for claim in claims)

    def _root(self, claim: Claim) -> str:
        """The quantity at the end of a chain of bases."""
        while claim.base:
            claim = self.ledger[root_of(self.index, claim.base)]
        return self.quantity(claim)

    def _whole(self, question: Question) -> Question:
        """The question with the answers that are known and of which no number is printed.

        Where one answer only is known, there must be another.
        """
        variable, place = question.variable, question.place
        known = list(self.ledger.codebook.variables[variable].categories)
        if question.are_places:
            known = self._regions()
        printed = [claim for claim in self.claims if claim.variable == variable]
        bases = {claim.category for claim in printed if claim.kind in ("base", "total")}
        sums = {claim.category for claim in printed if self._is_sum(claim)}
        answers = {a: name for a, name in question.answers.items() if a not in bases}
        left = [a for a in known if a not in {*answers, *bases, *sums, *WORDS.unanswered}]
        answers |= {answer: f"{variable}:{answer}:{place}" for answer in left}
        kind = "multiple" if question.answer == "multiple" else "single"
        is_open = kind == "single" and len(answers.keys() - WORDS.unanswered) < 2
        return replace(
            question, answer=kind, answers=answers, unprinted=tuple(left), is_open=is_open
        )

    def _regions(self) -> list[str]:
        places = self.ledger.codebook.places
        return [name for name, place in places.items() if place.kind in (CITY, REGION)]

    def quantity(self, claim: Claim) -> str:
        """The name of what a claim measures: the first claim that prints it as a number."""
        if claim.kind in NUMBERS:
            return self.index.originals[claim.claim_id].claim_id
        counts = [
            each
            for each in self.index.quantity(claim.variable, claim.category, claim.place)
            if each.kind in NUMBERS
        ]
        if counts:
            return self.index.originals[counts[0].claim_id].claim_id
        return f"{claim.variable}:{claim.category}:{claim.place}"

    def _is_own(self, claim: Claim) -> bool:
        return self.index.source(claim.variable) in SOURCES[self.name]

    def _base_of(self, variable: str, place: str) -> str:
        """The base that the answers to a question state, or that is printed for it."""
        own = [c for c in self.claims if (c.variable, c.place) == (variable, place)]
        stated = [self.ledger[root_of(self.index, claim.base)] for claim in own if claim.base]
        printed = [claim for claim in own if claim.kind == "base" and not claim.category]
        return next((self.quantity(claim) for claim in (*stated, *printed)), "")


def block_of(ledger: Ledger, name: str) -> Block:
    """One block of a ledger. Raises `ArgumentError` for a name that is none of `SOURCES`."""
    if name not in SOURCES:
        raise ArgumentError(f"block {name!r} is unknown; use {', '.join(SOURCES)}")
    return Block(name, LedgerIndex.of(ledger))

"""What a small report can hide: bounds by full answer patterns, written from the definitions alone.

Nothing here calls the bounds engine or reads a ledger. A report is plain data: who was asked what,
and what was printed of it. A world says how many respondents gave each full pattern of answers,
one answer pattern per question, the unnamed answers included:

    one answer allowed       one of the question's answers, printed or not, or none of them; where
                             the questionnaire's only known answer is "yes", another one, unnamed
    several allowed          any set of them; an answer that excludes the others stands alone
    missing                  none of the question's answers given; an exclusive answer is an answer,
                             "not_answered" is a row for those of the base who gave none
    by place                 beside the answers a place, in whose base the respondent is, or none

A printed number holds or is given up. The worlds of a report give up as few printed numbers as can
be, whichever these are. What holds in every world, whatever is given up:

    base        a base is one set of respondents of the block; whoever answers a question, or
                another one with the same base, is in it; where those of the base without an answer
                are a row, everybody in it is in one of the rows
    nested      a base that is an answer of another question holds those who gave it
    sum         a printed sum is that of its answers
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, product

Answers = frozenset[str]
Pattern = Mapping[str, Answers]
# Nested tuples whose first member is the operator.
Condition = tuple

ANSWERED = "answers"
NO_ANSWER = "not_answered"
UNNAMED = "*"
PLACE = "place"
AT = "@"  # before the place in a pattern of a question printed by place
SIZE = "size"


@dataclass(frozen=True)
class Question:
    """A question as the questionnaire asks it: its answers, printed or not.

    kind      single, ordinal or multiple
    base      what its numbers are printed of: SIZE, the name of a base, or "" where nothing is said
    parent    a question and an answer to it: the base is those who gave it
    places    where it was asked, if its numbers are printed by place, each of its own base
    are_places    whether its answers are places
    """

    name: str
    kind: str
    answers: tuple[str, ...]
    base: str = ""
    parent: tuple[str, str] | None = None
    places: tuple[str, ...] = ()
    are_places: bool = False

    @property
    def patterns(self) -> tuple[Answers, ...]:
        """What one respondent can answer, nothing first."""
        everywhere = self._patterns()
        if not self.places:
            return everywhere
        by_place = product(self.places, everywhere)
        return (frozenset(), *(given | {AT + place} for place, given in by_place))

    def _patterns(self) -> tuple[Answers, ...]:
        if self.kind != "multiple":
            others = (UNNAMED,) if len({*self.answers} - {NO_ANSWER}) < 2 else ()
            return (frozenset(), *(frozenset({answer}) for answer in (*self.answers, *others)))
        several = [answer for answer in self.answers if answer != "none"]
        sets = chain.from_iterable(combinations(several, n) for n in range(len(several) + 1))
        alone = [frozenset({"none"})] if "none" in self.answers else []
        return (*(frozenset(each) for each in sets), *alone)


@dataclass(frozen=True)
class Printed:
    """One printed number that can be given up.

    kind      size      respondents of the block
              participants, forms
                        who could fill in a form, and all forms there are; of the block only under
                        the readings that say so
              base      respondents in the base `question` names
              count     who gave the answer
              total     numbers of all `answers` together
              percent   100 times the numbers of all `answers`, of `whole`
              rank      position of the answer among all of its question, the largest first
              among     the first of the answers is named with the others among the first N
    whole     of a percentage: SIZE, a base, ANSWERED for all answers that are printed, or "" where
              nothing is said
    place     where it was counted, of a question printed by place
    """

    name: str
    kind: str
    printed: str
    question: str = ""
    answers: tuple[str, ...] = ()
    whole: str = ""
    place: str = ""


@dataclass(frozen=True)
class Report:
    """A block of a report: its questions, printed or not, and its printed numbers.

    exclude    conditions that nobody fulfils
    """

    block: str
    questions: tuple[Question, ...]
    printed: tuple[Printed, ...]
    exclude: tuple[Condition, ...] = ()

    def question(self, name: str) -> Question:
        """The question of this name."""
        return next(each for each in self.questions if each.name == name)

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases that are neither the block nor an answer."""
        own = (q.base for q in self.questions if not q.parent)
        return tuple(dict.fromkeys(base for base in own if base not in ("", SIZE)))

    def asked_of(self, base: str) -> tuple[str, ...]:
        """The questions that share a base."""
        return tuple(q.name for q in self.questions if q.base == base)


def in_a_row(given: Answers) -> bool:
    """Whether a respondent is counted in a row of a question, that of those without answer too."""
    return any(not each.startswith(AT) for each in given)


def is_missing(given: Answers) -> bool:
    """Whether a question was left unanswered; a row for those without answer is none."""
    return not in_a_row(given - {NO_ANSWER})


@dataclass(frozen=True)
class Span:
    """The values that print as a percentage, and whether the ends belong to it."""

    low: Fraction
    high: Fraction
    has_high: bool

    def holds(self, part: int, whole: int) -> bool:
        """Whether 100 part / whole lies in it."""
        above = 100 * part >= self.low * whole
        top = self.high * whole
        return above and (100 * part <= top if self.has_high else 100 * part < top)


def span_of(printed: str, rounding: str) -> Span:
    """Which percentages print so; to the nearest a tie may go either way."""
    unit = Fraction(1, 10 ** len(printed.partition(".")[2]))
    value = Fraction(printed)
    near = Span(max(value - unit / 2, Fraction(0)), value + unit / 2, True)
    cut = Span(value, value + unit, False)
    return {
        "nearest": near,
        "truncated": cut,
        "either": Span(near.low, cut.high, cut.has_high),
    }[rounding]


def holds(condition: Condition, pattern: Pattern) -> bool:
    """Whether a respondent with these answers fulfils a condition; logic is classical."""
    sign, *parts = condition
    if sign in ("=", "!=", "in"):
        variable, named = parts
        return bool(pattern[variable] & set(named)) == (sign != "!=")
    if sign in ("is missing", "is answered"):
        return is_missing(pattern[parts[0]]) == (sign == "is missing")
    if sign == "not":
        return not holds(parts[0], pattern)
    return {"and": all, "or": any}[sign](holds(part, pattern) for part in parts)


def questions_in(condition: Condition) -> tuple[str, ...]:
    """The questions that a condition names, each once."""
    sign, *parts = condition
    if sign in ("not", "and", "or"):
        return tuple(dict.fromkeys(chain.from_iterable(questions_in(part) for part in parts)))
    return (parts[0],)


def signs_in(condition: Condition) -> Iterator[str]:
    """The operators of a condition."""
    sign, *parts = condition
    yield sign
    if sign in ("not", "and", "or"):
        for part in parts:
            yield from signs_in(part)


def text_of(condition: Condition) -> str:
    """A condition in the words of the engine's queries."""
    sign, *parts = condition
    if sign in ("=", "!="):
        return f"{parts[0]} {sign} {parts[1][0]}"
    if sign == "in":
        return f"{parts[0]} in ({', '.join(parts[1])})"
    if sign in ("is missing", "is answered"):
        return f"{parts[0]} {sign}"
    if sign == "not":
        return f"not ({text_of(parts[0])})"
    return f" {sign} ".join(f"({text_of(part)})" for part in parts)


@dataclass(frozen=True)
class Measure:
    """What is asked for: how many fulfil a condition, which share, or how many there are."""

    kind: str
    condition: Condition | None = None
    given: Condition | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions named, each once."""
        asked = [each for each in (self.condition, self.given) if each]
        return tuple(dict.fromkeys(chain.from_iterable(questions_in(each) for each in asked)))

    def text(self, block: str) -> str:
        """The measure in words."""
        if self.kind == "size":
            return f"size of {block}"
        words = f"{self.kind} of {text_of(self.condition)}"
        return f"{words} given {text_of(self.given)}" if self.given else words


@dataclass(frozen=True)
class Query:
    """A measure, or one minus another."""

    left: Measure
    right: Measure | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions named, each once."""
        right = self.right.questions if self.right else ()
        return tuple(dict.fromkeys((*self.left.questions, *right)))

    def text(self, block: str) -> str:
        """The query in words."""
        words = self.left.text(block)
        return f"{words} minus {self.right.text(block)}" if self.right else words


@dataclass(frozen=True)
class Range:
    """The least and the largest value over all worlds; None for an end that there is not.

    status      proved; infeasible where nobody can be in the group; refused for a difference of
                shares of groups whose size is not fixed
    unreached   ends (low, high) that no world reaches: worlds come as near as one likes to their
                value, or there is no value
    """

    low: Fraction | None
    high: Fraction | None
    status: str
    unreached: tuple[str, ...] = ()


def ranked_against(report: Report, rank: Printed) -> tuple[str, ...]:
    """The answers a rank compares its own with: all others that say something."""
    question = report.question(rank.question)
    silent = (NO_ANSWER, "none") if question.kind == "multiple" else (NO_ANSWER,)
    return tuple(a for a in question.answers if a not in (*rank.answers, *silent))


def printed_answers(report: Report, question: str, place: str = "") -> tuple[str, ...]:
    """The answers to a question of which a number is printed, each once."""
    counts = [each for each in report.printed if each.kind == "count"]
    own = [each.answers[0] for each in counts if (each.question, each.place) == (question, place)]
    return tuple(dict.fromkeys(own))


def joint_patterns(report: Report, names: tuple[str, ...]) -> list[dict[str, Answers]]:
    """Every full pattern of answers to some questions, with the place where one is by place."""
    asked = [report.question(name) for name in names]
    found = []
    for given in product(*(question.patterns for question in asked)):
        pattern = dict(zip(names, given, strict=True))
        known = (each for each in report.exclude if {*questions_in(each)} <= {*names})
        is_possible = not any(holds(each, pattern) for each in known)
        if is_possible and all(_is_inside(question, pattern) for question in asked):
            places = (each.removeprefix(AT) for each in frozenset().union(*given) if each[0] == AT)
            found.append(pattern | {PLACE: frozenset(places)})
    return found


def _is_inside(question: Question, pattern: Pattern) -> bool:
    """Whether who answers a question gave the answer that is its base."""
    if question.parent is None or not in_a_row(pattern[question.name]):
        return True
    parent, answer = question.parent
    return parent not in pattern or answer in pattern[parent]

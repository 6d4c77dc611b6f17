"""The few rules that a questionnaire needs, read from XLSForm's notation and written back to it.

    relevant      selected(${question}, 'choice'), not(selected(…)), several of them joined by
                  `or` or by `and`
    constraint    sums compared, `. + ${women} <= ${staff}`, joined by `and`, where `.` is the
                  answer itself, `${name}` another whole number and `this_year` the year of the day
                  on which the form is filled in; or regex(., 'pattern')

Everything that uses an instrument asks the same rule: the XLSForm refuses an answer, the intake
notes it, the printed form says in words whom a question concerns. A comparison with a number that
was left empty holds; XLSForm would refuse the answer, so it is told of the gap.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from helpers.errors import ArgumentError

OWN, THIS_YEAR = ".", "this_year"
_YEAR = "number(format-date(today(), '%Y'))"
_OPERATORS = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "!=": operator.ne,
    "=": operator.eq,
}
_SELECTED = re.compile(r"selected\(\s*\$\{(\w+)\}\s*,\s*'(\w+)'\s*\)")
_NOT = re.compile(r"not\(\s*(.*?)\s*\)")
_REGEX = re.compile(r"regex\(\s*\.\s*,\s*'(.*)'\s*\)")
_SIDES = re.compile(r"(.+?)\s*(<=|>=|!=|<|>|=)\s*(.+)")
_TERM = re.compile(r"\.|this_year|\d+|\$\{(\w+)\}")


@dataclass(frozen=True)
class Ticked:
    """Whether a choice of a question is ticked, or is not."""

    question: str
    choice: str
    wanted: bool = True


@dataclass(frozen=True)
class Condition:
    """When a question is asked."""

    tests: tuple[Ticked, ...]
    joined: str = "or"

    def holds(self, ticked: Mapping[str, Collection[str]]) -> bool:
        """Whether the question concerns somebody; `ticked` has the choices by question.

        >>> condition = parse_relevant("not(selected(${obstacle}, 'none'))")
        >>> condition.holds({"obstacle": ["none"]}), condition.holds({})
        (False, True)
        """
        found = [
            (test.choice in ticked.get(test.question, ())) is test.wanted for test in self.tests
        ]
        return any(found) if self.joined == "or" else all(found)


@dataclass(frozen=True)
class Comparison:
    """One sum against another; the terms are whole numbers, `.`, `this_year` and names."""

    left: tuple[int | str, ...]
    sign: str
    right: tuple[int | str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Other questions that are named."""
        terms = (*self.left, *self.right)
        return tuple(t for t in terms if isinstance(t, str) and t not in (OWN, THIS_YEAR))

    def xlsform(self) -> str:
        """The comparison for XLSForm, which holds where a number named is empty."""
        bare = f"{_sum(self.left)} {self.sign} {_sum(self.right)}"
        gaps = [f"${{{name}}} = ''" for name in self.names]
        return f"({' or '.join([*gaps, bare])})" if gaps else bare


@dataclass(frozen=True)
class Constraint:
    """What an answer must keep to: all comparisons, and the pattern if there is one."""

    comparisons: tuple[Comparison, ...] = ()
    pattern: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Other questions that are named."""
        return tuple(name for each in self.comparisons for name in each.names)

    def holds(self, value: object, numbers: Mapping[str, int | None], *, year: int) -> bool:
        """Whether an answer keeps to it; `numbers` has the other answers, `year` is this_year.

        >>> constraint = parse_constraint(". >= 0 and . <= ${staff}")
        >>> constraint.holds(9, {"staff": 5}, year=2026), constraint.holds(9, {}, year=2026)
        (False, True)
        """
        if value is None:
            return True
        if self.pattern:
            return re.fullmatch(self.pattern, str(value)) is not None
        known = {**numbers, OWN: value, THIS_YEAR: year}
        for each in self.comparisons:
            left, right = _value(each.left, known), _value(each.right, known)
            if None not in (left, right) and not _OPERATORS[each.sign](left, right):
                return False
        return True

    def xlsform(self) -> str:
        """The constraint for XLSForm."""
        if self.pattern:
            return f"regex(., '{self.pattern}')"
        return " and ".join(each.xlsform() for each in self.comparisons)


def parse_relevant(text: str) -> Condition:
    """Read a skip rule. Raises `ArgumentError` for anything but choices that are ticked or not."""
    joined = "and" if " and " in text else "or"
    return Condition(tuple(_ticked(part) for part in text.split(f" {joined} ")), joined)


def parse_constraint(text: str) -> Constraint:
    """Read a constraint. Raises `ArgumentError` for anything but sums compared and a pattern."""
    pattern = _REGEX.fullmatch(text.strip())
    if pattern:
        try:
            re.compile(pattern[1])
        except re.error as error:
            raise ArgumentError(f"{pattern[1]!r} is no pattern: {error}; mend it") from None
        return Constraint(pattern=pattern[1])
    return Constraint(tuple(_comparison(part) for part in text.split(" and ")))


def _ticked(text: str) -> Ticked:
    denied = _NOT.fullmatch(text.strip())
    found = _SELECTED.fullmatch(denied[1] if denied else text.strip())
    if not found:
        raise ArgumentError(
            f"{text.strip()!r} is not understood; write selected(${{question}}, 'choice'), "
            "not(selected(…)), or several joined by 'or' or by 'and'"
        )
    return Ticked(found[1], found[2], wanted=not denied)


def _comparison(text: str) -> Comparison:
    sides = _SIDES.fullmatch(text.strip())
    if not sides:
        raise ArgumentError(
            f"{text.strip()!r} is not understood; write a comparison such as '. <= ${{staff}}', "
            "several joined by 'and', or regex(., 'pattern')"
        )
    return Comparison(_terms(sides[1]), sides[2], _terms(sides[3]))


def _terms(text: str) -> tuple[int | str, ...]:
    terms = []
    for part in text.split("+"):
        found = _TERM.fullmatch(part.strip())
        if not found:
            raise ArgumentError(
                f"{part.strip()!r} is not understood; write '.', a whole number, this_year or "
                "${name}, or a sum of them"
            )
        terms.append(found[1] or (int(found[0]) if found[0].isdigit() else found[0]))
    return tuple(terms)


def _sum(terms: tuple[int | str, ...]) -> str:
    words = {OWN: OWN, THIS_YEAR: _YEAR}
    return " + ".join(
        str(term) if isinstance(term, int) else words.get(term, f"${{{term}}}") for term in terms
    )


def _value(terms: tuple[int | str, ...], known: Mapping[str, object]) -> int | None:
    values = [term if isinstance(term, int) else known.get(term) for term in terms]
    return None if None in values else sum(values)

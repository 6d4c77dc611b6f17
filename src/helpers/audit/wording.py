"""Statements of the audit as sentences of an edition, with the numbers as its language writes them.

The engine works with exact values; here they become text, once for the command line and the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from helpers.audit.results import (
    Among,
    ClaimName,
    Expression,
    Hedged,
    Mark,
    OrMore,
    Printed,
    RoundingRule,
    Shown,
    Statement,
    UnitName,
    Verdict,
)
from helpers.audit.texts import (
    HEDGES,
    OTHER_END_MEANING,
    POSSIBLE,
    RULE_NAMES,
    TEMPLATES,
    VERDICT_MEANINGS,
    VERDICT_NAMES,
    WHEN,
)
from helpers.editions import Edition
from helpers.errors import ArgumentError
from helpers.interface import text
from helpers.ledger import formulas
from helpers.ledger.reported import parse_reported

Namer = Callable[[str], str]


def say(statement: Statement, edition: Edition, name: Namer | None = None) -> str:
    """One statement as a sentence. `name` turns a claim id into a label or link; by itself it
    stays an id.

    Raises `ArgumentError` for a statement without a sentence.
    """
    if statement.key not in TEMPLATES:
        raise ArgumentError(f"statement {statement.key!r} has no sentence; add it to audit.texts")
    values = {key: write(value, edition, name) for key, value in statement.values.items()}
    template = text(TEMPLATES[statement.key], edition.language)
    return template.replace("%s", "{rule}").format(**values)


def explain(statements: Iterable[Statement], edition: Edition, name: Namer | None = None) -> str:
    """Statements as one text, in their order."""
    return " ".join(say(statement, edition, name) for statement in statements)


def verdict_word(verdict: str, language: str) -> str:
    """The name of a verdict."""
    return text(VERDICT_NAMES[verdict], language)


def mark_words(mark: Mark, language: str) -> str:
    """What a mark says: a verdict, or that it is the one at the number's other end."""
    word = verdict_word(mark.verdict, language)
    return (
        text("other end: {verdict}", language).format(verdict=word) if mark.is_other_end else word
    )


def verdict_meaning(verdict: str, language: str) -> str:
    """What a verdict says of a number, for a legend."""
    return text(VERDICT_MEANINGS[verdict], language)


def other_end_meaning(language: str) -> str:
    """What a sign in brackets says of a number, for a legend."""
    return text(OTHER_END_MEANING, language)


def rule_name(rule: str, language: str) -> str:
    """The name of a rounding rule."""
    return text(RULE_NAMES[rule], language)


def may_be(verdict: Verdict, language: str) -> str:
    """What may have happened, fairly put; empty where nothing needs an explanation."""
    possible = POSSIBLE.get(verdict.case)
    return text(possible, language) if possible else ""


def write(value: object, edition: Edition, name: Namer | None = None) -> str:
    """A value of a statement as text, by its type (see `Statement`)."""
    match value:
        case Printed() if "/" in value.text:  # a share in words
            return value.text
        case Printed():
            return _number(edition, parse_reported(value.text).value, value)
        case Shown():
            return _number(edition, value.value, value)
        case Hedged():
            printed = Printed(value.text, value.is_percent)
            is_share = "/" in value.text
            number = value.text if is_share else write(printed, edition)
            hedge = HEDGES.get(value.hedge)
            return text(hedge, edition.language).format(number=number) if hedge else number
        case Expression():
            return formulas.typeset(value.formula, lambda token: _token(value, token, edition))
        case ClaimName():
            return (name or str)(value.claim_id)
        case range():
            return _range(value, edition)
        case tuple():
            return ", ".join(write(each, edition, name) for each in value)
        case UnitName():
            return value.labels.get(edition.language, value.unit)
        case OrMore():
            least = write(value.least, edition, name)
            return text("{number} or more", edition.language).format(number=least)
        case RoundingRule():
            return text(WHEN[value.rule], edition.language)
        case Among():
            shown = write(value.shown, edition, name)
            return text("among others {bases}", edition.language).format(bases=shown)
        case int() | Fraction():
            return edition.number(value, 0 if Fraction(value).denominator == 1 else 1)
    return str(value)


def _number(edition: Edition, number: object, value: Printed | Shown) -> str:
    is_text = isinstance(value, Printed)
    decimals = parse_reported(value.text).decimals if is_text else value.decimals
    if value.is_percent:
        return edition.percent(Fraction(number), decimals)
    return edition.number(Fraction(number), decimals)


def _token(value: Expression, token: str, edition: Edition) -> str:
    return write(Printed(value.printed.get(token, token)), edition)


def _range(value: range, edition: Edition) -> str:
    if not value:
        return text("no whole number", edition.language)
    first, last = (edition.number(end) for end in (value[0], value[-1]))
    if len(value) == 1:
        return first
    if len(value) == 2:
        return f"{first}, {last}"
    return f"{first} to {last}" if edition.language == "en" else f"{first}–{last}"

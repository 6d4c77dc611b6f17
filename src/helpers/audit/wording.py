"""Statements of the audit as sentences of an edition, with the numbers as its language writes them.

The engine works with exact values; here they become text, once for the command line and the book.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from helpers.audit.check_texts import MEANS_POSSIBLE, MEANS_TEMPLATES
from helpers.audit.check_texts import POSSIBLE as CHECK_POSSIBLE
from helpers.audit.check_texts import TEMPLATES as CHECK_TEMPLATES
from helpers.audit.results import ClaimName, Expression, Printed, Shown, Statement, Verdict
from helpers.audit.verdict_texts import POSSIBLE as VERDICT_POSSIBLE
from helpers.audit.verdict_texts import RULE_NAMES, VERDICT_NAMES
from helpers.audit.verdict_texts import TEMPLATES as VERDICT_TEMPLATES
from helpers.editions import Edition
from helpers.errors import ArgumentError
from helpers.interface import phrase
from helpers.ledger.reported import parse_reported

TEMPLATES = VERDICT_TEMPLATES | CHECK_TEMPLATES | MEANS_TEMPLATES
POSSIBLE = VERDICT_POSSIBLE | MEANS_POSSIBLE | CHECK_POSSIBLE

Namer = Callable[[str], str]

_TOKEN = re.compile(r"[A-Za-z_]\w*|[0-9]+(?:\.[0-9]+)?|[*-]")
_SIGNS = {"*": "×", "-": "−"}
_NO_NUMBER = phrase("wording.no_number", "no whole number")


def say(statement: Statement, edition: Edition, name: Namer | None = None) -> str:
    """One statement as a sentence. `name` turns a claim id into a label or link; by itself it
    stays an id.

    Raises `ArgumentError` for a statement without a sentence.
    """
    if statement.key not in TEMPLATES:
        raise ArgumentError(f"statement {statement.key!r} has no sentence; add it to the words")
    texts = {key: write(value, edition, name) for key, value in statement.values.items()}
    return TEMPLATES[statement.key][edition.language].format(**texts)


def explain(statements: Iterable[Statement], edition: Edition, name: Namer | None = None) -> str:
    """Statements as one text, in their order."""
    return " ".join(say(statement, edition, name) for statement in statements)


def verdict_word(verdict: str, language: str) -> str:
    """The name of a verdict."""
    return VERDICT_NAMES[verdict][language]


def may_be(verdict: Verdict, language: str) -> str:
    """What may have happened, fairly put; empty where nothing needs an explanation."""
    return POSSIBLE.get(verdict.case, {}).get(language, "")


def write(value: object, edition: Edition, name: Namer | None = None) -> str:
    """A value of a statement as text, by its type (see `Statement`)."""
    match value:
        case Printed():
            return _number(edition, parse_reported(value.text).value, value)
        case Shown():
            return _number(edition, value.value, value)
        case Expression():
            return _expression(value, edition)
        case ClaimName():
            return (name or str)(value.claim_id)
        case range():
            return _range(value, edition)
        case tuple():
            return ", ".join(write(each, edition, name) for each in value)
        case str() if value in RULE_NAMES:
            return RULE_NAMES[value][edition.language]
        case int() | Fraction():
            return edition.number(value, 0 if Fraction(value).denominator == 1 else 1)
    return str(value)


def _number(edition: Edition, number: object, value: Printed | Shown) -> str:
    is_text = isinstance(value, Printed)
    decimals = parse_reported(value.text).decimals if is_text else value.decimals
    if value.is_percent:
        return edition.percent(Fraction(number), decimals)
    return edition.number(Fraction(number), decimals)


def _expression(value: Expression, edition: Edition) -> str:
    def replace(match: re.Match[str]) -> str:
        token = match[0]
        printed = value.printed.get(token, token)
        if printed in _SIGNS:
            return _SIGNS[printed]
        return write(Printed(printed), edition)

    return _TOKEN.sub(replace, value.formula)


def _range(value: range, edition: Edition) -> str:
    if not value:
        return _NO_NUMBER[edition.language]
    first, last = (edition.number(end) for end in (value[0], value[-1]))
    if len(value) == 1:
        return first
    if len(value) == 2:
        return f"{first}, {last}"
    return f"{first} to {last}" if edition.language == "en" else f"{first}–{last}"

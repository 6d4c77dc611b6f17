"""Explanations of assessments as sentences of an edition; the words are `robustness_words`'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from helpers.consistency import wording
from helpers.consistency.results import ClaimName, Printed, Statement
from helpers.consistency.verdict_words import VERDICT_NAMES
from helpers.editions import Edition
from helpers.robustness_words import TEMPLATES
from helpers.sentences import Sentence


class Span(NamedTuple):
    """Two shares, 0 to 1, to be written as a range; bounds are rounded outward."""

    low: float | Fraction
    high: float | Fraction
    outward: bool = False


class Judged(NamedTuple):
    """A printed number, what it counts, and the verdict it got."""

    claim: ClaimName
    printed: Printed
    verdict: str


class Note(NamedTuple):
    """A note of a sentence, and the value of each formula in its braces."""

    sentence: Sentence
    values: Mapping[str, Fraction]


def explain(statements: Iterable[Statement], edition: Edition, name: wording.Namer) -> str:
    """Statements as one text, in their order; `name` turns a claim id into words."""
    return " ".join(_say(statement, edition, name) for statement in statements)


def share_text(share: Fraction, edition: Edition) -> str:
    """A share as a percentage, with one decimal unless it is a whole one.

    >>> share_text(Fraction(19, 25), Edition("en")), share_text(Fraction(42, 79), Edition("en"))
    ('76%', '53.2%')
    """
    return edition.percent(100 * share, 0 if (100 * share).denominator == 1 else 1)


def _say(statement: Statement, edition: Edition, name: wording.Namer) -> str:
    texts = {key: _write(value, edition, name) for key, value in statement.values.items()}
    return TEMPLATES[statement.key][edition.language].format(**texts)


def _write(value: object, edition: Edition, name: wording.Namer) -> str:
    match value:
        case Span():
            ends = 100 * value.low, 100 * value.high
            return edition.percent_range(*ends, outward=value.outward)
        case Judged():
            shown = (wording.write(each, edition, name) for each in (value.claim, value.printed))
            return f"{', '.join(shown)} ({VERDICT_NAMES[value.verdict][edition.language]})"
        case Note():
            return value.sentence.note(
                edition.language, lambda formula: wording.write(value.values[formula], edition)
            )
        case Mapping():
            return value[edition.language]
        case tuple():
            return "; ".join(_write(each, edition, name) for each in value)
        case Fraction():
            return share_text(value, edition)
    return wording.write(value, edition, name)

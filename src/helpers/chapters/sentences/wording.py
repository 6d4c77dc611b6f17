"""Explanations of assessments as sentences of an edition.

The assessments are computed in `assessments` and know no language. Slots of the templates are
phrased so that no number needs an ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from helpers.audit import wording
from helpers.audit.results import ClaimName, Printed, Statement
from helpers.editions import Edition
from helpers.interface import marked, text
from helpers.ledger.sentences import Sentence
from helpers.statistics.intervals import Interval

# One character per assessment, drawn beside its word: colour is never the only sign.
ASSESSMENT_SIGNS = {
    "stands": "✓",
    "stands_with_caveat": "(✓)",
    "undetermined": "?",
    "not_supported": "✗",
}

# By the key of a statement.
TEMPLATES = {
    "share_above": marked("{way}; the sentence needs more than {threshold}."),
    "share_about": marked(
        "{way}; of 1/2, 1/3, 1/4 … and 2/3, 3/4 … the nearest is {nearest}, and the sentence says "
        "{named}."
    ),
    "top": marked("{way}; the most frequent other answer has {other}."),
    "top_several": marked(
        "The least frequent of the {n_named} named has {way}; the most frequent other answer has "
        "{other}."
    ),
    "equal": marked("{way}; the other share is {other}."),
    "asked_otherwise": marked("Also held against {thresholds}."),
    "otherwise": marked("Read otherwise: {ways}."),
    "top_otherwise": marked("Read otherwise, {count} against {other}."),
    "interval": marked("Interval, as if a random sample: {interval}."),
    "lead": marked(
        "Interval of the lead, in percentage points: {low} to {high}, however the answers overlap."
    ),
    "bounds": marked("Register, nothing assumed about the silent: {bounds}."),
    "ways": marked("It stands in {n_stands} of {n_ways} defensible ways."),
    "ways_open": marked(
        "It stands in {n_stands} of {n_ways} defensible ways and is open in {n_open}."
    ),
    "way_open": marked("The printed numbers leave it open."),
    "interval_crosses": marked("Chance alone could undo it."),
    "respondents_only": marked("True of the respondents, undetermined for the register."),
    "units_differ": marked("The two are counted in different units: {units}."),
    "inconsistent": marked("Numbers that bear on it do not agree with others: {prints}."),
    "note": marked("{text}"),
}

WAY = marked("{count} of {base}: {share}")


class Span(NamedTuple):
    """Two shares, 0 to 1, to be written as a range, or as one where they are equal."""

    low: float | Fraction
    high: float | Fraction


class Way(NamedTuple):
    """A count of a base, to be written with its share."""

    count: Interval
    base: Interval


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


def way_text(way: Way, edition: Edition) -> str:
    """A count of a base with its share: "43 of 65: 66.2%"."""
    count, base = (wording.write(range(int(ends.low), int(ends.high) + 1), edition) for ends in way)
    ends = way.count.low / way.base.high, way.count.high / way.base.low
    share = span_text(Span(*ends), edition)
    return text(WAY, edition.language).format(count=count, base=base, share=share)


def span_text(span: Span, edition: Edition) -> str:
    """A share, or a range of two in whole percents."""
    if span.low == span.high:
        return share_text(span.low, edition)
    return edition.percent_range(100 * span.low, 100 * span.high)


def _say(statement: Statement, edition: Edition, name: wording.Namer) -> str:
    values = {key: _write(value, edition, name) for key, value in statement.values.items()}
    return text(TEMPLATES[statement.key], edition.language).format(**values)


def _write(value: object, edition: Edition, name: wording.Namer) -> str:
    match value:
        case Way():
            return way_text(value, edition)
        case Span():
            return span_text(value, edition)
        case Judged():
            shown = (wording.write(each, edition, name) for each in (value.claim, value.printed))
            return f"{', '.join(shown)} ({wording.verdict_word(value.verdict, edition.language)})"
        case Note():
            return value.sentence.note(
                edition.language, lambda formula: wording.write(value.values[formula], edition)
            )
        case Mapping():
            return value[edition.language]
        case tuple():
            return "; ".join(_write(each, edition, name) for each in value)
    return wording.write(value, edition, name)

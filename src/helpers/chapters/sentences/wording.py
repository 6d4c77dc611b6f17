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

# One character per assessment, drawn beside its word: colour is never the only sign.
ASSESSMENT_SIGNS = {"stands": "✓", "stands_with_caveat": "(✓)", "not_supported": "✗"}

ASSESSMENT_WORDS = {
    "stands": marked("stands"),
    "stands_with_caveat": marked("stands with a caveat"),
    "not_supported": marked("not supported by the printed numbers"),
}

# By the key of a statement.
TEMPLATES = {
    "share_above": marked("{count} of {base}: {share}; the sentence needs more than {threshold}."),
    "could_exceed": marked(
        "At most {count} of {base}: {share}; the sentence needs more than {threshold}."
    ),
    "share_about": marked(
        "{count} of {base}: {share}; the nearest of 1/2, 1/3, 1/4 and so on is {nearest}, and the "
        "sentence says {named}."
    ),
    "top": marked("{count} of {base}: {share}; the most frequent other answer has {other}."),
    "top_several": marked(
        "The least frequent of the {n_named} named has {count} of {base}: {share}; the most "
        "frequent other answer has {other}."
    ),
    "equal": marked(
        "{count} of {base}: {share}; {other} of {other_base}: {threshold}. They are {gap} "
        "percentage points apart."
    ),
    "reading": marked("Read otherwise, {count} of {base}: {share}."),
    "reading_interval": marked("Read otherwise, {count} of {base}: {share}, interval {interval}."),
    "interval": marked("Interval, as if a random sample: {interval}."),
    "other_interval": marked(
        "Interval of the second, as if a random sample: {interval}; it holds the first."
    ),
    "other_interval_without": marked(
        "Interval of the second, as if a random sample: {interval}; the first lies outside."
    ),
    "lead": marked(
        "Interval of the lead, in percentage points: {low} to {high}, however the answers overlap."
    ),
    "bounds": marked("Register, nothing assumed about the silent: {bounds}."),
    "no_interval": marked("No interval for chance: those counted did not answer for themselves."),
    "interval_crosses": marked("Chance alone could undo it."),
    "respondents_only": marked("True of the respondents, undetermined for the register."),
    "only_possible": marked("It is possible, not shown."),
    "base_unstated": marked("The report states no base here; the sum of the answers is taken."),
    "units_differ": marked("The two are counted in different units: {units}."),
    "inconsistent": marked("Numbers that bear on it do not agree with others: {prints}."),
    "note": marked("{text}"),
    "readings_disagree": marked("The readings disagree: it holds in {n_passing} of {n_readings}."),
}


class Span(NamedTuple):
    """Two shares, 0 to 1, to be written as a range."""

    low: float | Fraction
    high: float | Fraction


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
    values = {key: _write(value, edition, name) for key, value in statement.values.items()}
    return text(TEMPLATES[statement.key], edition.language).format(**values)


def _write(value: object, edition: Edition, name: wording.Namer) -> str:
    match value:
        case Span():
            return edition.percent_range(100 * value.low, 100 * value.high)
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
        case Fraction():
            return share_text(value, edition)
    return wording.write(value, edition, name)

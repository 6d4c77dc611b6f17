"""The arithmetic behind an assessment, as statements that know no language.

In the order in which a reader would check it: the printed share against what the sentence says, its
other readings, the interval, the bounds, and what the report leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.audit.results import Shown, Statement
from helpers.chapters.sentences.readings import ITEMS, Reading, compared
from helpers.chapters.sentences.wording import Note, Span
from helpers.editions import round_outward
from helpers.ledger.sentences import Sentence, evaluate
from helpers.statistics.leads import nearest_one_in

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger


def arithmetic(
    sentence: Sentence, readings: tuple[Reading, ...], ledger: Ledger
) -> tuple[Statement, ...]:
    """What the printed numbers say to a sentence; nothing for a judgement."""
    if not readings:
        return ()
    first, *others = readings
    head = Statement(_head_key(sentence), _head(sentence, readings, ledger))
    if sentence.test == "equal":
        return (head, *_second_interval(readings))
    return (head, *_ranges(sentence, first), *map(_other_reading, others))


def note(sentence: Sentence, ledger: Ledger) -> tuple[Statement, ...]:
    """What the sentence's note says, with the values of its formulas; nothing without a note."""
    if not sentence.note_en:
        return ()
    values = {formula: evaluate(formula, ledger) for formula in sentence.note_formulas()}
    return (Statement("note", {"text": Note(sentence, values)}),)


def _head_key(sentence: Sentence) -> str:
    is_list = sentence.test == "top" and len(sentence.count.split()) > 1
    return "top_several" if is_list else sentence.test


def _head(sentence: Sentence, readings: tuple[Reading, ...], ledger: Ledger) -> dict[str, object]:
    first = readings[0]
    values = {"count": _number(first.count), "base": _number(first.base), "share": first.share}
    if sentence.test == "share_about":
        nearest = f"1/{nearest_one_in(first.share)}" if 0 < first.share <= 1 else "1/∞"
        return values | {"nearest": nearest, "named": str(first.threshold)}
    if sentence.test == "top":
        other = compared(sentence, ledger)[1].value
        return values | {"other": _number(other), "n_named": len(sentence.count.split())}
    if sentence.test == "equal":
        second = readings[1]
        gap = Shown(100 * abs(first.share - second.share), 1)
        values |= {"other": _number(second.count), "other_base": _number(second.base), "gap": gap}
    return values | {"threshold": first.threshold}


def _other_reading(reading: Reading) -> Statement:
    values = {"count": _number(reading.count), "base": _number(reading.base)}
    values |= {"share": reading.share}
    if reading.interval is None:
        return Statement("reading", values)
    return Statement("reading_interval", values | {"interval": Span(*reading.interval)})


def _ranges(sentence: Sentence, reading: Reading) -> Iterator[Statement]:
    if reading.lead is not None:
        low, high = reading.lead
        shown = {
            "low": Shown(round_outward(100 * low, "low", 1), 1),
            "high": Shown(round_outward(100 * high, "high", 1), 1),
        }
        yield Statement("lead", shown)
    elif reading.interval is not None:
        yield Statement("interval", {"interval": Span(*reading.interval)})
    elif reading.of == ITEMS and sentence.scope != "register":
        yield Statement("no_interval")
    if reading.bounds is not None and sentence.test != "top":
        yield Statement("bounds", {"bounds": Span(*reading.bounds)})


def _second_interval(readings: tuple[Reading, ...]) -> Iterator[Statement]:
    first, second = readings
    if second.interval is not None:
        low, high = second.interval
        key = "other_interval" if low <= first.share <= high else "other_interval_without"
        yield Statement(key, {"interval": Span(low, high)})


def _number(value: Fraction) -> Shown:
    return Shown(value, 0 if value.denominator == 1 else 1)

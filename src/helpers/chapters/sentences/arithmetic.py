"""The arithmetic behind an assessment, as statements that know no language.

In the order in which a reader would check it: the plainest way to hold the sentence against the
printed numbers, its ranges, the other ways, and in how many of all it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.audit.results import Shown, Statement
from helpers.audit.shares_in_words import nearest_simple_share
from helpers.chapters.sentences.ranges import Ranges
from helpers.chapters.sentences.specifications import Specification
from helpers.chapters.sentences.wording import Note, Span, Way
from helpers.editions import round_outward
from helpers.ledger.sentences import Sentence, evaluate
from helpers.statistics.intervals import Interval

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger


def arithmetic(
    sentence: Sentence, ways: tuple[Specification, ...], ranges: Ranges
) -> tuple[Statement, ...]:
    """What the printed numbers say to a sentence; `ranges` are those of the first way."""
    return (
        _head(sentence, ways[0]),
        *_ranges(sentence, ranges),
        *_others(sentence, ways),
        *_count_of_ways(ways),
    )


def note(sentence: Sentence, ledger: Ledger) -> tuple[Statement, ...]:
    """What the sentence's note says, with the values of its formulas; nothing without a note."""
    if not sentence.note_en:
        return ()
    values = {formula: evaluate(formula, ledger) for formula in sentence.note_formulas()}
    return (Statement("note", {"text": Note(sentence, values)}),)


def _head(sentence: Sentence, way: Specification) -> Statement:
    values = {"way": Way(way.count, way.base)}
    if sentence.test == "share_about":
        nearest = nearest_simple_share(min(way.share.low, Fraction(1)))
        values |= {"nearest": str(nearest), "named": str(way.against.low)}
    elif sentence.test == "top":
        n_named = len(sentence.count.partition(";")[0].split())
        values |= {"other": _number(way.against)}
        if n_named > 1:
            return Statement("top_several", values | {"n_named": n_named})
    elif sentence.test == "equal":
        values |= {"other": Span(*way.against)}
    else:
        values |= {"threshold": Span(*way.against)}
    return Statement(sentence.test, values)


def _others(sentence: Sentence, ways: tuple[Specification, ...]) -> Iterator[Statement]:
    """What else a share may have to pass, and what else may be counted, each once."""
    first, *others = ways
    if sentence.test == "top":
        shown = dict.fromkeys((way.count, way.against) for way in others)
        shown.pop((first.count, first.against), None)
        for count, against in shown:
            values = {"count": _number(count), "other": _number(against)}
            yield Statement("top_otherwise", values)
        return
    if sentence.test == "share_above":
        asked = tuple(dict.fromkeys(Span(*way.against) for way in others))
        asked = tuple(each for each in asked if each != Span(*first.against))
        if asked:
            yield Statement("asked_otherwise", {"thresholds": asked})
    counted = tuple(dict.fromkeys(Way(way.count, way.base) for way in others))
    counted = tuple(each for each in counted if each != Way(first.count, first.base))
    if counted:
        yield Statement("otherwise", {"ways": counted})


def _ranges(sentence: Sentence, ranges: Ranges) -> Iterator[Statement]:
    if ranges.lead is not None:
        low, high = ranges.lead
        shown = {
            "low": Shown(round_outward(100 * low, "low", 1), 1),
            "high": Shown(round_outward(100 * high, "high", 1), 1),
        }
        yield Statement("lead", shown)
    elif ranges.interval is not None:
        yield Statement("interval", {"interval": Span(*ranges.interval)})
    if ranges.bounds is not None and sentence.test != "top":
        yield Statement("bounds", {"bounds": Span(*ranges.bounds)})


def _count_of_ways(ways: tuple[Specification, ...]) -> Iterator[Statement]:
    """In how many ways it stands; nothing where there is one way only that decides."""
    outcomes = Counter(way.outcome for way in ways)
    if len(ways) > 1:
        values = {"n_stands": outcomes["stands"], "n_ways": len(ways), "n_open": outcomes["open"]}
        yield Statement("ways_open" if outcomes["open"] else "ways", values)
    elif outcomes["open"]:
        yield Statement("way_open")


def _number(ends: Interval) -> range:
    """A count between two whole numbers, as it is written."""
    return range(int(ends.low), int(ends.high) + 1)

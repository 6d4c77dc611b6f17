"""Do the report's main sentences stand on the report's own numbers?

    assessment            when
    ------------------    --------------------------------------------------------------------
    stands                it stands in every defensible way to hold it against the printed numbers
                          (`specifications`), and no caveat below applies
    stands_with_caveat    it stands in some and falls in none, and a caveat applies
    undetermined          the ways disagree, or the printed numbers leave all of them open
    not_supported         it falls in every way

    caveat                when
    ------------------    --------------------------------------------------------------------
    left_open             the printed numbers leave it open in some way
    interval_crosses      of a sentence about organisations in general: the interval of a way, as
                          if the respondents were a random sample, does not say it throughout
    respondents_only      of the same: the no-assumption bounds over the register do not say it
    units_differ          the answers compared are counted in different units
    inconsistent          the audit finds a number that bears on it on another base, in other units
                          than those it is held against, or in contradiction with others
    note                  the sentence's note says what the numbers leave open

A sentence about those who answered is a fact about them, and neither chance nor silence is a
caveat. No assessment is typed; what is ours are the readings and the thresholds in `sentences.csv`.
A sentence's words are judged, not what may be meant by them, and the register of environmental
organisations is the smallest population that "NGOs" can mean: for a wider one nothing printed sets
bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.audit.groups import comparable
from helpers.audit.results import ClaimName, Printed, Statement
from helpers.chapters.sentences.arithmetic import arithmetic, note
from helpers.chapters.sentences.ranges import (
    GENERAL,
    Ranges,
    passes_by_chance,
    passes_unseen,
    ranges_of,
)
from helpers.chapters.sentences.specifications import Specification, specify
from helpers.chapters.sentences.wording import (
    ASSESSMENT_SIGNS,
    Judged,
    Span,
    explain,
    span_text,
)
from helpers.ledger.sentences import ASSESSMENT_WORDS, ASSESSMENTS, Sentence
from helpers.outputs import tables

if TYPE_CHECKING:
    import pandas as pd

    from helpers.audit import Audit
    from helpers.ledger.claims import Claim
    from helpers.study import Study

# A number that only needs another rounding rule is no doubt about a sentence that holds for it.
DOUBTFUL_VERDICTS = ("contradiction", "base", "units")

_RANGES = ("wilson_low", "wilson_high", "bounds_low", "bounds_high")


@dataclass(frozen=True)
class Assessment:
    """What one sentence is worth: the assessment, its caveats, and the arithmetic that gives it.

    `ranges` are those of the first way.
    """

    sentence: Sentence
    assessment: str
    caveats: tuple[str, ...]
    ways: tuple[Specification, ...]
    ranges: Ranges
    statements: tuple[Statement, ...]


def assess(study: Study, audited: Audit) -> pd.DataFrame:
    """Which of the report's main sentences stand? One row per sentence, in the report's order.

    `audited` is the audit of the study's ledger, which casts doubt on numbers that bear on them.
    Columns: sentence_id, chapter, paraphrase (in the edition's language), scope, assessment (one of
    `sentences.ASSESSMENTS`), caveats (separated by spaces), n_ways, n_stands and n_open (ways to
    hold it against the numbers, those in which it stands, and those left open), explanation;
    share_low and share_high (percent), share_text (both as the edition writes them), wilson_low,
    wilson_high, bounds_low and bounds_high (percent; missing where they do not apply) of the
    plainest way; asked and others (percents to pass or meet, and those of the other ways, separated
    by spaces), claim_ids (separated by spaces).
    """
    import pandas as pd

    return pd.DataFrame([_row(study, each) for each in assess_all(study, audited)])


def assess_all(study: Study, audited: Audit) -> tuple[Assessment, ...]:
    """Every sentence assessed, without words of any language."""
    return tuple(assess_one(study, sentence, audited) for sentence in study.sentences)


def assess_one(study: Study, sentence: Sentence, audited: Audit) -> Assessment:
    """One sentence assessed by the rule above; `audited` is the audit of the study's ledger."""
    ways = specify(study, sentence, audited)
    ranges = ranges_of(study, sentence, ways[0])
    outcomes = {way.outcome for way in ways}
    may_stand = "stands" in outcomes and "falls" not in outcomes
    found = dict(_caveats(study, sentence, ways)) if may_stand else {}
    found |= dict(_doubts(study, sentence, audited))
    limits = ("note",) if sentence.assessment else ()
    if may_stand:
        assessment = "stands_with_caveat" if found or limits else "stands"
    else:
        assessment = "not_supported" if outcomes == {"falls"} else "undetermined"
    statements = [*arithmetic(sentence, ways, ranges), *(each for each in found.values() if each)]
    return Assessment(
        sentence,
        assessment,
        (*found, *limits),
        ways,
        ranges,
        (*statements, *note(sentence, study.ledger)),
    )


def show_sentences(assessed: pd.DataFrame, study: Study, *, name: str) -> tables.Markdown:
    """The rows of `assess`: what each sentence is worth and why, those that do not stand first."""
    needed = ("paraphrase", "assessment", "explanation")
    tables.check_columns(assessed, needed, "show_sentences", rows=True)
    order = assessed["assessment"].map(ASSESSMENTS.index)
    data = assessed.loc[order.sort_values(ascending=False, kind="stable").index]
    shown = [
        f"{ASSESSMENT_SIGNS[each]} {study.text(ASSESSMENT_WORDS[each])}"
        for each in data["assessment"]
    ]
    headings = {
        "paraphrase": study.text("Sentence, in our words"),
        "assessment_shown": study.text("Assessment"),
        "explanation": study.text("What the numbers say"),
    }
    return tables.show_table(
        data.assign(assessment_shown=shown), study, name=name, columns=headings
    )


def _caveats(
    study: Study, sentence: Sentence, ways: tuple[Specification, ...]
) -> Iterator[tuple[str, Statement | None]]:
    """What limits a sentence that the printed numbers say; the count of ways says what is open."""
    test = sentence.test
    if any(way.outcome == "open" for way in ways):
        yield "left_open", None
    if sentence.scope != GENERAL:
        return
    every = [(way, ranges_of(study, sentence, way)) for way in ways]
    if not all(passes_by_chance(test, *each) for each in every):
        yield "interval_crosses", Statement("interval_crosses")
    if not all(passes_unseen(test, *each) for each in every):
        yield "respondents_only", Statement("respondents_only")


def _doubts(study: Study, sentence: Sentence, audited: Audit) -> Iterator[tuple[str, Statement]]:
    """What casts doubt on the numbers themselves, whatever they say."""
    if sentence.test == "top":
        units = {claim.unit: None for claim in _compared(study, sentence)}
        if not comparable(units, among=study.codebook.roles.answers):
            labels = tuple(study.codebook.labels["units"][unit] for unit in units)
            yield "units_differ", Statement("units_differ", {"units": labels})
    judged = [audited.verdict_of(claim_id) for claim_id in sentence.claim_ids]
    prints = tuple(
        Judged(ClaimName(each.claim_id), _printed(study.ledger[each.claim_id]), each.verdict)
        for each in judged
        if each.verdict in DOUBTFUL_VERDICTS
    )
    if prints:
        yield "inconsistent", Statement("inconsistent", {"prints": prints})


def _compared(study: Study, sentence: Sentence) -> tuple[Claim, Claim]:
    """For `top`: the least frequent answer named first, and the most frequent of the others."""
    count, _ = sentence.readings()[0]
    named, others = (
        [study.ledger[name] for name in cell.split()] for cell in (count, sentence.against)
    )
    return min(named, key=lambda each: each.value), max(others, key=lambda each: each.value)


def _printed(claim: Claim) -> Printed:
    return Printed(claim.printed, is_percent=claim.kind == "percent")


def _row(study: Study, found: Assessment) -> dict[str, object]:
    sentence, first = found.sentence, found.ways[0]
    outcomes = [way.outcome for way in found.ways]
    row = {
        "sentence_id": sentence.sentence_id,
        "chapter": sentence.chapter,
        "paraphrase": sentence.paraphrase(study.language),
        "scope": sentence.scope,
        "assessment": found.assessment,
        "caveats": " ".join(found.caveats),
        "n_ways": len(outcomes),
        "n_stands": outcomes.count("stands"),
        "n_open": outcomes.count("open"),
        "explanation": explain(found.statements, study.edition, study.name),
        "share_low": 100 * float(first.share.low),
        "share_high": 100 * float(first.share.high),
        "share_text": span_text(Span(*first.share), study.edition),
        "asked": _percents(_asked(sentence, way) for way in found.ways if not way.reading),
        "others": _percents(
            end for way in found.ways for end in way.share if end not in first.share
        ),
        **dict.fromkeys(_RANGES, float("nan")),
        "claim_ids": " ".join(sentence.claim_ids),
    }
    for kind, interval in (("wilson", found.ranges.interval), ("bounds", found.ranges.bounds)):
        if interval is not None:
            row |= {f"{kind}_low": 100 * float(interval.low)}
            row |= {f"{kind}_high": 100 * float(interval.high)}
    return row


def _asked(sentence: Sentence, way: Specification) -> Fraction | None:
    """The share that a way has to pass or meet; None where it is not one number."""
    low, high = way.against
    if low != high:
        return None
    return low / way.base.low if sentence.test == "top" else low


def _percents(shares: Iterable[Fraction | None]) -> str:
    """Shares as percents, each once, separated by spaces."""
    shown = (f"{float(100 * share):.1f}" for share in shares if share is not None)
    return " ".join(dict.fromkeys(shown))

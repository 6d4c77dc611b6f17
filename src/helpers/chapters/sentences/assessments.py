"""Do the report's main sentences stand on the report's own numbers?

    assessment            when
    ------------------    --------------------------------------------------------------------
    stands                the printed number says it; so does the whole interval, as if the
                          respondents were a random sample; and, of a sentence about NGOs in
                          general, so do the no-assumption bounds over the register
    stands_with_caveat    the printed number says it, and at least one caveat below applies
    not_supported         the printed number says otherwise, or its readings disagree

    caveat                when
    ------------------    --------------------------------------------------------------------
    interval_crosses      the interval of a reading does not say it from end to end
    respondents_only      the sentence speaks of NGOs in general and the bounds do not say it
    only_possible         the number printed is an upper limit
    base_unstated         the report states no base for the count
    units_differ          the answers compared are counted in different units
    inconsistent          the audit finds a number that bears on it on another base, in other units
                          than those it is held against, or in contradiction with others
    note                  the sentence's note says what the numbers leave open

Where no number decides, the assessment is typed in `sentences.csv` and marked as a judgement; what
the audit finds is said beside it all the same. A sentence's words are judged, not what may be meant
by them, and the register of environmental organisations is the smallest population that "NGOs" can
mean: for a wider one nothing printed sets bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.audit.results import ClaimName, Printed, Statement
from helpers.chapters.sentences.arithmetic import arithmetic, note
from helpers.chapters.sentences.readings import (
    Reading,
    compared,
    passes,
    passes_by_chance,
    passes_unseen,
    read,
)
from helpers.chapters.sentences.wording import ASSESSMENT_SIGNS, ASSESSMENT_WORDS, Judged, explain
from helpers.ledger.sentences import ASSESSMENTS, Sentence
from helpers.outputs import tables

if TYPE_CHECKING:
    import pandas as pd

    from helpers.audit import Audit
    from helpers.ledger.claims import Claim, Ledger
    from helpers.study import Study

# A number that only needs another rounding rule is no doubt about a sentence that holds for it.
DOUBTFUL_VERDICTS = ("contradiction", "base", "units")

_PERCENTS = ("share_pct", "threshold_pct", "wilson_low", "wilson_high", "bounds_low", "bounds_high")


@dataclass(frozen=True)
class Assessment:
    """What one sentence is worth: the assessment, its caveats, and the arithmetic that gives it."""

    sentence: Sentence
    assessment: str
    decided_by: str
    caveats: tuple[str, ...]
    readings: tuple[Reading, ...]
    statements: tuple[Statement, ...]


def assess(study: Study, audited: Audit) -> pd.DataFrame:
    """Which of the report's main sentences stand? One row per sentence, in the report's order.

    `audited` is the audit of the study's ledger, which casts doubt on numbers that bear on them.
    Columns: sentence_id, chapter, paraphrase (in the edition's language), scope, assessment (one of
    `sentences.ASSESSMENTS`), decided_by (number or judgement), caveats (separated by spaces),
    explanation, share_pct, threshold_pct, wilson_low, wilson_high, bounds_low, bounds_high (percent
    of the first reading; missing where they do not apply), other_pct (percents of its other
    readings, separated by spaces), claim_ids (separated by spaces).
    """
    import pandas as pd

    return pd.DataFrame([_row(study, each) for each in assess_all(study, audited)])


def assess_all(study: Study, audited: Audit) -> tuple[Assessment, ...]:
    """Every sentence assessed, without words of any language."""
    return tuple(assess_one(study, sentence, audited) for sentence in study.sentences)


def assess_one(study: Study, sentence: Sentence, audited: Audit) -> Assessment:
    """One sentence assessed by the rule above; `audited` is the audit of the study's ledger."""
    readings = read(study, sentence)
    passing = [passes(sentence.test, reading) for reading in readings]
    found = {}
    if readings and all(passing):
        found = dict(_caveats(sentence, readings, study.ledger))
    found |= dict(_doubts(study, sentence, audited))
    if sentence.test == "judgement":
        assessment = sentence.assessment
    elif not all(passing):
        assessment = "not_supported"
    else:
        best = "stands_with_caveat" if found else "stands"
        assessment = max(best, sentence.assessment or best, key=ASSESSMENTS.index)
    limits = ("note",) if sentence.assessment else ()
    statements = [*arithmetic(sentence, readings, study.ledger), *found.values()]
    if any(passing) and not all(passing):
        counts = {"n_passing": sum(passing), "n_readings": len(passing)}
        statements.append(Statement("readings_disagree", counts))
    return Assessment(
        sentence,
        assessment,
        "judgement" if sentence.test == "judgement" else "number",
        (*found, *limits),
        readings,
        (*statements, *note(sentence, study.ledger)),
    )


def show_sentences(assessed: pd.DataFrame, study: Study, *, name: str) -> tables.Markdown:
    """The rows of `assess`: what each sentence is worth and why, those that do not stand first."""
    needed = ("paraphrase", "assessment", "decided_by", "explanation")
    tables.check_columns(assessed, needed, "show_sentences", rows=True)
    order = assessed["assessment"].map(ASSESSMENTS.index)
    data = assessed.loc[order.sort_values(ascending=False, kind="stable").index]
    judgement = study.text("judgement")
    shown = [
        f"{ASSESSMENT_SIGNS[row.assessment]} {study.text(ASSESSMENT_WORDS[row.assessment])}"
        + (f" ({judgement})" if row.decided_by == "judgement" else "")
        for row in data.itertuples()
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
    sentence: Sentence, readings: tuple[Reading, ...], ledger: Ledger
) -> Iterator[tuple[str, Statement]]:
    """What limits a sentence that the printed number says."""
    test = sentence.test
    if not all(passes_by_chance(test, reading) for reading in readings):
        yield "interval_crosses", Statement("interval_crosses")
    if sentence.scope == "organisations" and not all(
        passes_unseen(test, reading) for reading in readings
    ):
        yield "respondents_only", Statement("respondents_only")
    if test == "could_exceed":
        yield "only_possible", Statement("only_possible")
    counted = (ledger[name] for name in sentence.counted)
    if any(claim.kind == "count" and not claim.base for claim in counted):
        yield "base_unstated", Statement("base_unstated")


def _doubts(study: Study, sentence: Sentence, audited: Audit) -> Iterator[tuple[str, Statement]]:
    """What casts doubt on the numbers themselves, whatever they say."""
    if sentence.test == "top":
        units = {claim.unit: None for claim in compared(sentence, study.ledger)}
        if len(units) > 1:
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


def _printed(claim: Claim) -> Printed:
    return Printed(claim.printed, is_percent=claim.kind == "percent")


def _row(study: Study, found: Assessment) -> dict[str, object]:
    sentence = found.sentence
    row = {
        "sentence_id": sentence.sentence_id,
        "chapter": sentence.chapter,
        "paraphrase": sentence.paraphrase(study.language),
        "scope": sentence.scope,
        "assessment": found.assessment,
        "decided_by": found.decided_by,
        "caveats": " ".join(found.caveats),
        "explanation": explain(found.statements, study.edition, study.name),
        **dict.fromkeys(_PERCENTS, float("nan")),
        "other_pct": " ".join(f"{float(100 * each.share):.1f}" for each in _others(found)),
        "claim_ids": " ".join(sentence.claim_ids),
    }
    if not found.readings:
        return row
    first = found.readings[0]
    row |= {"share_pct": float(100 * first.share), "threshold_pct": float(100 * first.threshold)}
    for kind, interval in (("wilson", first.interval), ("bounds", first.bounds)):
        if interval is not None:
            row |= {f"{kind}_low": 100 * float(interval.low)}
            row |= {f"{kind}_high": 100 * float(interval.high)}
    return row


def _others(found: Assessment) -> tuple[Reading, ...]:
    """Readings besides the first; of `equal` the second is what the first is held against."""
    return () if found.sentence.test == "equal" else found.readings[1:]

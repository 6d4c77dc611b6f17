"""Numbers for the prose: every claim of a chapter, and what follows from it, as formatted text.

A notebook calls `publish_numbers` once; the names become `{{< var name >}}` in the text:

    <claim_id>               the printed number, percent sign and all
    <claim_id>_share         a count as a percentage of its stated base
    <claim_id>_recomputed    what the claim's formula gives (one decimal for percentages)
    <claim_id>_wilson        95 % Wilson interval, as if the respondents were a random sample
    <claim_id>_bounds        survey only: no-assumption bounds over the register
    <claim_id>_akmola        survey only: range over the possible register shares of Akmola Region
    n_regions, n_towns, n_claims, n_quotes, n_quotes_<direction>, confidence    of the study itself
    <name>                   a derived number (`helpers.derived`); a name ending in _pct is written
                             as a percentage with one decimal
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers import paths
from helpers.consistency.units import RESPONDENTS
from helpers.reported import parse_reported
from helpers.synthetic.watermark import COLUMN, TEXT, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.claims import Claim
    from helpers.intervals import Interval
    from helpers.study import Study

CONFIDENCE = 0.95
INTERVAL_SOURCES = ("survey", "form_a", "form_b", "discussion")

NON_RESPONSE = "not_answered"


def publish_numbers(
    study: Study,
    notebook: str,
    *,
    chapters: tuple[str, ...],
    more: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Write outputs/numbers/<language>/<notebook>.json and return what was written.

    `chapters` are the chapter ids of the ledger whose numbers the notebook's prose uses, `more` are
    names and texts that the notebook adds to them.
    """
    numbers = _study_numbers(study)
    for claim in study.ledger.values():
        if claim.chapter in chapters:
            numbers |= _claim_numbers(study, claim)
    for derived in study.derived:
        if derived.chapter in chapters:
            numbers[derived.name] = derived_text(study, derived.name, derived.value)
    numbers |= more or {}
    if study.is_synthetic:
        numbers[COLUMN] = TEXT
    target = paths.numbers(study.language) / f"{notebook}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(numbers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return numbers


def printed_text(study: Study, claim: Claim) -> str:
    """A claim's printed number as the edition writes it."""
    if claim.kind == "date":
        return study.edition.day(claim.printed)
    if claim.kind == "year":
        return claim.printed
    decimals = parse_reported(claim.printed).decimals
    if claim.kind == "percent":
        return study.edition.percent(claim.value, decimals)
    return study.edition.number(claim.value, decimals)


def range_text(study: Study, kind: str, interval: Interval) -> str:
    """A range of `survey_intervals` in whole percents; bounds are rounded outward."""
    ends = (100 * end for end in interval)
    return study.edition.percent_range(*ends, outward=kind != "wilson")


def survey_intervals(study: Study, claim: Claim) -> dict[str, Interval]:
    """Wilson interval, no-assumption bounds and Akmola range of a claim, as proportions.

    Empty unless the claim is a count or percentage of a stated base of respondents; a percentage is
    taken when exactly one count prints as it. Respondents in none of the printed answers of a
    single-answer question widen the bounds; when there are more answers than respondents, the base
    is not that of the answers and no range is given. Bounds and Akmola range are for the survey
    only. Akmola's share of the register lies between that of its own respondents, who are all in
    the register, and that of the third largest region, because the report names the three largest.
    """
    from helpers.intervals import (
        no_assumption_bounds,
        over_representation_bounds,
        wilson_interval,
    )

    source = study.codebook.variables[claim.variable].source
    count = _count(study, claim)
    if count is None or source not in INTERVAL_SOURCES:
        return {}
    base = int(study.ledger[claim.base].value)
    of_questionnaires = base == study.ledger["survey_size"].value
    if source == "survey" and not of_questionnaires:
        return {}  # staff of one organisation are not separate respondents
    n_unplaced = unplaced(study, claim, base)
    if n_unplaced < 0:
        return {}  # more answers than respondents: the base is not that of these answers
    found = {}
    if not study.is_synthetic:  # an interval of made-up rows would measure how they were made
        found["wilson"] = wilson_interval(count, base, confidence=CONFIDENCE)
    if source == "survey" and not claim.place:
        n_register = int(study.ledger["register_size"].value)
        n_akmola = int(study.ledger["survey_akmola"].value)
        akmola_max = study.ledger["register_astana"].value / n_register
        found["bounds"] = no_assumption_bounds(
            count, base, n_population=n_register, n_item_missing=n_unplaced
        )
        found["akmola"] = over_representation_bounds(
            count,
            base,
            n_group_respondents=n_akmola,
            group_share_low=Fraction(n_akmola, n_register),
            group_share_high=akmola_max,
        )
    return found


def _count(study: Study, claim: Claim) -> int | None:
    if not claim.base or claim.kind not in ("count", "percent"):
        return None
    base = study.ledger[claim.base]
    if base.unit not in RESPONDENTS or claim.category == NON_RESPONSE:
        return None
    if base.kind not in ("base", "total") or not (claim.category or claim.place):
        return None
    if claim.kind == "count":
        return int(claim.value) if claim.value <= base.value else None
    if study.ledger.select(variable=claim.variable, category=claim.category, kind="count"):
        return None  # the printed count is the better witness
    from helpers.reported import counts_that_print_as

    counts = counts_that_print_as(claim.printed, int(base.value), rule="nearest")
    return counts[0] if len(counts) == 1 else None


def unplaced(study: Study, claim: Claim, base: int) -> int:
    """How many of the base are in none of a single-answer question's printed answers?

    Negative when the answers are more than the base; 0 where several answers were possible, or only
    one answer is printed and the rest unknown.
    """
    if study.codebook.variables[claim.variable].answer not in ("single", "ordinal"):
        return 0
    for kind, unit in (("count", Fraction(1)), ("percent", Fraction(base, 100))):
        printed = study.ledger.select(variable=claim.variable, kind=kind)
        answers = {c.category: c.value for c in reversed(printed) if c.category}
        answers.pop(NON_RESPONSE, None)
        if len(answers) > 1:
            return int(base - unit * sum(answers.values()))
    return 0


def _claim_numbers(study: Study, claim: Claim) -> dict[str, str]:
    edition, name = study.edition, claim.claim_id
    numbers = {name: printed_text(study, claim)}
    if claim.kind == "count" and claim.base:
        share = 100 * claim.value / study.ledger[claim.base].value
        numbers[f"{name}_share"] = edition.percent(share)
    recomputed = study.ledger.recompute(name)
    if recomputed is not None:
        is_percent = claim.kind == "percent"
        numbers[f"{name}_recomputed"] = (
            edition.percent(recomputed, 1) if is_percent else edition.number(recomputed)
        )
    if study.is_synthetic:
        numbers[f"{name}_wilson"] = WITHHELD[study.language]
    for kind, interval in survey_intervals(study, claim).items():
        numbers[f"{name}_{kind}"] = range_text(study, kind, interval)
    return numbers


def _study_numbers(study: Study) -> dict[str, str]:
    number = study.edition.number
    counts = {
        "n_regions": len(study.codebook.regions()),
        "n_towns": len(study.codebook.towns()),
        "n_claims": len(study.ledger),
        "n_quotes": len(study.quotes),
    }
    for direction in study.codebook.labels["directions"]:
        counts[f"n_quotes_{direction}"] = sum(q.direction == direction for q in study.quotes)
    texts = {name: number(count) for name, count in counts.items()}
    return texts | {"confidence": study.edition.percent(100 * CONFIDENCE)}


def derived_text(study: Study, name: str, value: Fraction) -> str:
    """A derived number as the edition writes it."""
    if name.endswith("_pct"):
        return study.edition.percent(value, 1)
    return study.edition.number(value, 0 if value.denominator == 1 else 1)

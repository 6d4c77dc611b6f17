"""Numbers for the prose: every claim of a chapter, and what follows from it, as formatted text.

A notebook calls `write_numbers` once; the names become `{{< var name >}}` in the text:

    <claim_id>               the printed number, percent sign and all
    <claim_id>_share         a count as a percentage of its stated base
    <claim_id>_recomputed    what the claim's formula gives (one decimal for percentages)
    <claim_id>_wilson        95 % Wilson interval, as if the respondents were a random sample
    <claim_id>_bounds        survey only: no-assumption bounds over the register
    <claim_id>_akmola        survey only: range over the possible register shares of Akmola Region
    n_regions, n_towns, n_claims, n_quotes, n_quotes_<direction>, confidence    of the study itself
    voice_<quote_id>, voice_<quote_id>_by    what somebody said, in our words; region and speaker
    <name>                   a derived number (`helpers.ledger.derived`); a name ending in _pct is
                             written as a percentage, with one decimal unless it is whole; in
                             _low_pct or _high_pct, rounded outward
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from helpers import paths
from helpers.errors import ArgumentError
from helpers.outputs import voices
from helpers.statistics.survey import CONFIDENCE, range_text, survey_intervals
from helpers.synthetic.watermark import COLUMN, TEXT, WITHHELD

# Of the names of a claim's numbers, as above.
ENDINGS = ("_share", "_recomputed", "_wilson", "_bounds", "_akmola")

# In a book from questionnaires: these numbers are the report's own, whatever others show.
NUMBERS_OF = "numbers_of"

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.ledger.claims import Claim
    from helpers.study import Study


def write_numbers(
    study: Study,
    notebook: str,
    *,
    chapters: tuple[str, ...],
    more: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Write outputs/numbers/<language>/<notebook>.json and return what was written.

    `chapters` are the chapter ids of the ledger whose numbers the notebook's prose uses, `more` are
    names and texts that the notebook adds to them. Raises `ArgumentError` for chapters that the
    ledger does not have.
    """
    _check_chapters(study, chapters)
    numbers = _study_numbers(study)
    for claim in study.ledger.values():
        if claim.chapter in chapters:
            numbers |= _claim_numbers(study, claim)
    for derived in study.derived:
        if derived.chapter in chapters:
            numbers[derived.name] = study.derived_text(derived.name, derived.value)
    numbers |= more or {}
    if study.is_synthetic:
        numbers[COLUMN] = TEXT
    if study.shows_printed:
        numbers[NUMBERS_OF] = "report"
    target = paths.numbers(study.language) / f"{notebook}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(numbers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return numbers


def _check_chapters(study: Study, chapters: tuple[str, ...]) -> None:
    own = (claim.chapter for claim in study.ledger.values())
    known = list(dict.fromkeys([*study.codebook.labels["chapters"], *own]))
    given = [chapters] if isinstance(chapters, str) or not isinstance(chapters, Iterable) else None
    unknown = given or [chapter for chapter in chapters if chapter not in known]
    if unknown:
        mend = 'give a tuple of texts, such as ("1",)' if given else "write them as texts"
        raise ArgumentError(
            f"no chapter {unknown[0]!r} in the ledger; {mend}; there are {', '.join(known)}"
        )


def _claim_numbers(study: Study, claim: Claim) -> dict[str, str]:
    edition, name = study.edition, claim.claim_id
    numbers = {name: study.printed(claim)}
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
        numbers[f"{name}_wilson"] = study.text(WITHHELD)
    for kind, interval in survey_intervals(study, claim).items():
        numbers[f"{name}_{kind}"] = range_text(study, interval)
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
    for quote in study.quotes:
        name = f"voice_{quote.quote_id}"
        texts[name] = quote.paraphrase(study.language)
        texts[f"{name}_by"] = voices.attribution(study, quote)
    return texts | {"confidence": study.edition.percent(100 * CONFIDENCE)}

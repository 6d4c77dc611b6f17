"""What the report's numbers and quotes say for each pathway of chapter 4, and how strongly.

`data/published/pathways.csv` names the claims and quote themes that bear on a pathway; the choice
is ours, everything else is computed. Kinds of evidence:

    survey    numbers of the 100 questionnaires, with a Wilson interval where respondents are
              counted (the staff of an organisation are not separate respondents)
    coded     every other printed count: statements, mentions and answers of the focus groups
    quotes    the printed quotes with a theme, by direction

Strength of a pathway, from the lower end of the Wilson interval of each survey count:

    most           at least one lies above one half: "most respondents"
    visible_part   at least one lies above one tenth: "a visible part"
    few            there are survey counts, and none lies so high
    talk_only      no survey count with an interval, only other evidence
    not_asked      nothing at all: no question, statement or quote bears on it

The rule says how many respondents the best-placed number concerns. It does not say that they asked
for what the pathway proposes, nor does it weigh what speaks against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.interface import marked
from helpers.outputs import tables
from helpers.statistics import survey

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study

KINDS = ("survey", "coded", "quotes")
STRENGTHS = {
    "most": marked("most respondents"),
    "visible_part": marked("a visible part"),
    "few": marked("few respondents"),
    "talk_only": marked("forms or talk only"),
    "not_asked": marked("not asked"),
}
MOST, VISIBLE_PART = 0.5, 0.1  # shares the whole interval must lie above

_COLUMNS = [
    *("pathway", "pathway_label", "kind", "item", "claim_id", "label"),
    *("number", "unit", "n_items", "printed_count"),
    *("share_pct", "wilson_low", "wilson_high", "bounds_low", "bounds_high", "wilson", "bounds"),
    *("negative", "positive", "neutral", "reason"),
]


def strength_of(
    wilson_lows: Sequence[float],
    n_other: int,
    *,
    most: float = MOST,
    visible_part: float = VISIBLE_PART,
) -> str:
    """How strong is the evidence? A key of `STRENGTHS`, by the rule above.

    Parameters: lower ends of the Wilson intervals of the survey counts, 0 to 1; how many pieces of
    other evidence there are; the shares that an end must lie above, one half and one tenth. An end
    of exactly such a share does not lie above it.

    >>> strength_of([0.67, 0.06], 3), strength_of([0.06], 3), strength_of([], 3)
    ('most', 'few', 'talk_only')
    """
    if not wilson_lows:
        return "talk_only" if n_other else "not_asked"
    highest = max(wilson_lows)
    if highest > most:
        return "most"
    return "visible_part" if highest > visible_part else "few"


def items(study: Study) -> pd.DataFrame:
    """Which evidence bears on which pathway? One row per item of a pathway.

    Columns: pathway (id), pathway_label, kind, item (claim_id or theme), claim_id (empty for a
    theme), label, number (as the edition writes it), unit, n_items (1 for a claim, the number of
    quotes for a theme), printed_count (missing for a percentage and a theme), share_pct,
    wilson_low, wilson_high, bounds_low, bounds_high (percent of the respondents and of the
    register; missing where they do not apply), wilson, bounds (as text, else None), negative,
    positive, neutral (quotes, missing for claims), reason.
    """
    import pandas as pd

    rows = [
        {
            "pathway": support.pathway,
            "pathway_label": study.label("pathways", support.pathway),
            **item(study, support.evidence, support.item),
            "reason": support.reason,
        }
        for support in study.pathways
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def item(study: Study, kind: str, name: str) -> dict[str, object]:
    """A claim or a quote theme as a piece of evidence; keys as the columns of `items`."""
    return {"claim": _claim_row, "quote_theme": _theme_row}[kind](study, name)


def show_items(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show items of evidence with their numbers and ranges; columns as `items` makes them."""
    headings = {
        "label": study.text("Evidence"),
        "number": study.text_in("how many", "Number"),
        "unit": study.text("Counted in"),
        "wilson": study.text("95% interval"),
        "bounds": study.text("Bounds, register"),
    }
    tables.check_columns(frame, tuple(headings), "show_items")
    gaps = {"unit": study.text("Quotes").lower(), "wilson": "—", "bounds": "—"}
    return tables.show_table(frame.fillna(gaps), study, name=name, columns=headings)


def strengths(
    evidence: pd.DataFrame,
    study: Study,
    *,
    most: float = MOST,
    visible_part: float = VISIBLE_PART,
) -> pd.DataFrame:
    """How strong is the evidence for each pathway? One row per pathway of the codebook.

    `evidence` has the columns of `items`; `most` and `visible_part` are the shares of the rule,
    0 to 1. Columns: pathway, claim_ids (survey and coded), label, n_survey, n_coded (claims),
    n_quotes, strength (a key of `STRENGTHS`), strength_label, carried_by (label of the
    survey count with the highest interval, else None), number and wilson (of that count, as text,
    else None), survey_text, coded_text, quotes_text (range of shares, range of counts, quotes by
    direction; empty where there is no item).
    """
    import pandas as pd

    tables.check_columns(evidence, _COLUMNS, "strengths")
    rows = []
    for pathway in study.codebook.labels["pathways"]:
        own = evidence[evidence["pathway"] == pathway]
        counted = own[(own["kind"] == "survey") & own["wilson_low"].notna()]
        n_items = {kind: int(own.loc[own["kind"] == kind, "n_items"].sum()) for kind in KINDS}
        lows = [low / 100 for low in counted["wilson_low"]]
        n_other = sum(n_items.values()) - len(counted)
        strength = strength_of(lows, n_other, most=most, visible_part=visible_part)
        best = counted.loc[counted["wilson_low"].idxmax()] if len(counted) else {}
        rows.append(
            {
                "pathway": pathway,
                "claim_ids": " ".join(filter(None, own["claim_id"])),
                "label": study.label("pathways", pathway),
                **{f"n_{kind}": n for kind, n in n_items.items()},
                "strength": strength,
                "strength_label": in_words(study, strength),
                "carried_by": best.get("label"),
                "number": best.get("number"),
                "wilson": best.get("wilson"),
                **{f"{kind}_text": _summary(study, own[own["kind"] == kind]) for kind in KINDS},
            }
        )
    return pd.DataFrame(rows)


def show_strengths(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the strength of each pathway and its highest number; columns as `strengths` makes."""
    headings = {
        "label": study.text("Pathway"),
        "strength_label": study.text("Strength by our rule"),
        "carried_by": study.text("Highest survey number"),
        "number": study.text_in("how many", "Number"),
        "wilson": study.text("95% interval"),
    }
    tables.check_columns(frame, tuple(headings), "show_strengths")
    return tables.show_table(frame.fillna("—"), study, name=name, columns=headings)


def in_words(study: Study, strength: str) -> str:
    """A key of `STRENGTHS` in the edition's words."""
    return study.text(STRENGTHS[strength])


def _summary(study: Study, items: pd.DataFrame) -> str:
    """What items of one kind say: range of shares, range of counts, or quotes by direction."""
    if items.empty:
        return ""
    kind = items["kind"].iloc[0]
    if kind == "quotes":
        return ", ".join(
            f"{study.label('directions', direction).lower()}: {int(items[direction].sum())}"
            for direction in ("negative", "neutral", "positive")
            if items[direction].sum()
        )
    values = items["share_pct"] if kind == "survey" else items["printed_count"]
    distinct = sorted({values.min(), values.max()})
    if kind == "coded":
        return "–".join(study.edition.number(value) for value in distinct)
    if len(distinct) == 1:
        return study.edition.percent(distinct[0])
    return study.edition.percent_range(*distinct)


def _claim_row(study: Study, claim_id: str) -> dict[str, object]:
    claim = study.ledger[claim_id]
    kind = "survey" if study.codebook.variables[claim.variable].source == "survey" else "coded"
    row = {
        "kind": kind,
        "item": claim.claim_id,
        "claim_id": claim.claim_id,
        "label": _claim_label(study, claim_id),
        "number": study.printed(claim),
        "unit": study.label("units", claim.unit),
        "n_items": 1,
        "printed_count": float(claim.value) if claim.kind in ("count", "total") else None,
    }
    if kind != "survey":
        return row
    return row | _shares(study, claim_id)


def _claim_label(study: Study, claim_id: str) -> str:
    claim = study.ledger[claim_id]
    label = study.label("variables", claim.variable)
    return f"{label}: {study.category_label(claim.variable, claim.category)}"


def _shares(study: Study, claim_id: str) -> dict[str, object]:
    """Share, Wilson interval and bounds of a survey count, in percent and as text."""
    claim, row = study.ledger[claim_id], {}
    if claim.kind == "percent":
        row["share_pct"] = float(claim.value)
    elif claim.base:
        row["share_pct"] = float(100 * claim.value / study.ledger[claim.base].value)
    ranges = survey.survey_intervals(study, claim)
    for kind in ("wilson", "bounds"):
        if kind in ranges:
            low, high = (float(100 * end) for end in ranges[kind])
            row |= {f"{kind}_low": low, f"{kind}_high": high}
            row[kind] = survey.range_text(study, ranges[kind])
    return row


def _theme_row(study: Study, theme: str) -> dict[str, object]:
    directions = Counter(q.direction for q in study.quotes if q.theme == theme)
    return {
        "kind": "quotes",
        "item": theme,
        "claim_id": "",
        "label": study.label("quote_themes", theme),
        "number": study.edition.number(directions.total()),
        "n_items": directions.total(),
        **{direction: directions[direction] for direction in ("negative", "positive", "neutral")},
    }

"""Printed and recomputed numbers as a table, and how many come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.audit import audit
from helpers.audit.results import SIGNS
from helpers.audit.wording import verdict_word
from helpers.chapters.recomputed.charts import LOOKS, placed
from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.outputs import tables
from helpers.paths import LEDGER_PAGE
from helpers.release.comparing import NOT_COUNTED, OUTCOMES, WITHHELD, Comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# From the chapter to an entry of the ledger's page.
LEDGER = f"../{LEDGER_PAGE}#claim-"
NOTHING = "—"

COLUMNS = (
    *("claim_id", "chapter", "name", "kind", "printed", "recomputed", "difference"),
    *("outcome", "said", "verdict", "printed_value", "recomputed_value"),
)

# Why a number is withheld, by the rule of the release.
RULES = {
    "minimum": marked("withheld: few respondents"),
    "protected": marked("withheld: small, or tells of a small one"),
    "whole_group": marked("withheld: would tell of everybody"),
    "dominance": marked("withheld: rests on few organisations"),
    "mean": marked("withheld: few forms"),
}


def numbers(study: Study) -> pd.DataFrame:
    """Every printed number beside what the questionnaires give, in the report's order.

    Columns claim_id, chapter, kind, outcome (ids), name, printed, recomputed, difference, said (the
    outcome in words, or the rule that withholds it), verdict of the audit (texts), printed_value,
    recomputed_value (for display; missing where withheld, not counted, or a date). Raises
    `ArgumentError` for a study without a release of questionnaires.
    """
    import pandas as pd

    if study.release is None:
        raise ArgumentError(
            "there are no questionnaires to compare with; `make book DATA=microdata` has them"
        )
    report, compared = study.as_printed(), Comparison(study)
    audited = audit(report.ledger, levels=report.levels)
    rows = []
    for each in compared.rows():
        claim, name = each.claim, each.claim.claim_id
        verdict = audited.verdict_of(name).verdict
        rows.append(
            (
                *(name, claim.chapter, report.name(name), claim.kind, report.printed(claim)),
                *(compared.value_text(name) or NOTHING, compared.difference_text(name) or NOTHING),
                *(each.outcome, _said(study, compared, name)),
                f"{SIGNS[verdict]} {verdict_word(verdict, study.language)}",
                None if claim.kind == "date" else float(claim.value),
                None if each.value is None else float(each.value),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def _said(study: Study, compared: Comparison, claim_id: str) -> str:
    each = compared[claim_id]
    if each.outcome == WITHHELD and each.rule in RULES:
        return study.text(RULES[each.rule])
    return compared.outcome_text(claim_id)


def show_numbers(
    frame: pd.DataFrame, study: Study, *, name: str, chapters: Sequence[str]
) -> Markdown:
    """Show the numbers of chapters of the report that the questionnaires can answer.

    Rows as `numbers` makes them. Each number leads to its entry in the ledger.
    """
    headings = {
        "name": study.text("What it is"),
        "printed": study.text("Printed number"),
        "verdict": study.text("Verdict on it"),
        "recomputed": study.text("From the questionnaires"),
        "difference": study.text("Difference"),
        "said": study.text("Comparison"),
    }
    tables.check_columns(frame, ("claim_id", "chapter", "outcome", *headings), "show_numbers")
    shown = frame[frame["chapter"].isin(list(chapters)) & (frame["outcome"] != NOT_COUNTED)]
    links = {"name": [LEDGER + claim_id for claim_id in shown["claim_id"]]}
    return tables.show_table(
        shown, study, name=name, columns=headings, links=links, side_by_side=False
    )


def outcomes(frame: pd.DataFrame) -> pd.DataFrame:
    """How many numbers of each chapter come back? One row per chapter, one column per outcome."""
    tables.check_columns(frame, ("chapter", "outcome"), "outcomes", rows=True)
    counts = frame.groupby(["chapter", "outcome"], sort=False).size().unstack(fill_value=0)
    return counts.reindex(columns=list(OUTCOMES), fill_value=0)


def show_outcomes(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show `outcomes` with the sum of all chapters below."""
    tables.check_columns(frame, tuple(OUTCOMES), "show_outcomes", rows=True)
    order = [each for each in study.codebook.labels["chapters"] if each in frame.index]
    shown = frame.loc[order].copy()
    labels = [*(study.label("chapters", each) for each in order), study.text("All")]
    shown.loc["all"] = shown.sum()
    shown.insert(0, "chapter", labels)
    headings = {"chapter": study.text("Chapter of the report")}
    headings |= {outcome: study.text(words) for outcome, words in OUTCOMES.items()}
    return tables.show_table(shown, study, name=name, columns=headings)


def recomputed_numbers(study: Study, frame: pd.DataFrame) -> dict[str, str]:
    """Numbers for the prose: n_recomputed_<outcome>, n_recomputed (all that rows can answer),
    n_recomputed_released (of those, all that are not withheld); n_placed and n_placed_<outcome> of
    the picture."""
    counts = frame["outcome"].value_counts()
    found = {f"n_recomputed_{outcome}": int(counts.get(outcome, 0)) for outcome in OUTCOMES}
    found["n_recomputed"] = len(frame) - found[f"n_recomputed_{NOT_COUNTED}"]
    found["n_recomputed_released"] = found["n_recomputed"] - found[f"n_recomputed_{WITHHELD}"]
    drawn = placed(frame)
    found["n_placed"] = len(drawn)
    for outcome in LOOKS:
        found[f"n_placed_{outcome}"] = int((drawn["outcome"] == outcome).sum())
    return {name: study.edition.number(number) for name, number in found.items()}

"""What the report says should be done, by whom, and what its own numbers say of the need.

`data/published/measures.csv` names each measure with its addressees and the claims and quote themes
that bear on the need it answers. How strong that is, follows from the rule of `evidence`, measure
by measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.pathways import evidence
from helpers.outputs import tables

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.measures import Measure
    from helpers.outputs.tables import Markdown
    from helpers.study import Study


def measures(study: Study) -> pd.DataFrame:
    """What should be done, and who would do it? One row per measure, in the order of the file.

    Columns: pathway (id, empty for a measure outside the pathways), pathway_label, measure,
    addressees (ids, separated by spaces), who, origin, where (in words), claim_ids, evidence (in
    words, empty where nothing bears on the need), strength (a key of `evidence.STRENGTHS`),
    strength_label.
    """
    import pandas as pd

    return pd.DataFrame([_row(study, each) for each in study.measures])


def show_measures(
    frame: pd.DataFrame, study: Study, *, name: str, by_pathway: bool = False
) -> Markdown:
    """Show measures, who would do them and how strong the evidence of the need is.

    `by_pathway` names pathway and place in the report in the place of the evidence. Columns as
    `measures` makes them.
    """
    between = (
        {"where": study.text("In the report"), "pathway_label": study.text("Pathway")}
        if by_pathway
        else {"evidence": study.text("Evidence of the need")}
    )
    headings = {
        "measure": study.text("Measure"),
        "who": study.text("Who would do it"),
        **between,
        "strength_label": study.text("How strong"),
    }
    tables.check_columns(frame, tuple(headings), "show_measures")
    frame = frame.assign(evidence=frame["evidence"].replace("", "—"))
    return tables.show_table(frame, study, name=name, columns=headings)


def _row(study: Study, measure: Measure) -> dict[str, str]:
    found = [evidence.item(study, "claim", each) for each in measure.claims.split()]
    found += [evidence.item(study, "quote_theme", each) for each in measure.quote_themes.split()]
    lows = [row["wilson_low"] / 100 for row in found if "wilson_low" in row]
    strength = evidence.strength_of(lows, len(found) - len(lows))
    outside = study.text("outside the pathways")
    return {
        "pathway": measure.pathway,
        "pathway_label": study.label("pathways", measure.pathway) if measure.pathway else outside,
        "measure": measure.text(study.language),
        "addressees": measure.addressee,
        "who": ", ".join(study.label("addressees", each) for each in measure.addressees),
        "origin": measure.origin,
        "where": study.label("measure_origins", measure.origin),
        "claim_ids": measure.claims,
        "evidence": _evidence_text(study, measure),
        "strength": strength,
        "strength_label": evidence.in_words(study, strength),
    }


def _evidence_text(study: Study, measure: Measure) -> str:
    """The numbers by where they stand: "Needs: funding 81; table 4: meetings 16; Quotes: …"."""
    parts: dict[str, list[str]] = {}
    for claim in (study.ledger[each] for each in measure.claims.split()):
        label = study.category_label(claim.variable, claim.category)
        parts.setdefault(_place(study, claim.variable), []).append(
            f"{label} {study.printed(claim)}"
        )
    for theme in measure.quote_themes.split():
        n_quotes = evidence.item(study, "quote_theme", theme)["number"]
        label = study.label("quote_themes", theme).lower()
        parts.setdefault(study.text("Quotes"), []).append(f"{label} {n_quotes}")
    return "; ".join(f"{place}: {', '.join(each)}" for place, each in parts.items())


def _place(study: Study, variable: str) -> str:
    """A table of the report by its number, the discussions by their name, else the question."""
    entry = study.codebook.variables[variable]
    kind, _, number = entry.location.partition(" ")
    if kind == "table":
        return study.text("table {n}").format(n=number)
    if entry.source == "discussion":
        return study.label("sources", entry.source)
    return study.label("variables", variable)

"""The report's numbers beside those of the later wave."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.chapters.waves.questions import NOTHING, interval, points, result, say_in_table
from helpers.ledger.reported import parse_reported
from helpers.outputs import tables

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Claim
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

NUMBERS = ("difference", "low", "high")


def claims(study: Study, chapter: str = "") -> pd.DataFrame:
    """What is each number of the report now? One row per number that the later wave answers.

        claim_id, name             the number, and what it counts
        printed                    as the report prints it
        then, now                  counted anew in the earlier wave, and counted now (exact
                                   fractions as text; missing where withheld or not there)
        difference, low, high      of its share, as in `changes`, where it has one
        refused                    why there is no interval

    `chapter` narrows it to a chapter of the report.
    """
    import pandas as pd

    ledger = study.printed_ledger
    rows = [
        {
            "name": study.name(row["claim_id"]),
            "printed": study.printed(ledger[row["claim_id"]]),
            **row,
        }
        for row in result(study, "claims")["values"]
        if chapter in ("", ledger[row["claim_id"]].chapter)
    ]
    columns = ["claim_id", "name", "printed", "then", "now", *NUMBERS, "refused"]
    frame = pd.DataFrame(rows).reindex(columns=columns)
    frame[list(NUMBERS)] = frame[list(NUMBERS)].astype(float)
    return frame


def show_claims(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show numbers of the report and of both waves; columns as `claims` makes them."""
    needed = ("claim_id", "name", "printed", "then", "now", *NUMBERS)
    tables.check_columns(frame, needed, "show_claims")
    if not len(frame):
        return say_in_table(study, study.text(NOTHING), name=name)
    then, now = result(study, "claims")["groups"]
    rows = frame.to_dict("records")
    shown = frame.assign(
        **{side: [_value(study, row, side) for row in rows] for side in ("then", "now")},
        difference=[
            points(study, row["difference"]) if row["difference"] == row["difference"] else ""
            for row in rows
        ],
        interval=[_interval(study, row) for row in rows],
    )
    headings = {
        "name": study.text("Number"),
        "printed": study.text("Printed"),
        "then": study.text("Counted again, {wave}").format(wave=then),
        "now": now,
        "difference": study.text("Change, points"),
        "interval": study.text("95% interval, as if both waves were random samples"),
    }
    if frame["then"].isna().all():
        del headings["then"]
    return tables.show_table(shown, study, name=name, columns=headings)


def _interval(study: Study, row: dict[str, object]) -> str:
    """Where a number has no change: the reason, if it is that the question is another."""
    if row["difference"] == row["difference"]:
        return interval(study, row)
    return study.text(row["refused"]) if isinstance(row["refused"], str) else ""


def _value(study: Study, row: dict[str, object], side: str) -> str:
    """A number as the edition writes it, with a decimal more than printed unless it is whole."""
    if not isinstance(row[side], str):
        return study.text("withheld")
    claim: Claim = study.printed_ledger[row["claim_id"]]
    value = Fraction(row[side])
    decimals = 0 if value.denominator == 1 else parse_reported(claim.printed).decimals + 1
    shown = study.edition.percent if claim.kind == "percent" else study.edition.number
    return shown(value, decimals)

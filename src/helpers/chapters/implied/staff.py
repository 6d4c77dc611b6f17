"""What the largest organisations hold of all staff, and what that leaves for all others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.bounds.staff import WOMEN, YOUTH
from helpers.chapters.implied.solving import SHARES, Range
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import EDGE, LIGHT_BLUE, ORANGE

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

SHARE_WORDS = {
    "largest_share": marked("Share of all staff in the largest organisations (over 30 staff)"),
    "women_others": marked("Women among staff of all other organisations"),
    "women_largest": marked("Women among staff of the largest"),
    "youth_others": marked("Young people among staff of all other organisations"),
    "youth_largest": marked("Young people among staff of the largest"),
}


def staff_shares(study: Study, found: Mapping[str, Range]) -> pd.DataFrame:
    """Between which shares can staff lie? One row per share.

    Columns share (id), low, high, printed (among all staff; missing where the report prints none),
    all fractions, status (see `Range`), claim_ids.
    """
    import pandas as pd

    ledger = study.ledger
    printed = {
        "women": ledger[WOMEN].value / ledger["staff_gender_known"].value,
        "youth": ledger[YOUTH].value / ledger["staff_total_youth"].value,
    }
    claims = {
        "largest": "staff_size_over_30 staff_total",
        "women": "staff_women staff_gender_known",
        "youth": "staff_youth staff_total_youth",
    }
    rows = []
    for share in SHARES:
        whom = share.partition("_")[0]
        own = found[share]
        row = {"share": share, "low": _float(own.low), "high": _float(own.high)}
        row |= {"printed": _float(printed.get(whom)), "status": own.status}
        rows.append(row | {"claim_ids": claims[whom]})
    return pd.DataFrame(rows)


def draw_staff(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Between which shares can the staff of the largest organisations and of the others lie?

    Draws the rows of `staff_shares`, one bar each.
    """
    from matplotlib.patches import Patch

    tables.check_columns(frame, ("share", "low", "high", "printed"), "draw_staff", rows=True)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        for row, bar in enumerate(frame.itertuples()):
            width = 100 * (bar.high - bar.low)
            axes.barh(row, width, left=100 * bar.low, height=0.5, color=LIGHT_BLUE, **EDGE)
            for value, end, side, shift in (
                (bar.low, "low", "right", -1),
                (bar.high, "high", "left", 1),
            ):
                text = study.edition.percent(100 * value, end=end)
                axes.text(100 * value + shift, row, text, va="center", ha=side, fontsize=8)
            if bar.printed is not None and bar.printed == bar.printed:
                axes.plot([100 * bar.printed] * 2, [row - 0.36, row + 0.36], color=ORANGE, lw=2)
        sheet.label_rows([study.text(SHARE_WORDS[share]) for share in frame["share"]])
        axes.set_xlim(*((-18, 120) if sheet.is_narrow else (-8, 112)))
        axes.set_xticks(range(0, 101, 25), [study.edition.percent(x, 0) for x in range(0, 101, 25)])
        axes.set_xlabel(study.text("Share"))
        span = Patch(facecolor=LIGHT_BLUE, label=study.text("can be anywhere here"), **EDGE)
        text = study.text("among all staff, from the printed counts")
        (line,) = axes.plot([], [], color=ORANGE, lw=2, label=text)
        sheet.legend([span, line], ncols=2, fontsize=8)

    note = figures.source_note(study, "staff_size", base="survey_size_staff_table")
    return figures.draw(chart, frame, study, name=name, note=note, n_rows=len(frame))


def staff_numbers(study: Study, found: Mapping[str, Range]) -> dict[str, str]:
    """Numbers for the prose: largest_staff_low and _high (people), one_largest_low and _high, and
    implied_<share>_low and _high in percent for the shares of `staff_shares`."""
    edition, numbers = study.edition, {}
    for name, key in (("largest_staff", "largest"), ("one_largest", "one_largest")):
        numbers |= {f"{name}_low": edition.number(found[key].low)}
        numbers |= {f"{name}_high": edition.number(found[key].high)}
    for row in staff_shares(study, found).itertuples():
        numbers[f"implied_{row.share}_low"] = edition.percent(100 * row.low, end="low")
        numbers[f"implied_{row.share}_high"] = edition.percent(100 * row.high, end="high")
    return numbers


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)

"""How far the numbers from the questionnaires are from the printed ones, in one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE
from helpers.release.comparing import DIFFERS, OUTCOMES, ROUNDED, SAME

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

# Shape as well as colour tells the outcomes apart.
LOOKS = {
    SAME: {"marker": "o", "s": 26, "color": BLUE, "linewidth": 0, "alpha": 0.55},
    ROUNDED: {"marker": "^", "s": 34, "color": LIGHT_BLUE, "edgecolor": MUTED, "linewidth": 0.6},
    DIFFERS: {"marker": "D", "s": 40, "color": ORANGE, "edgecolor": INK, "linewidth": 0.6},
}
# Names beside the marks that are farthest off; more would cover each other.
LONGEST_NAME = 44
NARROW_NAME = 26
MOST_NAMED = 6
LEAST_SPAN = 5  # percent of the printed number, so that roundings do not fill the picture
KINDS = ("rank", "year", "date")


def draw_differences(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Draw each released number: printed along the axis, and how many percent off above it.

    Rows as `numbers` makes them; places in an order are left out.
    """
    needed = ("claim_id", "name", "kind", "outcome", "printed_value", "recomputed_value")
    tables.check_columns(frame, needed, "draw_differences")
    drawn = placed(frame)[list(needed)]
    off = 100 * (drawn["recomputed_value"] / drawn["printed_value"] - 1)
    drawn = drawn.assign(off_pct=off.round(2))

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        axes.axhline(0, color=MUTED, linewidth=0.8, zorder=1)
        for outcome, look in LOOKS.items():
            own = drawn[drawn["outcome"] == outcome]
            label = f"{study.text(OUTCOMES[outcome])} ({study.edition.number(len(own))})"
            axes.scatter(own["printed_value"], own["off_pct"], label=label, zorder=2, **look)
        _scale(axes, drawn, study)
        longest = NARROW_NAME if sheet.is_narrow else LONGEST_NAME
        _name_farthest(axes, drawn, longest)
        axes.set_xlabel(study.text("Printed number (each step is ten times as much)"))
        axes.set_ylabel(study.text("Recomputed number is\nhigher or lower by, %"))
        sheet.legend(ncols=3)

    text = study.text("One mark per printed number that was counted anew and released.")
    return figures.draw(
        chart, drawn, study, name=name, note=f"{study.source_note} {text}", height=3.9
    )


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a place in the picture."""
    is_number = frame["recomputed_value"].notna() & ~frame["kind"].isin(KINDS)
    return frame[is_number & (frame["printed_value"] > 0)]


def _scale(axes, drawn: pd.DataFrame, study: Study) -> None:
    from matplotlib.ticker import FuncFormatter

    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: study.edition.number(value)))
    axes.grid(axis="x", visible=False)
    span = max(LEAST_SPAN, 1.15 * drawn["off_pct"].abs().max()) if len(drawn) else LEAST_SPAN
    axes.set_ylim(-span, span)


def _name_farthest(axes, drawn: pd.DataFrame, longest: int) -> None:
    """Name the differing numbers that are farthest off, on the side that has room."""
    from textwrap import shorten

    differing, room = drawn[drawn["outcome"] == DIFFERS], 0.11 * axes.get_ylim()[1]
    far = differing.reindex(differing["off_pct"].abs().sort_values(ascending=False).index)
    middle = (axes.get_xlim()[0] * axes.get_xlim()[1]) ** 0.5
    named: list[float] = []
    for row in far.itertuples():
        # A name over another one is none.
        if len(named) == MOST_NAMED or any(abs(row.off_pct - y) < room for y in named):
            continue
        named.append(row.off_pct)
        is_left = row.printed_value < middle
        axes.annotate(
            shorten(row.name, longest, placeholder="…"),
            (row.printed_value, row.off_pct),
            # Above the mark, where the others on the line are not.
            xytext=(0 if is_left else 4, 7),
            textcoords="offset points",
            ha="left" if is_left else "right",
            va="bottom",
            fontsize=7.5,
            color=INK,
        )

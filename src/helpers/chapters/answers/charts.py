"""Charts of answers: shares with their intervals and bounds, counts, and answers side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, PALE
from helpers.outputs.words import word
from helpers.statistics import survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.study import Study


def draw_shares(study: Study, variable: str, *, name: str, kind: str = "count") -> Drawing:
    """Which share of the respondents gave each answer, and how far can the truth lie from it?

    One row per category with a stated base: the printed share (dot), the Wilson interval as if the
    respondents were a random sample (bar), and for the survey the no-assumption bounds over the
    register (band). `kind` is "count" or "percent". Raises `ArgumentError` as `tables.tidy`.
    """
    data = shares(study, variable, kind=kind)
    note = figures.source_note(study, variable, base=data["base"].iloc[0])
    return _publish_ranges(study, data, name=name, note=note)


def draw_claims(study: Study, claim_ids: Sequence[str], *, name: str) -> Drawing:
    """Which share does each of these claims print, and how far can the truth lie from it?

    As `draw_shares`, with one row per claim, labelled by its question and answer. Raises
    `ArgumentError` for a claim without a stated base.
    """
    import pandas as pd

    rows = []
    for claim_id in claim_ids:
        claim = study.ledger[claim_id]
        found = shares(study, claim.variable, kind=claim.kind)
        row = found[found["claim_id"] == claim_id]
        if row.empty:
            raise ArgumentError(f"claim {claim_id} states no base; draw_claims needs one")
        question = study.label("variables", claim.variable)
        rows.append(row.assign(label=f"{question}: {row['label'].iloc[0]}"))
    data = pd.concat(rows, ignore_index=True)
    note = f"{word('source', study.language)}: {word('report', study.language)}."
    return _publish_ranges(study, data, name=name, note=note)


def draw_counts(study: Study, variable: str, *, name: str, kind: str = "count") -> Drawing:
    """How often was each answer given? Bars with their counts, in the codebook's order.

    For answers without a stated base (mentions, statements) or where a share would mislead.
    Raises `ArgumentError` as `tables.tidy`.
    """
    data = tables.tidy(study, variable, kind=kind)
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        draw_bars(axes, study, data)
        figures.label_rows(axes, list(data["label"]))
        axes.set_xlabel(study.label("units", data["unit"].iloc[0]))
        note = figures.source_note(study, variable, base=data["base"].iloc[0])
        return figures.publish(figure, data, study, name=name, note=note)


def shares(study: Study, variable: str, *, kind: str = "count") -> pd.DataFrame:
    """Shares of a variable's categories with both ranges, in percent.

    The columns of `tables.tidy`, and share_pct, text (the printed number), wilson_low, wilson_high,
    bounds_low, bounds_high (percent; missing where they do not apply).
    """
    data = tables.tidy(study, variable, kind=kind)
    data = data[data["share"].notna()].reset_index(drop=True)
    data["share_pct"] = 100 * data["share"]
    data["text"] = [study.printed(study.ledger[c]) for c in data["claim_id"]]
    for kind_of_range in ("wilson", "bounds"):
        ranges = [_range(study, claim_id, kind_of_range) for claim_id in data["claim_id"]]
        data[f"{kind_of_range}_low"] = [low for low, _ in ranges]
        data[f"{kind_of_range}_high"] = [high for _, high in ranges]
    return data


def draw_bars(axes: Axes, study: Study, data: pd.DataFrame, *, color: str = BLUE) -> None:
    """Draw horizontal bars of `value`, one per row, with the edition's numbers at their ends."""
    from matplotlib.ticker import MaxNLocator

    axes.barh(range(len(data)), data["value"], height=0.62, color=color)
    for row, value in enumerate(data["value"]):
        axes.annotate(
            study.edition.number(value),
            (value, row),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    axes.set_xlim(0, data["value"].max() * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _publish_ranges(study: Study, data: pd.DataFrame, *, name: str, note: str) -> Drawing:
    language = study.language
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        _draw_ranges(axes, data, "bounds", height=0.62, color=PALE, label=word("bounds", language))
        _draw_ranges(
            axes, data, "wilson", height=0.3, color=LIGHT_BLUE, label=word("wilson", language)
        )
        rows, label = range(len(data)), word("printed_share", language)
        axes.plot(data["share_pct"], rows, "o", color=BLUE, label=label)
        for row, (share, text) in enumerate(zip(data["share_pct"], data["text"], strict=True)):
            _value_label(axes, text, (share, row))
        figures.label_rows(axes, list(data["label"]))
        axes.set(xlim=(0, 100), xlabel=word("share_axis", language))
        figure.legend(loc="outside upper left", ncols=1, frameon=False, fontsize=8)
        return figures.publish(figure, data, study, name=name, note=note)


def _value_label(axes: Axes, text: str, point: tuple[float, int]) -> None:
    axes.annotate(
        text,
        point,
        (0, 14.5),  # in the gap above the bars
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=8.5,
        color=INK,
    )


def _draw_ranges(
    axes: Axes, data: pd.DataFrame, kind: str, *, height: float, color: str, label: str
) -> None:
    drawn = data[data[f"{kind}_low"].notna()]
    if drawn.empty:
        return
    widths = drawn[f"{kind}_high"] - drawn[f"{kind}_low"]
    style = {"height": height, "color": color, "label": label, **EDGE}
    axes.barh(drawn.index, widths, left=drawn[f"{kind}_low"], **style)


def _range(study: Study, claim_id: str, kind: str) -> tuple[float, float]:
    found = survey.survey_intervals(study, study.ledger[claim_id]).get(kind)
    return tuple(100 * float(end) for end in found) if found else (float("nan"), float("nan"))

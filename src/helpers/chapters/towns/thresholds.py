"""Thresholds of the levels: which of them give every town the level that the report prints."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from helpers.chapters.towns.charts import ROUNDING, check_thresholds, write_near
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, MUTED, PALE
from helpers.scale import levels
from helpers.scale.levels import THRESHOLD_ALTERNATIVES, THRESHOLD_NAMES
from helpers.scale.schemes import DEFAULT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.scale.levels import Thresholds
    from helpers.study import Study

VERDICT_WIDTH = 31  # letters

REPRODUCED = {
    "yes": marked("✓ yes"),
    "if_rounded": marked("≈ only if scores were rounded"),
    "no": marked("✗ no"),
}

# Columns of the cuts, the text for the legend, marker and colour.
CUTS = (
    ("low_below", marked("medium from"), "s", LIGHT_BLUE),
    ("high_from", marked("high from"), "D", BLUE),
)
ADMISSIBLE = {
    "medium_from": marked("medium may start here"),
    "high_from": marked("high may start here"),
}


def compare_thresholds(
    scores: pd.DataFrame,
    study: Study,
    *,
    alternatives: Mapping[str, Thresholds] = THRESHOLD_ALTERNATIVES,
) -> pd.DataFrame:
    """Which thresholds give every town of `scores` its printed level? One row per alternative.

    Columns thresholds (id), alternative (in words), low_below, high_from (points), verdict: "yes",
    "if_rounded" (the printed scores as they stand break a level, scores that round to them need
    not) or "no", reproduces (the verdict in words), broken_towns (those that break as the scores
    stand). An alternative without words is called by its id. Raises `ArgumentError` as
    `charts.check_thresholds`.
    """
    tables.check_columns(scores, ("place", "printed", "level"), "compare_thresholds", rows=True)
    alternatives = {key: check_thresholds(cuts) for key, cuts in alternatives.items()}
    frame = levels.compare_thresholds(*_printed(scores), alternatives=alternatives, rule=ROUNDING)
    frame["verdict"] = [
        "yes" if exact else "if_rounded" if rounded else "no"
        for exact, rounded in zip(frame["reproduced"], frame["reproduced_if_rounded"], strict=True)
    ]
    frame["alternative"] = [
        study.text(THRESHOLD_NAMES.get(key, key)) for key in frame["thresholds"]
    ]
    frame["reproduces"] = [study.text(REPRODUCED[verdict]) for verdict in frame["verdict"]]
    frame["broken_towns"] = [
        ", ".join(study.label("places", place) for place in places) or "—"
        for places in frame["broken"]
    ]
    frame = frame.rename(columns={"medium_from": "low_below"})
    kept = ("thresholds", "alternative", "low_below", "high_from", "verdict")
    return frame[[*kept, "reproduces", "broken_towns"]]


def draw_thresholds(
    frame: pd.DataFrame, study: Study, *, name: str, scores: pd.DataFrame
) -> Drawing:
    """Draw a track per alternative with its two cuts, and the verdict as symbol and word.

    The verdict stands beside the track, in a narrow drawing above it.
    Columns as `compare_thresholds` makes them. Shaded is where a cut gives every town of `scores`
    its printed level.
    """
    needed = ("alternative", "low_below", "high_from", "verdict", "reproduces", "broken_towns")
    tables.check_columns(frame, needed, "draw_thresholds", rows=True)
    frame = frame.reset_index(drop=True)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        verdicts = [_verdict_text(row) for row in frame.itertuples()]
        labels = list(frame["alternative"])
        if sheet.is_narrow:
            labels = [f"{label}\n{said}" for label, said in zip(labels, verdicts, strict=True)]
        sheet.label_rows(labels, width=28)
        _draw_admissible(sheet, study, scores)
        first, last = (float(end) for end in (DEFAULT_SCHEME.score_min, DEFAULT_SCHEME.score_max))
        axes.hlines(frame.index, first, last, color=MUTED, lw=0.8)
        for column, text, marker, color in CUTS:
            style = {"marker": marker, "color": color, "mec": INK, "mew": 0.6, "ls": "none"}
            style |= {"label": study.text(text), "zorder": 3, "clip_on": False}
            axes.plot(frame[column], frame.index, **style)
        axes.set_xlim(first - 0.2, last + 0.2)
        if not sheet.is_narrow:
            for row, said in enumerate(verdicts):
                text = textwrap.fill(said, VERDICT_WIDTH)
                write_near(axes, text, (last, row), (12, 0), ha="left")
            # The verdicts stand right of the scale, inside the axes, so that they take no width.
            axes.set_xlim(first - 0.2, last + 1.1 * (last - first))
        axes.spines["bottom"].set_bounds(first, last)
        axes.set_xticks(range(int(first), int(last) + 1))
        axes.set_xlabel(study.label("units", "points"), loc="left")
        sheet.legend(ncols=2)

    shaded = study.text("Shaded: where a threshold gives every town the level printed for it.")
    note = f"{figures.source_note(study, 'interaction_score')} {shaded}"
    return figures.draw(chart, frame, study, name=name, note=note, n_rows=len(frame))


def show_thresholds(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show alternatives and their verdicts; columns as `compare_thresholds` makes them."""
    headings = {
        "alternative": study.text("Thresholds"),
        "low_below": study.text("Low below"),
        "high_from": study.text("High from"),
        "reproduces": study.text("Printed levels reproduced"),
        "broken_towns": study.text("Towns with another level"),
    }
    tables.check_columns(frame, tuple(headings), "show_thresholds")
    return tables.show_table(frame, study, name=name, columns=headings)


def _printed(scores: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """The printed scores and the printed levels, by place."""
    placed = scores.set_index("place")
    return placed["printed"].to_dict(), placed["level"][placed["level"] != ""].to_dict()


def _draw_admissible(sheet: Sheet, study: Study, scores: pd.DataFrame) -> None:
    """The ranges from which both cuts can be taken, as the printed scores stand."""
    hatches = {"medium_from": "", "high_from": "///"}
    for cut, values in levels.admissible_thresholds(*_printed(scores)).items():
        label = f"{study.text(ADMISSIBLE[cut])}: {_range_text(study, values)}"
        if sheet.is_narrow:  # lines do not break between the ends
            label = label.replace("; ", ";\u00a0")
        low, high = float(values.low), float(values.high)
        style = {"facecolor": PALE, "edgecolor": "white", "hatch": hatches[cut], "lw": 0}
        sheet.axes.axvspan(low, high, zorder=0, label=label, **style)
        sheet.axes.axvspan(low, high, zorder=0, fill=False, **EDGE)


def _range_text(study: Study, values: object) -> str:
    """A range of points in brackets as the edition writes numbers."""
    ends = [
        study.edition.number(value, 0 if value.denominator == 1 else 1, end=end)
        for end, value in (("low", values.low), ("high", values.high))
    ]
    left, right = "[" if values.low_included else "(", "]" if values.high_included else ")"
    return f"{left}{ends[0]}; {ends[1]}{right}"


def _verdict_text(row: tuple) -> str:
    if row.verdict == "yes":
        return row.reproduces
    return f"{row.reproduces}: {row.broken_towns}"

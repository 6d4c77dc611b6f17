"""Thresholds of the levels: which of them give every town the level that the report prints."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from helpers.chapters.towns.charts import ROUNDING, printed_levels, scores, write_near
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, MUTED, PALE
from helpers.outputs.words import word
from helpers.scale import levels
from helpers.scale.schemes import DEFAULT_SCHEME

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.study import Study

VERDICT_WIDTH = 31  # letters

# Columns of `thresholds`, the word for the legend, the marker.
CUTS = (("low_below", "cut_medium", "s"), ("high_from", "cut_high", "D"))


def draw_thresholds(study: Study, *, name: str) -> Drawing:
    """Which thresholds give every town its printed level? One track per alternative.

    Two cuts on each track, the ranges in which a cut reproduces the levels shaded, and the verdict
    as symbol and word at the end.
    """
    data = thresholds(study)
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        figures.label_rows(axes, list(data["alternative"]), width=28)
        _draw_admissible(axes, study)
        first, last = (float(end) for end in (DEFAULT_SCHEME.score_min, DEFAULT_SCHEME.score_max))
        axes.hlines(data.index, first, last, color=MUTED, lw=0.8)
        for column, key, marker in CUTS:
            label = word(key, study.language)
            color = LIGHT_BLUE if key == "cut_medium" else BLUE
            style = {"marker": marker, "color": color, "mec": INK, "mew": 0.6, "ls": "none"}
            axes.plot(data[column], data.index, label=label, zorder=3, clip_on=False, **style)
        for row in data.itertuples():
            write_near(axes, _verdict_text(row), (last, row.Index), (12, 0), ha="left")
        # The verdicts stand to the right of the scale, inside the axes, so that they take no width.
        axes.set_xlim(first - 0.2, last + 1.1 * (last - first))
        axes.spines["bottom"].set_bounds(first, last)
        axes.set_xticks(range(int(first), int(last) + 1))
        axes.set_xlabel(study.label("units", "points"), loc="left")
        figure.legend(loc="outside upper left", ncols=2, frameon=False, fontsize=8.5)
        source = figures.source_note(study, "interaction_score")
        note = f"{source} {word('thresholds_note', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def thresholds_table(study: Study) -> pd.DataFrame:
    """Alternatives in words: alternative, low_below, high_from, reproduces, broken_towns.

    The names of the columns are keys of `helpers.outputs.words`, which holds their headings.
    """
    frame = thresholds(study)
    return frame[["alternative", "low_below", "high_from", "reproduces", "broken_towns"]]


def thresholds(study: Study) -> pd.DataFrame:
    """Every alternative and its verdict: yes, if_rounded or no.

    "if_rounded": the printed scores as they stand break a level, scores that round to them need
    not. `broken_towns` names the towns that break as the scores stand.
    """
    printed = {town.place: town.printed for town in scores(study).itertuples()}
    frame = levels.compare_thresholds(printed, printed_levels(study), rule=ROUNDING)
    language = study.language
    frame["verdict"] = [
        "yes" if exact else "if_rounded" if rounded else "no"
        for exact, rounded in zip(frame["reproduced"], frame["reproduced_if_rounded"], strict=True)
    ]
    frame["alternative"] = [word(key, language) for key in frame["thresholds"]]
    frame["reproduces"] = [word(f"reproduced_{verdict}", language) for verdict in frame["verdict"]]
    frame["broken_towns"] = [
        ", ".join(study.label("places", place) for place in places) or "—"
        for places in frame["broken"]
    ]
    frame = frame.rename(columns={"medium_from": "low_below"})
    kept = ("thresholds", "alternative", "low_below", "high_from", "verdict")
    return frame[[*kept, "reproduces", "broken_towns"]]


def _draw_admissible(axes: Axes, study: Study) -> None:
    """The ranges from which both cuts can be taken, as the printed scores stand."""
    printed = {town.place: town.printed for town in scores(study).itertuples()}
    allowed = levels.admissible_thresholds(printed, printed_levels(study))
    hatches = {"medium_from": "", "high_from": "///"}
    for cut, values in allowed.items():
        label = f"{word(f'admissible_{cut}', study.language)}: {_range_text(study, values)}"
        low, high = float(values.low), float(values.high)
        style = {"facecolor": PALE, "edgecolor": "white", "hatch": hatches[cut], "lw": 0}
        axes.axvspan(low, high, zorder=0, label=label, **style)
        axes.axvspan(low, high, zorder=0, fill=False, **EDGE)


def _range_text(study: Study, values: object) -> str:
    """A range of points in brackets as the edition writes numbers."""
    ends = [
        study.edition.number(end, 0 if end.denominator == 1 else 1)
        for end in (values.low, values.high)
    ]
    left, right = "[" if values.low_included else "(", "]" if values.high_included else ")"
    return f"{left}{ends[0]}; {ends[1]}{right}"


def _verdict_text(row: tuple) -> str:
    if row.verdict == "yes":
        return row.reproduces
    return textwrap.fill(f"{row.reproduces}: {row.broken_towns}", VERDICT_WIDTH)

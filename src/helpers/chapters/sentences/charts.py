"""The report's main sentences drawn: which stand, and by how much the numbers carry them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.chapters.sentences.wording import ASSESSMENT_SIGNS
from helpers.ledger.sentences import ASSESSMENT_WORDS, ASSESSMENTS
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

# Told apart by shape and fill as well as by colour.
MARKERS = {
    "stands": {"marker": "o", "color": BLUE},
    "stands_with_caveat": {"marker": "o", "color": BLUE, "markerfacecolor": "white"},
    "undetermined": {"marker": "s", "color": ORANGE, "markerfacecolor": "white"},
    "not_supported": {"marker": "X", "color": ORANGE},
}
COLUMNS = (
    *("paraphrase", "assessment", "share_low", "share_high", "share_text", "asked", "others"),
    *("wilson_low", "wilson_high", "bounds_low", "bounds_high"),
)
OTHERS = {
    **{"marker": "D", "markersize": 4, "markerfacecolor": "white", "markeredgecolor": INK},
    **{"markeredgewidth": 0.9, "zorder": 4},
}
ASKED = {"color": INK, "marker": "|", "markersize": 15, "markeredgewidth": 2.2, "zorder": 3}
ROW_HEIGHT = 0.33  # inches: two lines of small type
LABEL_WIDTH = 50  # letters
NARROW_ROW = 20  # points of a row whose label stands above it
VALUE_AT = 104  # percent: just right of the axis


def draw_sentences(assessed: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Which of the report's main sentences stand? Those that do on top, then those that do not.

    Draws the rows of `assess`, one per sentence: the share, or both ends of what the printed
    numbers leave open, and what the sentence claims; of a sentence about organisations in general
    also the Wilson interval, as if the respondents were a random sample, and the no-assumption
    bounds over the register.
    """
    tables.check_columns(assessed, COLUMNS, "draw_sentences", rows=True)
    data = _in_groups(assessed)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        rows = data.set_index("row")
        label = study.text("bounds if nothing is assumed about the silent")
        figures.draw_ranges(axes, rows, "bounds", height=0.66, color=PALE, label=label)
        label = study.text("95% interval, as if a random sample")
        figures.draw_ranges(axes, rows, "wilson", height=0.34, color=LIGHT_BLUE, label=label)
        for assessment in ASSESSMENTS:
            _draw_group(axes, study, data, assessment)
        _draw_shares(axes, data, "others", OTHERS, label=study.text("the same, read otherwise"))
        label = study.text("what the share has to pass, or meet")
        _draw_shares(axes, data, "asked", ASKED, label=label)
        _label_rows(sheet, study, data)
        axes.set(xlim=(-2, 102), xlabel=study.text("share, %"))
        sheet.repeat_scale(sorted(set(range(data["row"].max())) - set(data["row"])))
        sheet.legend(fontsize=8, labelspacing=0.7)

    text = study.text(
        "For rankings the black mark is the most frequent other answer. Interval and bounds "
        "where a sentence speaks of organisations in general. Sentences in our words."
    )
    note = f"{study.source_note} {text}"
    return figures.draw(
        chart, data, study, name=name, note=note, height=1.6 + ROW_HEIGHT * (data["row"].max() + 1)
    )


def _in_groups(data: pd.DataFrame) -> pd.DataFrame:
    """The sentences by assessment, with a free row above each group for its heading."""
    groups = data["assessment"].map(ASSESSMENTS.index)
    data = data.assign(group=groups).sort_values("group", kind="stable", ignore_index=True)
    n_headings = data["group"].rank(method="dense").astype(int)
    return data.assign(row=data.index + n_headings).drop(columns="group")


def _draw_shares(
    axes: Axes, data: pd.DataFrame, column: str, style: dict[str, object], *, label: str
) -> None:
    """A mark for each of the shares in a column of texts."""
    points = [
        (float(share), row)
        for shares, row in zip(data[column], data["row"], strict=True)
        for share in shares.split()
    ]
    if points:
        axes.plot(*zip(*points, strict=True), label=label, ls="none", **style)


def _draw_group(axes: Axes, study: Study, data: pd.DataFrame, assessment: str) -> None:
    """The shares of one assessment with their values; both ends where numbers leave it open."""
    group = data[data["assessment"] == assessment]
    if group.empty:
        return
    style = {"ls": "none", "markersize": 7.5, "markeredgewidth": 1.6, "zorder": 4}
    style["clip_on"] = False  # a share may be all or nothing
    style |= MARKERS[assessment]
    if assessment == "not_supported":
        style |= {"markeredgecolor": "white", "markeredgewidth": 0.6, "markersize": 9.5}
    label = f"{study.text('printed share')}: {study.text(ASSESSMENT_WORDS[assessment])}"
    axes.hlines(group["row"], group["share_low"], group["share_high"], color=style["color"], lw=1.6)
    axes.plot(group["share_low"], group["row"], label=label, **style)
    axes.plot(group["share_high"], group["row"], **style)
    for row in group.itertuples():
        axes.text(
            VALUE_AT, row.row, row.share_text, color=INK, va="center", fontsize=8, clip_on=False
        )


def _label_rows(sheet: Sheet, study: Study, data: pd.DataFrame) -> None:
    """Our sentences on their rows, and above each group what its sentences have in common."""
    axes, rows = sheet.axes, list(data["row"])
    texts = [sheet.wrap(text, LABEL_WIDTH) for text in data["paraphrase"]]
    headings = []
    for assessment, group in data.groupby("assessment", sort=False):
        headings.append(int(group["row"].min()) - 1)
        title = study.text(ASSESSMENT_WORDS[str(assessment)])
        number = study.edition.number(len(group))
        texts.append(f"{ASSESSMENT_SIGNS[str(assessment)]}  {title}: {number}")
    if sheet.is_narrow:
        labels = dict(zip([*rows, *headings], texts, strict=True))
        sheet = replace(sheet, row=NARROW_ROW)
        sheet.label_rows([labels[row] for row in range(len(labels))], bold=headings)
        return
    axes.set_yticks([*rows, *headings], texts)
    axes.tick_params(axis="y", labelsize=8, length=0)
    for label in axes.get_yticklabels()[len(rows) :]:
        label.set(fontweight="bold", fontsize=9)
    for heading in headings:
        axes.axhline(heading - 0.5, color=MUTED, lw=0.6, clip_on=False)
    axes.set_ylim(max(rows) + 0.6, -0.5)
    axes.grid(axis="y", visible=False)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)

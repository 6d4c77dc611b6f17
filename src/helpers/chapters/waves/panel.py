"""Organisations that answered twice: what they said then, and what they say now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.waves.questions import (
    answer_label,
    interval,
    p_value,
    points,
    result,
    say,
    say_in_table,
    variable_label,
)
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, ORANGE, PALE

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

FLOWS = ("stayed_yes", "to_yes", "to_no", "stayed_no")
NUMBERS = ("then_count", "now_count", "base", "difference", "low", "high", "p_value", "p_holm")
NOBODY = marked("No organisation is known to have answered twice, or what they said is withheld.")
# Heading, fill, ink and hatch of each flow, in the order drawn.
STYLES = {
    "stayed_yes": (marked("named it both times"), BLUE, "white", ""),
    "to_yes": (marked("only the second time"), LIGHT_BLUE, INK, "///"),
    "to_no": (marked("only the first time"), ORANGE, INK, "..."),
    "stayed_no": (marked("neither time"), PALE, INK, ""),
}


def panel(study: Study) -> pd.DataFrame:
    """What did those who answered twice say then and now? One row per answer.

    question, variable, label, answer        as of `changes`
    stayed_yes, to_no, to_yes, stayed_no     organisations; missing where withheld
    then_count, now_count, base              how many gave the answer, of those who answered
    difference, low, high                    proportions: now less then, 95 % interval
    p_value, p_holm                          McNemar's exact test, alone and among all (Holm)
    refused                                  why there is no interval
    """
    import pandas as pd

    rows = result(study, "panel")["values"]
    frame = pd.DataFrame(rows).reindex(
        columns=["question", "variable", "answer", *FLOWS, *NUMBERS, "refused"]
    )
    frame[[*FLOWS, *NUMBERS]] = frame[[*FLOWS, *NUMBERS]].astype(float)
    named = frame[["question", "variable", "answer"]].to_dict("records")
    labels = [variable_label(study, n["question"], n["variable"]) for n in named]
    frame.insert(2, "label", labels)
    return frame.assign(answer=[answer_label(study, *n.values()) for n in named])


def draw_panel(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Draw who kept and who changed each answer as a stacked bar; columns as `panel` makes them.

    Answers whose flows are withheld are left out; where all are, the figure says so.
    """
    tables.check_columns(frame, ("label", "answer", *FLOWS), "draw_panel")
    frame = frame.dropna(subset=list(FLOWS)).reset_index(drop=True)
    if not len(frame):
        return say(study, study.text(NOBODY), name=name)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        left = [0.0] * len(frame)
        for flow, (heading, fill, ink, hatch) in STYLES.items():
            style = {"color": fill, "hatch": hatch, "edgecolor": "white", "height": 0.62}
            bars = axes.barh(
                frame.index, frame[flow], left=left, label=study.text(heading), **style
            )
            numbers = [study.edition.number(each) if each else "" for each in frame[flow]]
            texts = axes.bar_label(bars, numbers, label_type="center", color=ink, fontsize=8.5)
            for text in texts:
                if text.get_text():
                    text.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 0.8})
            left = [start + each for start, each in zip(left, frame[flow], strict=True)]
        axes.barh(frame.index, left, height=0.62, fill=False, **EDGE)
        names = frame["label"] + ": " + frame["answer"]
        sheet.label_rows(list(names if frame["label"].nunique() > 1 else frame["answer"]))
        axes.set(xlim=(0, max(left)), xlabel=study.text("organisations that answered twice"))
        axes.grid(visible=False)
        sheet.legend(ncols=2)

    then, now = result(study, "panel")["groups"]
    note = study.text("Organisations that answered in {then} and {now}.")
    text = note.format(then=then, now=now)
    return figures.draw(
        chart, frame.drop(columns="refused"), study, name=name, note=text, n_rows=len(frame)
    )


def show_panel(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show what those who answered twice said then and now; columns as `panel` makes them."""
    needed = ("label", "answer", *FLOWS, *NUMBERS, "refused")
    tables.check_columns(frame, needed, "show_panel")
    if not len(frame):
        return say_in_table(study, study.text(NOBODY), name=name)
    then, now = result(study, "panel")["groups"]
    rows = frame.to_dict("records")
    numbers = (*FLOWS, "then_count", "now_count")
    shown = frame.assign(
        **{column: [_number(study, row[column]) for row in rows] for column in numbers},
        difference=[_points(study, row["difference"]) for row in rows],
        interval=[interval(study, row) for row in rows],
        p_holm=[p_value(study, row["p_holm"]) for row in rows],
    )
    headings = {
        "label": study.text("Question"),
        "answer": study.text("Answer"),
        "then_count": then,
        "now_count": now,
        "to_yes": study.text("Only the second time"),
        "to_no": study.text("Only the first time"),
        "difference": study.text("Change, points"),
        "interval": study.text("95% interval, as if those who answered twice were a random sample"),
        "p_holm": study.text("p, corrected for all answers"),
    }
    if frame["p_holm"].isna().all():
        del headings["p_holm"]
    return tables.show_table(shown, study, name=name, columns=headings)


def _number(study: Study, value: float) -> str:
    return study.edition.number(value) if value == value else study.text("withheld")


def _points(study: Study, value: float) -> str:
    return points(study, value) if value == value else study.text("withheld")

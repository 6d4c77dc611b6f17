"""Shares of answers then and now, as dumbbells and as tables.

Each share is of all questionnaires of its wave, as in the report. The interval of a difference is
that of chance, as if both waves were random samples; its bounds hold whatever the organisations of
both registers are that stayed silent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from helpers.chapters.waves.questions import (
    NOTHING,
    answer_label,
    check_variables,
    interval,
    p_value,
    points,
    result,
    say,
    say_in_table,
    variable_label,
)
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

NEEDED = ("label", "answer", "then", "now", "difference", "low", "high", "refused")
NUMBERS = ("difference", "low", "high", "bounds_low", "bounds_high", "p_value", "p_holm")
COUNTS = ("then_count", "then_base", "now_count", "now_base")


def changes(study: Study, variables: Sequence[str] = ()) -> pd.DataFrame:
    """How did the share of each answer change between the waves?

    One row per answer to a question that was the same in both, of these variables or of all:

        instrument, question, variable    ids; label: the question in words
        answer                            the answer in words; answer_id
        then, now                         percent of all questionnaires of the wave
        then_count, then_base, now_count, now_base
        difference, low, high             proportions: now less then, and its 95 % interval
        bounds_low, bounds_high           the same whatever the silent would have said
        p_value, p_holm                   Fisher's test, alone and among all answers (Holm)
        refused                           why there is no interval
        claim_id                          the number that the report prints of it

    A number that is not there is missing. A question that cannot be compared has no row: see
    `questions`. Raises `ArgumentError` for a book of one wave and for a variable that neither wave
    has.
    """
    import pandas as pd

    rows = result(study, "changes")["values"]
    check_variables(study, variables)
    order = list(variables) or list(dict.fromkeys(row["variable"] for row in rows))
    rows = [row for each in order for row in rows if row["variable"] == each]
    frame = pd.DataFrame(rows).reindex(
        columns=["instrument", "question", "variable", "answer", *COUNTS, *NUMBERS, "refused"]
    )
    frame[[*COUNTS, *NUMBERS]] = frame[[*COUNTS, *NUMBERS]].astype(float)
    for wave in ("then", "now"):
        frame[wave] = 100 * frame[f"{wave}_count"] / frame[f"{wave}_base"]
    frame[list(COUNTS)] = frame[list(COUNTS)].astype("Int64")
    named = frame[["question", "variable", "answer"]].to_dict("records")
    frame.insert(3, "label", [variable_label(study, n["question"], n["variable"]) for n in named])
    frame = frame.rename(columns={"answer": "answer_id"})
    frame.insert(4, "answer", [answer_label(study, *n.values()) for n in named])
    return frame.assign(claim_id=[_claim_id(study, n["variable"], n["answer"]) for n in named])


def draw_changes(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw shares then and now: a ring and a dot, joined; the difference in points at the right.

    One row per row of the frame, the first on top, under the name of its question where there are
    several; columns as `changes` makes them. Where a share is withheld, so is the line. Without
    rows the figure says that nothing can be compared. `color` is that of the later wave. Raises
    `ArgumentError` for a frame that lacks a column.
    """
    tables.check_columns(frame, NEEDED, "draw_changes")
    rows = _with_headings(frame)
    if not rows:
        return say(study, study.text(NOTHING), name=name)
    then, now = result(study, "changes")["groups"]

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        ring = {"markerfacecolor": "white", "markeredgecolor": INK, "markeredgewidth": 1.6}
        for place, row in enumerate(rows):
            if row["answer"]:
                axes.hlines(place, row["then"], row["now"], color=LIGHT_BLUE, linewidth=4)
        places = [place for place, row in enumerate(rows) if row["answer"]]
        axes.plot(frame["then"], places, "o", markersize=8, label=then, **ring)
        axes.plot(frame["now"], places, "o", markersize=8, color=color, label=now)
        labels = [row["answer"] or row["label"] for row in rows]
        heading = study.text("change, points")
        for place in places:
            change = _change(study, rows[place])
            if sheet.is_narrow:
                labels[place] += f"\n{heading}: {change}"
            else:
                _write_right(axes, change, place)
            _write_shares(axes, study, rows[place], place)
        sheet.label_rows(labels, bold=set(range(len(rows))) - set(places))
        axes.set(xlim=(-5, 105), xticks=range(0, 101, 20), xlabel=study.text("share, %"))
        if not sheet.is_narrow:
            style = {"xycoords": "axes fraction", "fontsize": 8.5, "color": MUTED, "va": "bottom"}
            axes.annotate(heading, (1.01, 1.0), **style)
        sheet.legend(ncols=2)

    data = frame.drop(columns=["refused"])
    return figures.draw(chart, data, study, name=name, note=_note(frame, study), n_rows=len(rows))


def show_changes(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show shares then and now, their difference, interval and bounds; columns as `changes`."""
    tables.check_columns(frame, (*NEEDED, *NUMBERS), "show_changes")
    if not len(frame):
        return say_in_table(study, study.text(NOTHING), name=name)
    then, now = result(study, "changes")["groups"]
    rows = frame.to_dict("records")
    shown = frame.assign(
        then=[_share(study, row, "then") for row in rows],
        now=[_share(study, row, "now") for row in rows],
        difference=[_difference(study, row) for row in rows],
        interval=[interval(study, row) for row in rows],
        bounds=[interval(study, row, "bounds_") for row in rows],
        p_holm=[p_value(study, row["p_holm"]) for row in rows],
    )
    headings = {
        "label": study.text("Question"),
        "answer": study.text("Answer"),
        "then": then,
        "now": now,
        "difference": study.text("Change, points"),
        "interval": study.text("95% interval, as if both waves were random samples"),
        "bounds": study.text("Bounds if nothing is assumed about the silent"),
        "p_holm": study.text("p, corrected for all answers"),
    }
    if frame["label"].nunique() == 1:
        del headings["label"]
    if frame["p_holm"].isna().all():
        del headings["p_holm"]
    return tables.show_table(shown, study, name=name, columns=headings)


def _with_headings(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, with one that has no answer before each of several questions."""
    rows: list[dict[str, Any]] = []
    for row in frame.to_dict("records"):
        if frame["label"].nunique() > 1 and (not rows or rows[-1]["label"] != row["label"]):
            rows.append({"label": row["label"], "answer": ""})
        rows.append(row)
    return rows


def _change(study: Study, row: Mapping[str, Any]) -> str:
    """The difference and its interval."""
    text = _difference(study, row)
    return f"{text}  ({interval(study, row)})" if row["low"] == row["low"] else text


def _write_right(axes: Axes, text: str, place: int) -> None:
    style = {"va": "center", "fontsize": 8.5, "color": INK}
    axes.annotate(text, (1.01, place), xycoords=("axes fraction", "data"), **style)


def _write_shares(axes: Axes, study: Study, row: Mapping[str, Any], place: int) -> None:
    """Both shares beside their marks."""
    style = {"va": "center", "fontsize": 8.5, "color": INK}
    is_growing = not row["now"] < row["then"]  # one of them may be missing
    for wave, side in (("then", -1 if is_growing else 1), ("now", 1 if is_growing else -1)):
        if row[wave] == row[wave]:
            axes.annotate(
                study.edition.number(row[wave]),
                (row[wave], place),
                (9 * side, 0),
                textcoords="offset points",
                ha="left" if side > 0 else "right",
                **style,
            )


def _claim_id(study: Study, variable: str, answer: str) -> str:
    """The printed number of an answer, empty where there is none."""
    for where in ({"category": answer, "place": ""}, {"category": "", "place": answer}):
        for claim in study.printed_ledger.select(variable=variable, **where):
            if claim.kind in ("count", "percent"):
                return claim.claim_id
    return ""


def _difference(study: Study, row: Mapping[str, Any]) -> str:
    value = row["difference"]
    if value == value:
        return points(study, value)
    return _missing(study, "now" if row["now"] != row["now"] else "then")


def _missing(study: Study, wave: str) -> str:
    """Why a share is not there: the report does not print it, or a rule withholds it."""
    is_unprinted = wave == "then" and result(study, "changes")["n"]["printed"]
    return study.text("not published") if is_unprinted else study.text("withheld")


def _share(study: Study, row: Mapping[str, Any], wave: str) -> str:
    if row[wave] != row[wave]:
        return _missing(study, wave)
    count, base = (study.edition.number(int(row[f"{wave}_{each}"])) for each in ("count", "base"))
    share = study.edition.percent(row[wave])
    return study.text("{share} ({count} of {base})").format(share=share, count=count, base=base)


def _note(frame: pd.DataFrame, study: Study) -> str:
    """Both bases, and what the earlier wave rests on where its questionnaires are not there."""
    found = result(study, "changes")
    then, now = found["groups"]
    sizes = [
        study.text("withheld") if each is None else study.edition.number(each)
        for each in (found["n"][then], found["n"][now])
    ]
    text = study.text("Base: {n} questionnaires of {then}, {m} of {now}.")
    note = text.format(n=sizes[0], then=then, m=sizes[1], now=now)
    if found["n"]["printed"]:
        note += " " + study.text("{then}: as printed in the report.").format(then=then)
    if frame["low"].notna().any():
        note += " " + study.text("In brackets: 95% interval, as if both waves were random samples.")
    return note

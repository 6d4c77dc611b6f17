"""Counts that the gate let out: two questions side by side, who answered, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.respondents.released import (
    NO_TABLE,
    WITHHELD,
    cells,
    draw_refused,
    label,
    question_label,
    released,
    source_note,
)
from helpers.errors import ArgumentError
from helpers.instruments import load_instruments
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, PALE
from helpers.statistics.intervals import wilson_interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.chapters.respondents.released import Cells
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# Table -> its rows and its columns. The first is put together from one table per difficulty.
CROSSED = {
    "difficulty.need": ("difficulty", "need"),
    "difficulty.location": ("survey_location", "difficulty"),
    "participation.impact": ("participation_level", "local_impact"),
    "funding.staff": ("staff_class", "funding_source"),
}
RESPONSE = ("survey_location", "financial_report", "register_region")
NOT_ANSWERED, TICKED = "not_answered", "1"
RANGE = ("rate_low", "rate_high")
COLUMNS = ("row", "row_label", "column", "column_label", "count", "base", "share")


def crosstable(study: Study, name: str) -> pd.DataFrame:
    """Which share of a group gave each answer? One row per group and answer.

        row, row_label          the group: those who named a difficulty, a place, a size of staff
        column, column_label    the answer
        count, base             how many of the group gave it, and how many answered (of a question
                                with one answer: how many are in the group)
        share                   percent of the base

    Count, base and share are missing where they are withheld. `name` is one of `CROSSED`. Raises
    `ArgumentError` for another name.
    """
    import pandas as pd

    if name not in CROSSED:
        raise ArgumentError(f"no cross-table {name!r}; choose one of {', '.join(CROSSED)}")
    first, second = CROSSED[name]
    if name == "difficulty.need":
        rows = [row for each in _answers(study, first) for row in _named(study, each)]
    else:
        rows = list(_rows(cells(study, f"respondents/{name}")))
    frame = pd.DataFrame(rows, columns=["row", "column", "count", "base"])
    ranks = {"row": _ranks(study, first), "column": _ranks(study, second)}
    frame = frame.sort_values(
        ["row", "column"], key=lambda own: own.map(ranks[own.name]).fillna(len(own)), kind="stable"
    ).reset_index(drop=True)
    frame["share"] = 100 * frame["count"] / frame["base"]
    frame["row_label"] = [label(study, first, each) for each in frame["row"]]
    frame["column_label"] = [label(study, second, each) for each in frame["column"]]
    return frame[list(COLUMNS)]


def draw_crosstable(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Draw shares as a field of squares, darker for more; withheld ones are empty.

    Columns as `crosstable` makes them. Without a row the figure says so.
    """
    tables.check_columns(frame, COLUMNS, "draw_crosstable")
    if frame.empty:
        return draw_refused(study, study.text(NO_TABLE), name=name)
    shares = _wide(frame, "share")

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        axes.imshow(shares.astype(float), cmap="Blues", vmin=0, vmax=100, aspect="auto")
        sheet.label_rows(list(shares.index))
        axes.set_ylim(len(shares) - 0.5, -0.5)
        axes.set_xticks(range(shares.shape[1]), [*map(_broken, shares.columns)], fontsize=7.5)
        axes.grid(visible=False)
        _write_shares(axes, study, shares)

    return figures.draw(
        chart, frame, study, name=name, note=source_note(study), n_rows=len(shares) + 1
    )


def show_crosstable(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show a cross-table: a row per answer, a column per group, "75% (63 of 84)".

    Columns as `crosstable` makes them.
    """
    import pandas as pd

    tables.check_columns(frame, COLUMNS, "show_crosstable")
    if frame.empty:
        return show_refused(study, study.text(NO_TABLE), name=name)
    cell = [_share_text(study, row) for row in frame.itertuples()]
    wide = frame.assign(cell=cell).pivot(index="column_label", columns="row_label", values="cell")
    groups, answers = frame["row_label"].unique(), frame["column_label"].unique()
    shown = wide.loc[answers, groups].reset_index(names="answer")
    columns = {"answer": study.text("answer"), **{group: group for group in groups}}
    return tables.show_table(pd.DataFrame(shown), study, name=name, columns=columns)


def responses(study: Study, group: str = "survey_location") -> pd.DataFrame:
    """Who of the organisations that were asked answered? One row per group with a response rate.

        group, label       place, zero report or region; label in the edition's language
        asked, answered    organisations of the register, and those of them who answered
        rate               percent of those asked
        rate_low, rate_high    95 % interval, as if each had decided by itself with the same chance;
                           missing for made-up rows

    By region those answered who name it, whatever the register says. Missing where withheld, and
    where more answered than were asked; no rows without a register. `group` is one of `RESPONSE`.
    Raises `ArgumentError` for another group.
    """
    import pandas as pd

    if group not in RESPONSE:
        raise ArgumentError(f"no response by {group!r}; choose one of {', '.join(RESPONSE)}")
    rows = []
    for name, asked, answered in _asked(study, group):
        ends = (None, None)
        is_known = asked and answered is not None and answered <= asked
        answered = answered if is_known else None
        if is_known and not study.is_synthetic:
            ends = wilson_interval(answered, asked)
        rows.append((name, label(study, group, name), asked, answered, *ends))
    frame = pd.DataFrame(rows, columns=["group", "label", "asked", "answered", *RANGE])
    frame[list(RANGE)] = 100 * frame[list(RANGE)].astype(float)
    rate = 100 * frame["answered"].astype(float) / frame["asked"].astype(float)
    frame.insert(4, "rate", rate)
    return frame


def draw_responses(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Draw response rates with their intervals, the first row on top; columns as of `responses`.

    Groups whose counts are withheld are left out. Without a row the figure says why.
    """
    tables.check_columns(frame, ("label", "rate", *RANGE), "draw_responses")
    drawn = frame[frame["rate"].notna()].reset_index(drop=True)
    if drawn.empty:
        reason = WITHHELD if len(frame) else NO_REGISTER
        return draw_refused(study, study.text(reason), name=name)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        interval = study.text("95% interval, as if each organisation had decided by itself")
        figures.draw_ranges(axes, drawn, "rate", height=0.3, color=LIGHT_BLUE, label=interval)
        axes.plot(drawn["rate"], drawn.index, "o", color=BLUE)
        sheet.label_rows(list(drawn["label"]))
        axes.set(xlim=(0, 100), xlabel=study.text("answered, % of those asked"))
        if not study.is_synthetic:
            sheet.legend(fontsize=8)

    return figures.draw(chart, frame, study, name=name, note=source_note(study), n_rows=len(drawn))


def missing(study: Study) -> pd.DataFrame:
    """How many left a question out, and how far can that move its shares? One row per question.

    question, label    of the online questionnaire, in its order
    answered, missing  respondents; missing where withheld
    width              percentage points between the least and the largest that the share of any
                       answer can be, whatever those who left it out would have said
    """
    import pandas as pd

    size = released(study).sizes.get(f"{(*released(study).waves, '')[0]}/survey")
    rows = []
    for question in load_instruments()["survey"].questions:
        found = cells(study, f"survey/{question.name}")
        if not found or size is None:
            continue
        total, none = _value(found, ("",)), _value(found, (NOT_ANSWERED,))
        answered = None if total is None else total - (none or 0)
        if (NOT_ANSWERED,) in found and none is None:
            answered = None
        rows.append((question.name, question_label(study, question.name), answered))
    frame = pd.DataFrame(rows, columns=["question", "label", "answered"])
    frame["missing"] = (size or 0) - frame["answered"]
    frame["width"] = 100 * frame["missing"].astype(float) / (size or 1)
    return frame


def show_missing(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show who left questions out; columns as `missing` makes them."""
    tables.check_columns(frame, ("label", "answered", "missing", "width"), "show_missing")
    if frame.empty:
        return show_refused(study, study.text(NO_TABLE), name=name)
    texts = {
        column: [_number(study, value) for value in frame[column]]
        for column in ("answered", "missing", "width")
    }
    columns = {
        "label": study.text("question"),
        "answered": study.text("answered it"),
        "missing": study.text("left it out"),
        "width": study.text("moves a share by at most, points"),
    }
    return tables.show_table(frame.assign(**texts), study, name=name, columns=columns)


def show_refused(study: Study, reason: str, *, name: str) -> Markdown:
    """A table of one cell that says why there is none."""
    import pandas as pd

    frame = pd.DataFrame({"refused": [reason]})
    return tables.show_table(frame, study, name=name, columns={"refused": study.text("Refused")})


NO_REGISTER = marked("There is no register of the organisations that were asked.")


def _asked(study: Study, group: str) -> Iterator[tuple[str, int | None, int | None]]:
    """Group, organisations of the register, and how many of them answered.

    A region's questionnaires are those that name it, so that no second count of them is released.
    """
    if group == "register_region":
        frame, answers = cells(study, f"register/{group}"), cells(study, "survey/survey_region")
        for (name,) in frame:
            if name and name != NOT_ANSWERED and answers:
                yield name, _value(frame, (name,)), _value(answers, (name,), missing=0)
        return
    found = cells(study, f"respondents/response.{group}")
    for name in dict.fromkeys(key[0] for key in found if key[0] and key[0] != NOT_ANSWERED):
        yield name, _value(found, (name, "")), _value(found, (name, TICKED))


def _answers(study: Study, question: str) -> list[str]:
    categories = study.codebook.variables[question].categories
    return [each for each in categories if cells(study, f"respondents/{question}.{each}.need")]


def _ranks(study: Study, question: str) -> dict[str, int]:
    """Where each answer stands in the codebook."""
    variable = study.codebook.variables.get(question)
    return {name: place for place, name in enumerate(variable.categories)} if variable else {}


def _named(study: Study, answer: str) -> Iterator[tuple[str, str, object, object]]:
    """Needs of those who named one difficulty."""
    found = cells(study, f"respondents/difficulty.{answer}.need")
    for row, column, count, base in _rows(found):
        if row == TICKED:
            yield answer, column, count, base


def _rows(found: Cells) -> Iterator[tuple[str, str, object, object]]:
    """Group, answer, count and base of every cell that is no total and no missing answer."""
    for key in found:
        if len(key) == 2 and all(key) and NOT_ANSWERED not in key:
            base = _value(found, (key[0], ""))
            none = _value(found, (key[0], NOT_ANSWERED))
            has_none = (key[0], NOT_ANSWERED) in found
            if base is not None and has_none:
                base = None if none is None else base - none
            yield *key, _value(found, key), base


def _value(found: Cells, key: tuple[str, ...], missing: int | None = None) -> int | None:
    """A cell's number; None where it is withheld, `missing` where nobody is in it."""
    cell = found.get(key)
    if cell is None:
        return missing
    return None if cell.value is None else int(cell.value)


def _wide(frame: pd.DataFrame, values: str) -> pd.DataFrame:
    wide = frame.pivot(index="row_label", columns="column_label", values=values)
    return wide.loc[frame["row_label"].unique(), frame["column_label"].unique()]


def _write_shares(axes: Axes, study: Study, shares: pd.DataFrame) -> None:
    for row, values in enumerate(shares.to_numpy(dtype=float)):
        for column, share in enumerate(values):
            is_withheld = share != share
            text = study.text(WITHHELD) if is_withheld else study.edition.percent(share)
            color = MUTED if is_withheld else ("white" if share > 60 else INK)
            size = 7 if is_withheld else 8.5
            axes.text(column, row, text, ha="center", va="center", color=color, fontsize=size)
            if is_withheld:
                axes.add_patch(_empty(column, row))


def _empty(column: int, row: int) -> object:
    from matplotlib.patches import Rectangle

    place = (column - 0.5, row - 0.5)
    return Rectangle(place, 1, 1, facecolor="white", edgecolor=PALE, linewidth=0.8, zorder=0.5)


def _share_text(study: Study, row: object) -> str:
    if row.share != row.share or row.share is None:
        return study.text(WITHHELD)
    share = study.edition.percent(row.share)
    return study.text("{share} ({n} of {m})").format(
        share=share, n=study.edition.number(row.count), m=study.edition.number(row.base)
    )


def _number(study: Study, value: object) -> str:
    import pandas as pd

    return study.text(WITHHELD) if pd.isna(value) else tables.number_text(study, value)


def _broken(text: str, width: int = 13) -> str:
    import textwrap

    return textwrap.fill(text, width, break_long_words=False)

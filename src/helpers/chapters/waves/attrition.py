"""What became of the register, and of those who answered in the earlier wave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.waves.questions import answer_label, result, say, say_in_table
from helpers.disclosure.tables import NOT_ANSWERED
from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, MUTED, ORANGE, PALE
from helpers.release.waves import OF_REGISTER

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

FATES = ("stayed", "left", "came")
NO_REGISTERS = marked("The registers of both waves are not there.")
NO_ROWS = marked("The questionnaires of the earlier wave are not there.")
STYLES = {
    "stayed": (marked("in both registers"), BLUE, "white", ""),
    "left": (marked("only in the earlier"), ORANGE, INK, "..."),
    "came": (marked("only in the later"), PALE, INK, "///"),
}
BECAME = {
    "answered": marked("answered again"),
    "silent": marked("asked again and silent"),
    "left": marked("not in the later register"),
    "away": marked("not known to have answered again"),
    "unlinked": marked("cannot be followed"),
}


def attrition(study: Study, by: str = "register_region") -> pd.DataFrame:
    """How many organisations stayed in the register, left it and came, by region or by report?

    One row per category, all of them first: category, stayed, left, came; missing where withheld.
    An organisation counts where it was then, and one that came where it is now. Empty where the
    registers of both waves are not there. Raises `ArgumentError` for another column.
    """
    import pandas as pd

    if by not in OF_REGISTER:
        raise ArgumentError(f"no attrition by {by!r}; choose one of {', '.join(OF_REGISTER)}")
    rows = [row for row in result(study, "register")["values"] if row["column"] == by]
    rows.sort(key=lambda row: bool(row["category"]))
    frame = pd.DataFrame(rows, columns=["category", *FATES])
    frame["category"] = [_category(study, by, each) for each in frame["category"]]
    return frame.astype(dict.fromkeys(FATES, "Int64"))


def draw_attrition(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Draw organisations that stayed, left and came as stacked bars, one per row of the frame.

    Columns as `attrition` makes them. What is withheld has no part of a bar; a note says so, and
    the figure says so where there are no registers.
    """
    tables.check_columns(frame, ("category", *FATES), "draw_attrition")
    frame = frame.reset_index(drop=True)
    if not len(frame):
        return say(study, study.text(NO_REGISTERS), name=name)
    numbers = frame[list(FATES)].astype(float).fillna(0.0)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        left = [0.0] * len(frame)
        for fate, (heading, fill, ink, hatch) in STYLES.items():
            style = {"color": fill, "hatch": hatch, "edgecolor": "white", "height": 0.62}
            label = study.text(heading)
            bars = axes.barh(frame.index, numbers[fate], left=left, label=label, **style)
            least = 0.03 * numbers.sum(axis=1).max()  # a number needs so much of a bar
            texts = [study.edition.number(each) if each > least else "" for each in numbers[fate]]
            for text in axes.bar_label(bars, texts, label_type="center", color=ink, fontsize=8):
                if text.get_text():
                    text.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 0.6})
            left = [start + each for start, each in zip(left, numbers[fate], strict=True)]
        axes.barh(frame.index, left, height=0.62, fill=False, **EDGE)
        labels, some = list(frame["category"]), study.text("a part is withheld")
        for place in frame.index[frame[list(FATES)].isna().any(axis=1)]:
            if sheet.is_narrow:
                labels[place] += f"\n{some}"
                continue
            axes.annotate(
                some,
                (left[place], place),
                (4, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
                color=MUTED,
            )
        sheet.label_rows(labels)
        axes.set(xlim=(0, max(left) * 1.02), xlabel=study.label("units", "organisations"))
        axes.grid(visible=False)
        sheet.legend(ncols=3)

    return figures.draw(chart, frame, study, name=name, note=_note(frame, study), n_rows=len(frame))


def answered_again(study: Study) -> pd.DataFrame:
    """What became of those who answered in the earlier wave? One row per fate: fate, count."""
    import pandas as pd

    rows = [row for row in result(study, "answers")["values"] if not row["region"]]
    by_fate = {row["fate"]: row["count"] for row in rows}
    known = [fate for fate in BECAME if fate in by_fate]
    frame = pd.DataFrame({"fate": known, "count": [by_fate[fate] for fate in known]})
    return frame.astype({"count": "Int64"})


def show_answered_again(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show what became of those who answered then; columns as `answered_again` makes them."""
    tables.check_columns(frame, ("fate", "count"), "show_answered_again")
    if not len(frame):
        return say_in_table(study, study.text(NO_ROWS), name=name)
    shown = frame.assign(
        fate=[study.text(BECAME[each]) for each in frame["fate"]],
        count=[_number(study, each) for each in frame["count"]],
    )
    then, _ = result(study, "answers")["groups"]
    headings = {
        "fate": study.text("Of those who answered in {then}").format(then=then),
        "count": study.label("units", "organisations"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def _category(study: Study, variable: str, category: str) -> str:
    if not category:
        return study.text("all")
    if category == NOT_ANSWERED:
        return study.text("not stated")
    return answer_label(study, variable, variable, category)


def _number(study: Study, value: object) -> str:
    import pandas as pd

    return study.text("withheld") if pd.isna(value) else study.edition.number(int(value))


def _note(frame: pd.DataFrame, study: Study) -> str:
    then, now = result(study, "register")["groups"]
    note = study.text("Registers of {then} and {now}.").format(then=then, now=now)
    if frame[list(FATES)].isna().any(axis=None):
        note += " " + study.text("Parts that are withheld are missing from their bars.")
    return note

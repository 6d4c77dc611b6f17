"""How the study was run, drawn: from the register to the questionnaires, and when what happened.

Everything is read from the ledger. What the report leaves out (the criteria of a step, the dates
of a region) is said in the picture and given no position.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, MUTED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.ledger.claims import Claim
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

# The steps from the register to the answers, by claim, with what is known of each.
FUNNEL = {
    "register_filtered": marked(
        "NGOs of the register of financial reports, filtered by kind of activity"
    ),
    "register_size": marked("left after processing and contacted; the criteria are not published"),
    "survey_size": marked("questionnaires returned; why the others are silent is not known"),
}

# First and last date of each activity: categories of `fieldwork_date` by source.
ACTIVITIES = {
    "register": ("register_download", "register_download"),
    "survey": ("survey_start", "survey_end"),
    "discussion": ("focus_groups_start", "focus_groups_end"),
}

DAYS_VISIBLE = 6  # a bar is drawn at least so many days wide, or a visit of three would vanish


def funnel(study: Study) -> pd.DataFrame:
    """How many organisations were left at each step, from the register to the answers?

    One row per step: claim_id, value, share_pct of the step before (percent), text (the number as
    it is written), known (what is known of the step).
    """
    import pandas as pd

    rows = []
    for before, claim_id in pairwise((None, *FUNNEL)):
        value = study.ledger[claim_id].value
        text, share = study.edition.number(value), None
        if before:
            share = 100 * value / study.ledger[before].value
            of_before = study.text("{share} of the step before")
            text += " · " + of_before.format(share=study.edition.percent(share, 1))
        rows.append(
            {
                "claim_id": claim_id,
                "value": float(value),
                "share_pct": None if share is None else float(share),
                "text": text,
                "known": study.text(FUNNEL[claim_id]),
            }
        )
    return pd.DataFrame(rows)


def draw_funnel(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw a bar per step, the last in `color`; columns as `funnel` makes them."""
    tables.check_columns(frame, ("value", "text", "known"), "draw_funnel", rows=True)
    frame = frame.reset_index(drop=True)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        colors = [LIGHT_BLUE] * (len(frame) - 1) + [color]
        axes.barh(frame.index, frame["value"], height=0.46, color=colors, **EDGE)
        for step in frame.itertuples():
            _write(axes, step.text, (step.value, step.Index), (5, 0), weight="bold")
            if not sheet.is_narrow:
                _write(axes, step.known, (0, step.Index), (2, -20), color=MUTED)
        limits = {"xlim": (0, frame["value"].max() * 1.15), "ylim": (len(frame) - 0.25, -0.45)}
        axes.set(**limits, yticks=[], xticks=[])
        if sheet.is_narrow:
            sheet.label_rows(list(frame["known"]))
        axes.grid(visible=False)
        axes.spines[["top", "right", "bottom"]].set_visible(False)

    note = figures.source_note(study, "survey_size")
    return figures.draw(chart, frame, study, name=name, note=note, height=2.6)


def activities(study: Study) -> pd.DataFrame:
    """When was the register read, when did people answer, when did they meet? One row each.

    Columns activity, place, label, start, end (dates or None), dates (text), claim_ids. The
    discussions have one row per region. A month printed alone runs from its first to its last day;
    an activity whose dates the report does not print has neither and says so in `dates`.
    """
    import pandas as pd

    regions = dict.fromkeys(town.region for town in study.codebook.towns())
    rows = [_activity(study, activity, "") for activity in ("register", "survey")]
    rows += [_activity(study, "discussion", region) for region in regions]
    # pandas would turn missing dates into its own kind of missing, which no comparison survives.
    return pd.DataFrame(rows, dtype=object)


def draw_timeline(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw a row per activity, a bar in `color` from its first to its last day.

    An activity without printed dates is a hatched row without ends. Dates stand beside the bars, in
    a narrow drawing above them. Columns as `activities` makes them.
    """
    tables.check_columns(frame, ("label", "start", "end", "dates"), "draw_timeline", rows=True)
    frame = frame.reset_index(drop=True)
    known = frame[frame["start"].notna()]
    first, last = min(known["start"]).replace(day=1), _month_end(max(known["end"]))

    def chart(sheet: Sheet) -> None:
        labels = frame["label"] + "\n" + frame["dates"] if sheet.is_narrow else frame["label"]
        sheet.label_rows(list(labels), width=30)
        for row in frame.itertuples():
            if row.Index in known.index:
                _draw_span(sheet, row, (first, last), color=color)
            else:
                _draw_undated(sheet, row, (first, last))
        _label_months(sheet, study, (first, last))

    note = figures.source_note(study, "fieldwork_date")
    return figures.draw(chart, frame, study, name=name, note=note, n_rows=len(frame))


def _activity(study: Study, activity: str, place: str) -> dict[str, object]:
    first, last = (_date_claim(study, c, place) for c in ACTIVITIES[activity])
    known = first is not None and last is not None
    return {
        "activity": activity,
        "place": place,
        "label": _activity_label(study, activity, place),
        "start": _first_day(first.printed) if known else None,
        "end": _last_day(last.printed) if known else None,
        "dates": study.edition.days(first.printed, last.printed)
        if known
        else study.text("dates not published"),
        "claim_ids": " ".join(dict.fromkeys([first.claim_id, last.claim_id])) if known else "",
    }


def _activity_label(study: Study, activity: str, place: str) -> str:
    if activity == "register":
        return study.category_label("fieldwork_date", ACTIVITIES[activity][0])
    label = study.label("sources", activity)
    return f"{label}: {study.label('places', place)}" if place else label


def _date_claim(study: Study, category: str, place: str) -> Claim | None:
    found = study.ledger.select(
        variable="fieldwork_date", kind="date", category=category, place=place
    )
    return found[0] if found else None


def _first_day(printed: str) -> date:
    return date.fromisoformat(printed if len(printed) > len("2024-06") else f"{printed}-01")


def _last_day(printed: str) -> date:
    return _first_day(printed) if len(printed) > len("2024-06") else _month_end(_first_day(printed))


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _draw_span(sheet: Sheet, row: tuple, limits: tuple[date, date], *, color: str) -> None:
    """A bar from the first to the last day, with its dates on the side where there is room."""
    start, end = row.start.toordinal(), row.end.toordinal() + 1
    if (lacking := DAYS_VISIBLE - (end - start)) > 0:
        start, end = start - lacking / 2, end + lacking / 2
    sheet.axes.barh(row.Index, end - start, left=start, height=0.46, color=color)
    if sheet.is_narrow:
        return
    middle = sum(limit.toordinal() for limit in limits) / 2
    if start < middle:
        _write(sheet.axes, row.dates, (end, row.Index), (5, 0))
    else:
        _write(sheet.axes, row.dates, (start, row.Index), (-5, 0), align="right")


def _draw_undated(sheet: Sheet, row: tuple, limits: tuple[date, date]) -> None:
    first, last = (limit.toordinal() for limit in limits)
    sheet.axes.axhspan(
        row.Index - 0.23,
        row.Index + 0.23,
        facecolor="none",
        edgecolor="#b4bcc5",
        hatch="////",
        lw=0,
    )
    if sheet.is_narrow:
        return
    box = {"facecolor": "white", "edgecolor": "none", "pad": 2}
    _write(sheet.axes, row.dates, ((first + last) / 2, row.Index), (0, 0), align="center", bbox=box)


def _label_months(sheet: Sheet, study: Study, limits: tuple[date, date]) -> None:
    """Months under the axis, every other one if narrow, with the year at the first one of each."""
    from babel.dates import format_date

    months = [limits[0]]
    while (following := _month_end(months[-1]) + timedelta(days=1)) <= limits[1]:
        months.append(following)
    months = months[:: 2 if sheet.is_narrow else 1]
    labels = [format_date(month, "LLL", locale=study.edition.locale) for month in months]
    years = [month.year for month in months]
    for place, year in enumerate(years):
        # A second line under every month keeps them all on one height.
        labels[place] += f"\n{year}" if years.index(year) == place else "\n "
    sheet.axes.set_xticks([month.toordinal() for month in months], labels, ha="left")
    sheet.axes.set_xlim(limits[0].toordinal(), limits[1].toordinal() + 1)


def _write(
    axes: Axes, text: str, point: tuple, offset: tuple, *, align: str = "left", **style: object
) -> None:
    """Text at a point of the data, moved by points of type."""
    style = {"fontsize": 8.5, "color": INK, "va": "center", "ha": align} | style
    axes.annotate(text, point, offset, textcoords="offset points", **style)

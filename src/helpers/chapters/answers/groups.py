"""Groups set side by side: parts of a whole, households, themes, answers that match."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from helpers.chapters.answers import charts
from helpers.errors import ArgumentError
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, ORANGE, PALE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

DIRECTIONS = {"negative": ORANGE, "positive": BLUE}

# One mark per question: marker, colour, size.
MARKS = (("o", ORANGE, 11), ("s", BLUE, 7), ("D", INK, 7))


def part(study: Study, claim_id: str) -> pd.DataFrame:
    """How large is one printed count within its stated base? Two rows, the count and the rest.

    Columns part, count, claim_ids (of the rest: the base and the count). Raises `ArgumentError`
    when the claim states no base.
    """
    import pandas as pd

    claim = study.ledger[claim_id]
    if not claim.base:
        raise ArgumentError(f"claim {claim_id} states no base; a part needs one")
    rest = study.ledger[claim.base].value - claim.value
    return pd.DataFrame(
        {
            "part": [study.category_label(claim.variable, claim.category), study.text("the rest")],
            "count": [int(claim.value), int(rest)],
            "claim_ids": [claim_id, f"{claim.base} {claim_id}"],
        }
    )


def draw_part(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw the parts of a whole as one bar, the first in `color`; columns as `part` makes them."""
    tables.check_columns(frame, ("part", "count", "claim_ids"), "draw_part", rows=True)
    claim = study.ledger[frame["claim_ids"].iloc[0].split()[-1]]

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        _draw_stack(axes, study, frame.set_index("part")[["count"]].T, color=color)
        axes.set_yticks([])
        axes.set_xlabel(study.label("units", study.ledger[claim.base].unit))
        sheet.legend(ncols=2)

    data = frame[["claim_ids", "part"]].assign(value=frame["count"].astype(float))
    note = figures.source_note(study, claim.variable, base=claim.base)
    return figures.draw(chart, data, study, name=name, note=note, height=1.7)


def households(study: Study) -> pd.DataFrame:
    """Who heads the households of a region? Printed numbers, one row per region.

    Columns region, women, equal, total (households) and claim_ids. The report does not break down
    those that are neither headed by women nor equally.
    """
    answers = tables.tidy(study, "household_head")
    counts = answers.pivot(index="place", columns="category", values="value")
    totals = tables.tidy(study, "household_head", kind="base").set_index("place")
    frame = counts.assign(total=totals["value"]).reindex(totals.index).astype(int)
    frame.insert(0, "region", [study.label("places", place) for place in frame.index])
    ids = answers.groupby("place")["claim_id"].agg(" ".join)
    frame["claim_ids"] = ids + " " + totals["claim_id"]
    return frame[["region", "women", "equal", "total", "claim_ids"]].reset_index(drop=True)


def draw_households(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw a stacked bar per region: women, equal, and `remainder`, which is not broken down.

    Columns as `households` makes them, and `remainder`. `color` is that of the first part.
    """
    needed = ("region", "equal", "women", "total", "remainder", "claim_ids")
    tables.check_columns(frame, needed, "draw_households", rows=True)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        shown = frame.set_index("region")[["women", "equal", "remainder"]]
        shown.columns = [study.category_label("household_head", c) for c in shown.columns]
        _draw_stack(axes, study, shown, color=color)
        sheet.label_rows(list(shown.index))
        axes.set_xlabel(study.label("units", "households"))
        sheet.legend(ncols=3)

    note = study.source_note
    return figures.draw(chart, frame[list(needed)], study, name=name, note=note, n_rows=len(frame))


def themes(study: Study) -> pd.DataFrame:
    """What did participants say of local bodies? Printed counts by theme.

    Columns answer (the theme), count, base, direction ("negative" or "positive", read off the total
    each theme belongs to) and claim_id.
    """
    frame = charts.counts(study, "statement_theme")
    frame = frame[frame["base"].notna()]
    bases = [study.ledger[study.ledger[claim_id].base] for claim_id in frame["claim_id"]]
    return frame.assign(direction=[base.category for base in bases]).reset_index(drop=True)


def draw_themes(
    frame: pd.DataFrame,
    study: Study,
    *,
    name: str,
    colors: Mapping[str, str] = DIRECTIONS,
) -> Drawing:
    """Draw a bar per theme, coloured by direction; columns as `themes` makes them.

    What is positive is hatched, too, so that directions differ without colour.
    """
    tables.check_columns(
        frame, ("answer", "count", "direction", "claim_id"), "draw_themes", rows=True
    )
    frame = frame.reset_index(drop=True)
    values = frame["count"].astype(float)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        charts.draw_bars(axes, study, values)
        for bar, direction in zip(axes.patches, frame["direction"], strict=True):
            bar.set_facecolor(colors[direction])
            bar.set_edgecolor("white")
            bar.set_hatch("" if direction == "negative" else "///")
        sheet.label_rows(list(frame["answer"]))
        axes.set_xlabel(study.text("Count"))
        _direction_legend(sheet, study, colors)

    data = charts.with_claims(frame, study).assign(value=values, direction=frame["direction"])
    bases = {"base": "statements_negative", "also": "statements_positive"}
    note = figures.source_note(study, "statement_theme", **bases)
    return figures.draw(chart, data, study, name=name, note=note, n_rows=len(frame))


def matches(study: Study, subjects: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Where answers to several questions speak of the same thing, do their numbers agree?

    `subjects` are claims that speak of one thing each, which is called by the answer of the first.
    One row per claim: subject, question (variable), answer, count, base, claim_id. Raises
    `ArgumentError` for anything but a list of lists.
    """
    import pandas as pd

    if isinstance(subjects, str) or not subjects or any(isinstance(s, str) for s in subjects):
        raise ArgumentError(
            f"matches needs a list of lists and received {subjects!r}; "
            "write one list of claims per subject, such as [['difficulty_finance', 'need_finance']]"
        )
    parts = []
    for claim_ids in subjects:
        frame = charts.shares_of(study, claim_ids)
        claims = [study.ledger[claim_id] for claim_id in claim_ids]
        labels = [study.category_label(claim.variable, claim.category) for claim in claims]
        frame["answer"] = labels
        frame.insert(0, "subject", labels[0])
        frame.insert(1, "question", [claim.variable for claim in claims])
        parts.append(frame[["subject", "question", "answer", "count", "base", "claim_id"]])
    return pd.concat(parts, ignore_index=True)


def draw_matches(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Draw a row per subject, with a mark per question; columns as `matches` makes them."""
    needed = ("subject", "question", "answer", "count", "claim_id")
    tables.check_columns(frame, needed, "draw_matches", rows=True)
    frame = frame.reset_index(drop=True)
    frame["count"] = frame["count"].astype(float)
    subjects, questions = (list(frame[column].unique()) for column in needed[:2])

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        for question, (marker, color, size) in zip(questions, cycle(MARKS), strict=False):
            rows = frame[frame["question"] == question]
            at = [subjects.index(subject) for subject in rows["subject"]]
            label = study.label("variables", question)
            axes.plot(rows["count"], at, marker, color=color, markersize=size, label=label)
            for row, y in zip(rows.itertuples(), at, strict=True):
                same_row = frame.loc[frame["subject"] == row.subject, "count"]
                _value_label(axes, study, (row.count, y), same_row)
        sheet.label_rows(subjects, reach=16)
        axes.set(xlim=(0, 100), xlabel=study.text("share, %"))
        sheet.legend()

    data = charts.with_claims(frame, study)
    data = data.assign(value=frame["count"], subject=frame["subject"])
    note = _matches_note(study, questions)
    return figures.draw(chart, data, study, name=name, note=note, n_rows=len(subjects) + 1)


def _matches_note(study: Study, questions: Sequence[str]) -> str:
    """Source and base of several questions of the survey, each with its figure in the report."""
    locations = (study.codebook.variables[question].location.split() for question in questions)
    places = ", ".join(study.text(figures.LOCATIONS[kind]).format(n=n) for kind, n in locations)
    base = study.ledger["survey_size"]
    n_units = figures.counted(study, study.edition.number(base.value), base.unit)
    source = f"{study.text('Source')}: {study.text('report')}, {places}"
    return f"{source}; {study.text('base')}: {n_units}."


def _value_label(axes: Axes, study: Study, point: tuple[float, int], row: pd.Series) -> None:
    near = [x for x in row if 0 < abs(x - point[0]) < 6]
    side = -1 if any(x > point[0] for x in near) else 1
    axes.annotate(
        study.edition.number(point[0]),
        point,
        (9 * side, 9),
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=8.5,
    )


def _draw_stack(axes: Axes, study: Study, data: pd.DataFrame, *, color: str) -> None:
    """Stack the columns of a table of whole numbers, one bar per row, numbers inside the parts."""
    left = [0.0] * len(data)
    styles = [(color, "white", ""), (LIGHT_BLUE, INK, "///"), (PALE, INK, "")]
    if len(data.columns) == 2:
        styles = [styles[0], styles[2]]
    for column, (fill, ink, hatch) in zip(data.columns, styles, strict=False):
        values = data[column].astype(float).to_list()
        bars = axes.barh(
            range(len(data)),
            values,
            left=left,
            height=0.62,
            color=fill,
            hatch=hatch,
            edgecolor="white",
            label=column,
        )
        labels = [study.edition.number(value) for value in values]
        texts = axes.bar_label(bars, labels, label_type="center", color=ink, fontsize=8.5)
        for text in texts:
            text.set_bbox({"facecolor": fill, "edgecolor": "none", "pad": 0.8})
        left = [start + value for start, value in zip(left, values, strict=True)]
    axes.barh(range(len(data)), left, height=0.62, fill=False, **EDGE)
    axes.set_xlim(0, max(left))
    axes.grid(visible=False)


def _direction_legend(sheet: Sheet, study: Study, colors: Mapping[str, str]) -> None:
    from matplotlib.patches import Patch

    labels = study.codebook.variables["statement_theme"].categories
    styles = {"negative": {}, "positive": {"hatch": "///", "edgecolor": "white"}}
    handles = [
        Patch(facecolor=colors[direction], label=labels[direction][study.language], **style)
        for direction, style in styles.items()
    ]
    sheet.legend(handles, ncols=2)

"""Charts that set groups side by side: parts of a whole, households, themes, answers that match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.answers import charts
from helpers.errors import ArgumentError
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, ORANGE, PALE
from helpers.outputs.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.study import Study

# Which difficulty, need and training topic speak of the same thing; the pairing is ours.
MATCHES = {
    "finance": {"difficulty": "finance", "need": "finance", "training_topic": "finance"},
    "staff": {"difficulty": "staff", "need": "staff", "training_topic": "teams"},
    "infrastructure": {"difficulty": "infrastructure", "need": "infrastructure"},
    "technical_knowledge": {"difficulty": "technical_knowledge", "need": "training"},
    # The report says that respondents mean by regulation how officials deal with them.
    "regulation": {"difficulty": "regulation", "training_topic": "local_bodies"},
}


def draw_part(study: Study, claim_id: str, *, name: str) -> Drawing:
    """How large is one printed count within its stated base? One bar, the rest in a lighter tone.

    Raises `ArgumentError` when the claim states no base.
    """
    import pandas as pd

    claim = study.ledger[claim_id]
    if not claim.base:
        raise ArgumentError(f"claim {claim_id} states no base; draw_part needs one")
    base = study.ledger[claim.base]
    rest = float(base.value - claim.value)
    label = study.category_label(claim.variable, claim.category)
    data = pd.DataFrame(
        {
            "claim_ids": [claim_id, f"{claim.base} {claim_id}"],
            "part": [label, word("rest", study.language)],
            "value": [float(claim.value), rest],
        }
    )
    with figures.canvas(height=1.7) as (figure, axes):
        _draw_stack(axes, study, data.set_index("part")[["value"]].T)
        axes.set_yticks([])
        axes.set_xlabel(study.label("units", base.unit))
        figure.legend(loc="outside upper left", ncols=2, frameon=False, fontsize=8.5)
        note = figures.source_note(study, claim.variable, base=claim.base)
        return figures.publish(figure, data, study, name=name, note=note)


def draw_households(study: Study, *, name: str) -> Drawing:
    """Who heads the households, by region? Women, equally, and the rest, which is not broken down.

    The rest is the printed number of households less the two printed answers.
    """
    data = households(study)
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        shown = data.set_index("region")[["women", "equal", "remainder"]]
        shown.columns = [study.category_label("household_head", c) for c in shown.columns]
        _draw_stack(axes, study, shown)
        figures.label_rows(axes, list(shown.index))
        axes.set_xlabel(study.label("units", "households"))
        figure.legend(loc="outside upper left", ncols=3, frameon=False, fontsize=8.5)
        note = f"{word('source', study.language)}: {word('report', study.language)}."
        return figures.publish(figure, data, study, name=name, note=note)


def households(study: Study) -> pd.DataFrame:
    """Households by region: region, women, equal, remainder, total (whole numbers), claim_ids."""
    answers = tables.tidy(study, "household_head")
    answers = answers[answers["category"] != ""]
    counts = answers.pivot(index="place", columns="category", values="value")
    totals = tables.tidy(study, "household_head", kind="base").set_index("place")
    data = counts.assign(total=totals["value"]).reindex(totals.index).astype(int)
    data["remainder"] = data["total"] - data["women"] - data["equal"]
    data.insert(0, "region", [study.label("places", place) for place in data.index])
    ids = answers.groupby("place")["claim_id"].agg(" ".join)
    data["claim_ids"] = ids + " " + totals["claim_id"]
    return data.reset_index(drop=True)


def draw_themes(study: Study, *, name: str) -> Drawing:
    """What did participants say of local bodies? Printed counts by theme, critical and positive."""
    data = themes(study)
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        charts.draw_bars(axes, study, data)
        for bar, direction in zip(axes.patches, data["direction"], strict=True):
            bar.set_facecolor(ORANGE if direction == "negative" else BLUE)
            bar.set_edgecolor("white")
            bar.set_hatch("" if direction == "negative" else "///")
        figures.label_rows(axes, list(data["label"]))
        axes.set_xlabel(word("count", study.language))
        _direction_legend(figure, study)
        bases = {"base": "statements_negative", "also": "statements_positive"}
        note = figures.source_note(study, "statement_theme", **bases)
        return figures.publish(figure, data, study, name=name, note=note)


def themes(study: Study) -> pd.DataFrame:
    """Printed counts by theme with their direction, read off the total each theme belongs to."""
    data = tables.tidy(study, "statement_theme")
    data = data[data["base"] != ""].copy()
    data["direction"] = [study.ledger[base].category for base in data["base"]]
    return data.reset_index(drop=True)


def draw_matches(study: Study, *, name: str) -> Drawing:
    """Where a difficulty, a need and a training topic speak of the same thing, do they agree?

    One row per subject, one mark per question; the pairing of answers is ours (`MATCHES`).
    """
    data = matches(study)
    styles = {
        "difficulty": ("o", ORANGE, 11),
        "need": ("s", BLUE, 7),
        "training_topic": ("D", INK, 7),
    }
    subjects = list(dict.fromkeys(data["subject"]))
    with figures.canvas(n_rows=len(subjects) + 1) as (figure, axes):
        for question, (marker, color, size) in styles.items():
            rows = data[data["variable"] == question]
            at = [subjects.index(subject) for subject in rows["subject"]]
            label = study.label("variables", question)
            axes.plot(rows["value"], at, marker, color=color, markersize=size, label=label)
            for (_, row), y in zip(rows.iterrows(), at, strict=True):
                same_row = data.loc[data["subject"] == row["subject"], "value"]
                _value_label(axes, study, (row["value"], y), same_row)
        figures.label_rows(axes, subjects)
        axes.set(xlim=(0, 100), xlabel=word("share_axis", study.language))
        figure.legend(loc="outside upper left", frameon=False, fontsize=8.5)
        return figures.publish(figure, data, study, name=name, note=_matches_note(study, styles))


def matches(study: Study) -> pd.DataFrame:
    """Answers that speak of the same thing: the columns of `tables.tidy` and `subject`."""
    import pandas as pd

    parts = []
    for subject, answers in MATCHES.items():
        for variable, category in answers.items():
            rows = tables.tidy(study, variable)
            found = rows[rows["category"] == category]
            label = study.category_label("difficulty", subject)
            parts.append(found.assign(subject=label))
    return pd.concat(parts, ignore_index=True)


def _matches_note(study: Study, questions: Iterable[str]) -> str:
    """Source and base of several questions of the survey, each with its figure in the report."""
    language = study.language
    locations = (study.codebook.variables[question].location.split() for question in questions)
    places = ", ".join(f"{word(kind, language)} {number}" for kind, number in locations)
    base = study.ledger["survey_size"]
    n_units = f"{study.edition.number(base.value)} {study.label('units', base.unit)}"
    source = f"{word('source', language)}: {word('report', language)}, {places}"
    return f"{source}; {word('base', language)}: {n_units}."


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


def _draw_stack(axes: Axes, study: Study, data: pd.DataFrame) -> None:
    """Stack the columns of a table of whole numbers, one bar per row, numbers inside the parts."""
    left = [0.0] * len(data)
    styles = [(BLUE, "white", ""), (LIGHT_BLUE, INK, "///"), (PALE, INK, "")]
    if len(data.columns) == 2:
        styles = [styles[0], styles[2]]
    for column, (color, ink, hatch) in zip(data.columns, styles, strict=True):
        values = data[column].astype(float).to_list()
        bars = axes.barh(
            range(len(data)),
            values,
            left=left,
            height=0.62,
            color=color,
            hatch=hatch,
            edgecolor="white",
            label=column,
        )
        labels = [study.edition.number(value) for value in values]
        texts = axes.bar_label(bars, labels, label_type="center", color=ink, fontsize=8.5)
        for text in texts:
            text.set_bbox({"facecolor": color, "edgecolor": "none", "pad": 0.8})
        left = [start + value for start, value in zip(left, values, strict=True)]
    axes.barh(range(len(data)), left, height=0.62, fill=False, **EDGE)
    axes.set_xlim(0, max(left))
    axes.grid(visible=False)


def _direction_legend(figure: object, study: Study) -> None:
    from matplotlib.patches import Patch

    language = study.language
    categories = study.codebook.variables["statement_theme"].categories
    handles = [
        Patch(facecolor=ORANGE, label=categories["negative"][language]),
        Patch(
            facecolor=BLUE, hatch="///", edgecolor="white", label=categories["positive"][language]
        ),
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=2, frameon=False, fontsize=8.5)

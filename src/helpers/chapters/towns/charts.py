"""The towns of the focus groups: their scores and levels, their problems, their languages.

Scores are printed means; how many forms stand behind each is not published, so the charts show
what rounding leaves open and nothing about chance.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from helpers.chapters.towns import interactive
from helpers.errors import ArgumentError
from helpers.ledger.reported import rounding_range
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, MUTED, PALE
from helpers.scale.levels import DEFAULT_THRESHOLDS, LEVELS, Thresholds, to_thresholds
from helpers.scale.schemes import DEFAULT_SCHEME

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

BAND_TONES = {"low": "#f2f4f6", "medium": "#e1ebf3", "high": "#c6dcec"}
ROUNDING = "nearest"

SCORES = (
    *("claim_id", "place", "town", "printed", "score", "level", "text"),
    *("rounding_low", "rounding_high"),
)

_PROBLEM = "environmental_problem"


def scores(study: Study) -> pd.DataFrame:
    """How high did each town score, by the report? One row per printed mean, in its order.

    Columns town (label), score (points), level (id), printed and text (as the report and as the
    edition write the score), rounding_low, rounding_high (points: what rounds to it), place,
    claim_id.
    """
    import pandas as pd

    rows = []
    for claim in study.scores():
        values = rounding_range(claim.printed, ROUNDING)
        rows.append(
            {
                "town": study.label("places", claim.place),
                "score": float(claim.value),
                "level": study.levels.get(claim.place, ""),
                "printed": claim.printed,
                "text": study.printed(claim),
                "rounding_low": float(values.low),
                "rounding_high": float(values.high),
                "place": claim.place,
                "claim_id": claim.claim_id,
            }
        )
    return pd.DataFrame(rows)


def draw_scale(
    frame: pd.DataFrame,
    study: Study,
    *,
    name: str,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    color: str = BLUE,
) -> Drawing:
    """Draw scores as dots on the scale's range, with the values that round to the printed ones.

    One row per town, the first on top; columns as `scores` makes them. Bands are the levels that
    `thresholds` give: the lowest score of the medium and of the high one. `color` is that of what
    rounding leaves open. The interactive version is written with it. Raises `ArgumentError` for a
    frame that lacks a column or has no row, and for thresholds as `check_thresholds`.
    """
    tables.check_columns(frame, SCORES, "draw_scale", rows=True)
    frame = frame.reset_index(drop=True)
    thresholds = check_thresholds(thresholds)
    bands = _bands(study, thresholds)
    made = interactive.scale_chart(frame, study, bands=bands, color=color)
    figures.write_interactive(made, study, name=name)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        sheet.label_rows(list(frame["town"]), reach=17, ground="none")
        _draw_bands(axes, bands)
        label = study.text("printed mean score")
        dots = axes.plot(frame["score"], frame.index, "o", color=INK, markersize=4, label=label)
        span = frame["rounding_low"], frame["rounding_high"]
        label = study.text("values that round to it")
        bars = axes.hlines(frame.index, *span, color=color, alpha=0.55, lw=9, label=label)
        for town in frame.itertuples():
            write_near(axes, town.text, (town.score, town.Index), (0, 11))
        axes.set_xlabel(study.label("units", "points"))
        sheet.legend([*dots, bars], ncols=2)

    data = frame[list(SCORES)].rename(columns={"town": "label"})
    note = _scale_note(study, thresholds)
    return figures.draw(chart, data, study, name=name, note=note, n_rows=len(frame))


def problems(study: Study) -> pd.DataFrame:
    """Which environmental problems were named in which town? One row per town and problem.

    Columns place (id), town, category (id), problem, named (True or False).
    """
    import pandas as pd

    facts = {(f.place, f.category) for f in study.town_facts if f.variable == _PROBLEM}
    rows = [
        {
            "place": town.id,
            "town": study.label("places", town.id),
            "category": category,
            "problem": study.category_label(_PROBLEM, category),
            "named": (town.id, category) in facts,
        }
        for town in study.codebook.towns()
        for category in study.codebook.variables[_PROBLEM].categories
    ]
    return pd.DataFrame(rows)


def draw_problems(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw a grid of problems and towns, a dot where one was named; in the frame's order.

    Columns as `problems` makes them.
    """
    tables.check_columns(
        frame, ("place", "category", "problem", "named"), "draw_problems", rows=True
    )
    towns, problems = list(frame["place"].unique()), list(frame["problem"].unique())
    named = frame[frame["named"]]

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        sheet.label_rows(problems, width=30)
        at = [towns.index(place) for place in named["place"]]
        rows = [problems.index(problem) for problem in named["problem"]]
        axes.plot(at, rows, "o", color=color, markersize=9)
        axes.hlines(range(len(problems)), -0.5, len(towns) - 0.5, color=PALE, lw=0.8, zorder=0)
        _label_towns(axes, study, towns)

    source = figures.source_note(study, _PROBLEM).partition(";")[0]
    dots = study.text(
        "A dot: named in the discussion. Coded by us; named or not named, never counted."
    )
    return figures.draw(
        chart, frame, study, name=name, note=f"{source}. {dots}", n_rows=len(problems) + 1
    )


def languages(study: Study) -> pd.DataFrame:
    """In which language did each town talk? One row per town: town, languages.

    All statements stand where there are two; `languages` is missing where there is none.
    """
    import pandas as pd

    rows = []
    for town in study.codebook.towns():
        said = [
            study.category_label(fact.variable, fact.category)
            for fact in study.town_facts
            if fact.place == town.id and fact.variable == "discussion_language"
        ]
        rows.append({"town": study.label("places", town.id), "languages": "; ".join(said) or None})
    return pd.DataFrame(rows)


def show_languages(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the languages of the discussions; columns as `languages` makes them."""
    headings = {
        "town": study.text("Town"),
        "languages": study.text("Language of the discussion"),
    }
    tables.check_columns(frame, tuple(headings), "show_languages")
    return tables.show_table(frame, study, name=name, columns=headings)


def write_near(axes: Axes, text: str, point: tuple, offset: tuple, *, ha: str = "center") -> None:
    """Write beside a point of the data, `offset` in points; the layout leaves it no room."""
    style = {"textcoords": "offset points", "va": "center", "fontsize": 8.5}
    axes.annotate(text, point, offset, ha=ha, color=INK, **style).set_in_layout(False)


def check_thresholds(thresholds: Thresholds) -> Thresholds:
    """Thresholds as exact numbers.

    Raises `ArgumentError` as `levels.to_thresholds`, and for one that lies off the scale.
    """
    cuts = to_thresholds(thresholds)
    first, last = DEFAULT_SCHEME.score_min, DEFAULT_SCHEME.score_max
    if cuts.medium_from < first or cuts.high_from > last:
        shown = ", ".join(str(cut) for cut in thresholds)
        raise ArgumentError(
            f"thresholds ({shown}) lie off the scale, which runs from {first} to {last}; "
            "give two of its points, such as (6, 8)"
        )
    return cuts


def _bands(study: Study, thresholds: Thresholds) -> list[tuple[str, float, float, str]]:
    """The three levels, low first: label, start, end (points), colour."""
    scheme = DEFAULT_SCHEME
    ends = [float(end) for end in (scheme.score_min, *thresholds, scheme.score_max)]
    return [
        (study.category_label("interaction_level", level), low, high, BAND_TONES[level])
        for level, low, high in zip(LEVELS, ends[:-1], ends[1:], strict=True)
    ]


def _scale_note(study: Study, thresholds: Thresholds) -> str:
    """Source, thresholds, and why no interval stands beside a score."""
    medium, high = (tables.number_text(study, cut) for cut in thresholds)
    bands = study.text(
        "Bands: this book's thresholds, {medium} and {high}; the report prints none."
    ).format(medium=medium, high=high)
    forms = study.text(
        "Forms per town are not published, so no interval for chance can be computed."
    )
    return f"{figures.source_note(study, 'interaction_score')} {bands} {forms}"


def _draw_bands(axes: Axes, bands: list[tuple[str, float, float, str]]) -> None:
    """The levels as shaded stretches, each with its name on top."""
    for label, low, high, tone in bands:
        axes.axvspan(low, high, color=tone, zorder=0, lw=0)
        axes.text((low + high) / 2, -0.85, label, ha="center", va="center", fontsize=9, color=INK)
    axes.set_xlim(bands[0][1] - 0.1, bands[-1][2] + 0.1)
    axes.set_ylim(top=-1.15)


def _label_towns(axes: Axes, study: Study, towns: list[str]) -> None:
    """Town names above the columns, their regions below, a line between regions."""
    axes.set_xticks(range(len(towns)), [study.label("places", t) for t in towns])
    axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
    for tick in axes.get_xticklabels():
        tick.set(rotation=40, ha="left", rotation_mode="anchor", color=INK)
    axes.set_xlim(-0.5, len(towns) - 0.5)
    start = 0
    regions = [study.codebook.places[town].region for town in towns]
    for region, group in groupby(regions):
        width = len(list(group))
        axes.axvline(start - 0.5, color=MUTED, lw=0.8)
        label = study.label("places", region).replace(" ", "\n", 1)
        middle = (start + (width - 1) / 2 + 0.5) / len(towns)
        axes.text(
            middle, -0.02, label, transform=axes.transAxes, ha="center", va="top", fontsize=8.5
        )
        start += width

"""The towns of the focus groups: their scores and levels, their problems, their languages.

Scores are printed means; how many forms stand behind each is not published, so the charts show
what rounding leaves open and nothing about chance.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from helpers.chapters.towns import interactive
from helpers.ledger.reported import rounding_range
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, INK, MUTED, PALE, publish_interactive
from helpers.outputs.words import word
from helpers.scale.levels import LEVELS
from helpers.scale.schemes import DEFAULT_SCHEME

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.study import Study

BAND_TONES = {"low": "#f2f4f6", "medium": "#e1ebf3", "high": "#c6dcec"}
ROUNDING = "nearest"


def draw_scale(study: Study, *, name: str) -> Drawing:
    """How high did each town score, and in which level does that fall? The report's figure 15.

    Dots on the scale's range, highest first, with the values that round to the printed one; bands
    are the levels of the default scheme. The interactive version is published with it.
    """
    data = scores(study)
    bands = _bands(study)
    publish_interactive(interactive.scale_chart(study, data, bands=bands), study, name)
    cuts = DEFAULT_SCHEME.thresholds
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        figures.label_rows(axes, list(data["label"]))
        _draw_bands(axes, bands)
        label = word("scale_mean", study.language)
        dots = axes.plot(data["score"], data.index, "o", color=INK, markersize=4, label=label)
        span = data["rounding_low"], data["rounding_high"]
        label = word("scale_rounding", study.language)
        bars = axes.hlines(data.index, *span, color=BLUE, alpha=0.55, lw=9, label=label)
        for town in data.itertuples():
            write_near(axes, town.text, (town.score, town.Index), (0, 11))
        axes.set_xlabel(study.label("units", "points"))
        handles = [*dots, bars]
        figure.legend(
            handles=handles, loc="outside upper left", ncols=2, frameon=False, fontsize=8.5
        )
        bands = word("scale_bands", study.language).format(
            medium=study.edition.number(cuts.medium_from),
            high=study.edition.number(cuts.high_from),
        )
        note = (
            f"{figures.source_note(study, 'interaction_score')} {bands} "
            f"{word('scale_note', study.language)}"
        )
        return figures.publish(figure, data, study, name=name, note=note)


def scores(study: Study) -> pd.DataFrame:
    """The printed scores, highest first; towns with the same score in the report's order.

    Columns claim_id, place, label, printed, score, level (id), text, rounding_low, rounding_high
    (points).
    """
    import pandas as pd

    levels = printed_levels(study)
    rows = []
    for claim in study.scores():
        values = rounding_range(claim.printed, ROUNDING)
        rows.append(
            {
                "claim_id": claim.claim_id,
                "place": claim.place,
                "label": study.label("places", claim.place),
                "printed": claim.printed,
                "score": float(claim.value),
                "level": levels.get(claim.place, ""),
                "text": study.printed(claim),
                "rounding_low": float(values.low),
                "rounding_high": float(values.high),
            }
        )
    frame = pd.DataFrame(rows).sort_values("score", ascending=False, kind="stable")
    return frame.reset_index(drop=True)


def printed_levels(study: Study) -> dict[str, str]:
    """The level the report gives each town, by place."""
    return study.levels


def draw_problems(study: Study, *, name: str) -> Drawing:
    """Which environmental problems were named in which town? A dot where one was named."""
    data = problems(study)
    towns = list(dict.fromkeys(data["place"]))
    categories = study.codebook.variables["environmental_problem"].categories
    rows = {category: row for row, category in enumerate(categories)}
    named = data[data["named"]]
    with figures.canvas(n_rows=len(rows) + 1) as (figure, axes):
        labels = [label[study.language] for label in categories.values()]
        figures.label_rows(axes, labels, width=30)
        at = [towns.index(place) for place in named["place"]]
        axes.plot(at, [rows[c] for c in named["category"]], "o", color=BLUE, markersize=9)
        axes.hlines(range(len(rows)), -0.5, len(towns) - 0.5, color=PALE, lw=0.8, zorder=0)
        _label_towns(axes, study, towns)
        source = figures.source_note(study, "environmental_problem").partition(";")[0]
        note = f"{source}. {word('problems_note', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def problems(study: Study) -> pd.DataFrame:
    """Every town and problem: place, town, category, problem, named (whether it was named)."""
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


_PROBLEM = "environmental_problem"


def languages_table(study: Study) -> pd.DataFrame:
    """In which language did each town talk? town, languages; all statements where there are two.

    The names of the columns are keys of `helpers.outputs.words`, which holds their headings.
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


def write_near(axes: Axes, text: str, point: tuple, offset: tuple, *, ha: str = "center") -> None:
    """Write beside a point of the data, `offset` in points; the layout leaves it no room."""
    style = {"textcoords": "offset points", "va": "center", "fontsize": 8.5}
    axes.annotate(text, point, offset, ha=ha, color=INK, **style).set_in_layout(False)


def _bands(study: Study) -> list[tuple[str, float, float, str]]:
    """The three levels of the default scheme, low first: label, start, end (points), colour."""
    scheme = DEFAULT_SCHEME
    ends = [float(end) for end in (scheme.score_min, *scheme.thresholds, scheme.score_max)]
    return [
        (study.category_label("interaction_level", level), low, high, BAND_TONES[level])
        for level, low, high in zip(LEVELS, ends[:-1], ends[1:], strict=True)
    ]


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

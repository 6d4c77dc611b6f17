"""Pictures of what the printed means imply for the towns: sizes, the town not asked, the order."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from helpers.chapters.implied.multiverse import KINDS, Variant, levels, orders
from helpers.chapters.implied.town_tables import scoring_frame
from helpers.chapters.implied.town_words import town_word
from helpers.chapters.implied.towns import RESCALED, TownScoring, agreeing, rescaled_levels
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE
from helpers.outputs.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.study import Study

ROW = 0.95  # inches for a town with all its scorings
# Line and mark of a missing rule: they differ in grey and in shape.
LOOKS = {"zero": (ORANGE, "s"), "person_mean": (BLUE, "o"), "complete_cases": (MUTED, "^")}
# Fill, ink and sign of a cell by how far a statement is safe.
SAFE_LOOKS = {
    "missing": (BLUE, "white", "●"),
    "points": (LIGHT_BLUE, INK, "◐"),
    "same": (PALE, INK, "○"),
    "": ("white", MUTED, "?"),
}


def draw_town_sizes(study: Study, found: tuple[TownScoring, ...], *, name: str) -> Drawing:
    """How many forms can each town have had? One line per scoring that agrees."""
    data = scoring_frame(study, found)
    data = data[data["low"].notna()].reset_index(drop=True)
    towns, drawn = list(dict.fromkeys(data["place"])), list(dict.fromkeys(data["scoring"]))
    with figures.canvas(height=1.4 + ROW * len(towns)) as (figure, axes):
        for line in data.itertuples():
            color, marker = LOOKS[line.missing]
            y = towns.index(line.place) + _offset(drawn.index(line.scoring), len(drawn))
            ends = [line.low, line.high]
            axes.plot(ends, [y, y], color=color, linewidth=1.6, marker=marker, markersize=4)
            axes.text(line.high + 1.2, y, line.points, va="center", fontsize=6.5, color=MUTED)
        labels = [study.label("places", town) for town in towns]
        figures.label_rows(axes, labels)
        axes.set_ylim(len(towns) - 0.45, -0.55)
        axes.set_xlim(0, data["high"].max() + 9)
        axes.set_xlabel(town_word("forms", study.language))
        for missing in dict.fromkeys(data["missing"]):
            color, marker = LOOKS[missing]
            label = town_word(missing, study.language)
            axes.plot([], [], color=color, marker=marker, markersize=4, label=label)
        style = {"loc": "lower center", "bbox_to_anchor": (0.4, 1.0), "ncols": 2}
        axes.legend(fontsize=8, frameon=False, **style)
        return figures.publish(
            figure,
            data,
            study,
            name=name,
            note=_note(study, town_word("sizes_note", study.language)),
        )


def draw_unasked(study: Study, found: tuple[TownScoring, ...], *, name: str) -> Drawing:
    """Which town can be the one not asked about monitoring, and what would its level be?"""
    schemes = agreeing(found)
    data = scoring_frame(study, schemes)
    towns = list(dict.fromkeys(data["place"]))
    with figures.canvas(height=2.0 + 0.42 * len(towns)) as (figure, axes):
        for cell in data.itertuples():
            row = towns.index(cell.place)
            can = cell.unasked == "feasible"
            face = BLUE if can else "white"
            edge = BLUE if can else MUTED
            axes.scatter(cell.scoring, row - 0.12, s=60, facecolor=face, edgecolor=edge, zorder=3)
            if can and cell.missing in RESCALED:
                text = _level_names(study, cell.place, schemes[cell.scoring])
                style = {"ha": "center", "va": "top", "fontsize": 6.5, "color": INK}
                axes.text(cell.scoring, row + 0.1, text, **style)
        figures.label_rows(axes, [study.label("places", town) for town in towns])
        axes.set_xticks(range(len(schemes)), [each.scheme.name for each in schemes], fontsize=8)
        _draw_groups(axes, study, schemes)
        axes.set_xlim(-0.6, len(schemes) - 0.4)
        axes.grid(visible=False)
        for label, face, edge in (("can", BLUE, BLUE), ("cannot", "white", MUTED)):
            text = town_word(label, study.language)
            axes.scatter([], [], s=60, facecolor=face, edgecolor=edge, label=text)
        axes.legend(
            loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=2, fontsize=8, frameon=False
        )
        note = _note(study, town_word("unasked_note", study.language))
        return figures.publish(figure, data, study, name=name, note=note)


def _draw_groups(axes: Axes, study: Study, schemes: tuple[TownScoring, ...]) -> None:
    """Below the points, the rule for missing answers that several scorings share."""
    rules = [each.scheme.missing for each in schemes]
    for rule in dict.fromkeys(rules):
        own = [x for x, each in enumerate(rules) if each == rule]
        text = textwrap.fill(town_word(rule, study.language), 34)
        at, style = ((own[0] + own[-1]) / 2, 0), {"ha": "center", "va": "top", "fontsize": 8}
        axes.annotate(
            *(text, at),
            xycoords=("data", "axes fraction"),
            xytext=(0, -20),
            textcoords="offset points",
            **style,
        )
        if own[0]:
            axes.axvline(own[0] - 0.5, color=MUTED, linewidth=0.6)


def draw_multiverse(study: Study, found: tuple[Variant, ...], *, name: str) -> Drawing:
    """Which statements on the order and the levels of the towns survive another scoring?"""
    data = _statements(study, found)
    rows = list(dict.fromkeys(data["place"]))
    columns = [*dict.fromkeys(data.loc[data["other"] != "", "other"]), ""]
    with figures.canvas(height=2.4 + 0.42 * len(rows)) as (figure, axes):
        for cell in data.itertuples():
            _draw_cell(axes, columns.index(cell.other), rows.index(cell.place), cell.safe)
        figures.label_rows(axes, [study.label("places", place) for place in rows])
        names = [study.label("places", each) for each in columns[:-1]]
        names.append(town_word("level", study.language))
        axes.set_xticks(range(len(columns)), names, rotation=30, ha="left", fontsize=8)
        axes.xaxis.set_ticks_position("top")
        axes.set_xlim(-0.55, len(columns) - 0.45)
        axes.spines["bottom"].set_visible(False)
        axes.set_title(town_word("lower", study.language), fontsize=8.5, loc="left", pad=4)
        axes.grid(visible=False)
        axes.tick_params(length=0)
        _draw_legend(axes, study, len(rows))
        note = town_word("multiverse_note", study.language)
        note = _note(study, note.format(n=study.edition.number(len(found))))
        return figures.publish(figure, data, study, name=name, note=note)


def _statements(study: Study, found: tuple[Variant, ...]) -> pd.DataFrame:
    """One row per statement: place above other, or the level of place where other is empty."""
    import pandas as pd

    pairs = orders(study, found).rename(columns={"higher": "place", "lower": "other"})
    own = levels(study, found).assign(other="")
    return pd.concat([pairs, own], ignore_index=True)


def _draw_cell(axes: Axes, x: int, y: int, safe: str) -> None:
    from matplotlib.patches import Rectangle

    fill, ink, sign = SAFE_LOOKS[safe]
    edge = {"edgecolor": MUTED, "linewidth": 0.5}
    axes.add_patch(Rectangle((x - 0.45, y - 0.42), 0.9, 0.84, facecolor=fill, **edge))
    axes.text(x, y, sign, ha="center", va="center", color=ink, fontsize=9)


def _draw_legend(axes: Axes, study: Study, n_rows: int) -> None:
    from matplotlib.patches import Rectangle

    for place, safe in enumerate((*reversed(KINDS), "")):
        fill, ink, sign = SAFE_LOOKS[safe]
        y = n_rows + 0.1 + 0.62 * place
        box = {"edgecolor": MUTED, "linewidth": 0.5, "clip_on": False}
        axes.add_patch(Rectangle((-0.45, y - 0.26), 0.5, 0.52, facecolor=fill, **box))
        axes.text(-0.2, y, sign, ha="center", va="center", color=ink, fontsize=8)
        text = town_word(f"safe_{safe}", study.language)
        axes.text(0.2, y, text, va="center", fontsize=8)
    axes.set_ylim(n_rows + 2.5, -0.6)


def _offset(scoring: int, n_schemes: int) -> float:
    return (scoring - (n_schemes - 1) / 2) * 0.82 / n_schemes


def _level_names(study: Study, town: str, scoring: TownScoring) -> str:
    possible = rescaled_levels(study, town, scoring.scheme)
    return " / ".join(study.category_label("interaction_level", level) for level in possible)


def _note(study: Study, text: str) -> str:
    return f"{word('source', study.language)}: {word('report', study.language)}. {text}"

"""Which printed numbers must give: one row per number, one column per reading."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import BASES, ROUNDINGS
from helpers.chapters.implied.corrections import IN_ALL, IN_NONE, IN_SOME, given_up
from helpers.chapters.implied.implied_words import implied_word
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, INK, MUTED
from helpers.outputs.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.chapters.implied.corrections import BlockCorrections
    from helpers.outputs.figures import Drawing
    from helpers.study import Study

# Face and size of a mark: full, ring and dot differ in grey, too.
LOOKS = {IN_ALL: (BLUE, 95), IN_SOME: ("white", 80), IN_NONE: (MUTED, 3)}
ROW = 0.19  # inches
HEAD = 1.9  # rows above the first one for the names of the readings
LABEL_WIDTH = 62  # letters
QUESTION_WIDTH = 46
BASE_WIDTH = 14


def draw_corrections(study: Study, found: tuple[BlockCorrections, ...], *, name: str) -> Drawing:
    """Which printed numbers are given up under which reading? Full: in every smallest set."""
    data = given_up(study, found)
    readings = [(rounding, bases) for bases in BASES for rounding in ROUNDINGS]
    data["question"], data["row"] = zip(*(_split(label) for label in data["label"]), strict=True)
    data["group"] = data["block"] + "|" + data["question"]
    rows = list(dict.fromkeys(zip(data["group"], data["claim_id"], strict=True)))
    places = {key: row for row, key in enumerate(_spaced(rows)) if key}
    with figures.canvas(height=1.5 + ROW * (max(places.values()) + HEAD + 2)) as (figure, axes):
        for mark in data.itertuples():
            x = readings.index((mark.rounding, mark.bases))
            face, size = LOOKS[mark.how]
            row = places[mark.group, mark.claim_id]
            axes.scatter(x, row, s=size, facecolor=face, edgecolor=BLUE, linewidth=1.2, zorder=3)
        _label(axes, study, data, places, readings)
        _legend(axes, study)
        source = f"{word('source', study.language)}: {word('report', study.language)}."
        note = f"{source} {implied_word('corrections_note', study.language)}"
        _write_sizes(axes, study, found, readings)
        return figures.publish(figure, data.drop(columns="group"), study, name=name, note=note)


def _split(label: str) -> tuple[str, str]:
    """The question of a claim's name, and the rest."""
    question, _, rest = label.partition(": ")
    return question, rest or question


def _spaced(rows: list[tuple[str, str]]) -> list[tuple[str, str] | None]:
    """The rows, with an empty one above each question for its name."""
    spaced: list[tuple[str, str] | None] = []
    for place, row in enumerate(rows):
        if not place or rows[place - 1][0] != row[0]:
            spaced.append(None)
        spaced.append(row)
    return spaced


def _label(
    axes: Axes,
    study: Study,
    data: pd.DataFrame,
    places: dict[tuple[str, str], int],
    readings: list[tuple[str, str]],
) -> None:
    labels = data.drop_duplicates("claim_id").set_index("claim_id")["row"]
    axes.set_yticks(list(places.values()), [_short(labels[key]) for _, key in places], fontsize=8)
    for group in dict.fromkeys(group for group, _ in places):
        top = min(row for (own, _), row in places.items() if own == group) - 1
        question = group.partition("|")[2]
        style = {"fontsize": 8, "weight": "bold", "va": "center", "ha": "right", "color": INK}
        at = (-0.012, top)
        axes.annotate(
            _short(question, QUESTION_WIDTH), at, xycoords=("axes fraction", "data"), **style
        )
    names = [implied_word(f"rounding_{rounding}", study.language) for rounding, _ in readings]
    axes.set_xticks(range(len(readings)), names, fontsize=7.5, rotation=35, ha="left")
    axes.xaxis.set_ticks_position("top")
    axes.set(xlim=(-0.6, len(readings) - 0.4), ylim=(max(places.values()) + 0.7, -0.9))
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    for end in range(len(ROUNDINGS), len(readings), len(ROUNDINGS)):
        axes.axvline(end - 0.5, color=MUTED, linewidth=0.6)


def _short(text: str, width: int = LABEL_WIDTH) -> str:
    return textwrap.shorten(text, width, placeholder="…")


def _write_sizes(
    axes: Axes,
    study: Study,
    found: tuple[BlockCorrections, ...],
    readings: list[tuple[str, str]],
) -> None:
    """Above the columns: the base assumed, and how many numbers of form A must give."""
    form = next(each for each in found if each.block == "form_a")
    sizes = {(r.assumptions.rounding, r.assumptions.bases): r.n_dropped for r in form.readings}
    for x, reading in enumerate(readings):
        text = study.edition.number(sizes[reading] or 0)
        style = {"ha": "center", "va": "center", "fontsize": 8.5, "weight": "bold"}
        axes.text(x, -0.45, text, **style)
    step = len(ROUNDINGS)
    for place, bases in enumerate(BASES):
        text = textwrap.fill(implied_word(f"bases_{bases}", study.language), BASE_WIDTH)
        at = (place * step + (step - 1) / 2, 1.0)
        style = {"xytext": (8, 46), "textcoords": "offset points", "ha": "center", "fontsize": 8}
        axes.annotate(text, at, xycoords=("data", "axes fraction"), **style)


def _legend(axes: Axes, study: Study) -> None:
    for how in (IN_ALL, IN_SOME, IN_NONE):
        face, size = LOOKS[how]
        label = implied_word(f"in_{how}", study.language)
        axes.scatter([], [], s=size, facecolor=face, edgecolor=BLUE, linewidth=1.2, label=label)
    style = {"ncols": 3, "fontsize": 8, "frameon": False, "loc": "upper right"}
    axes.legend(bbox_to_anchor=(1.0, 0), borderaxespad=0.2, **style)

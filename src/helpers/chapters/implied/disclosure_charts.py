"""What the towns' means would give away if the numbers of forms were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.implied.disclosure import FEW_SETS, exposure_frame, exposures
from helpers.chapters.implied.disclosure_words import disclosure_word
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE
from helpers.outputs.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.scale.schemes import Scheme
    from helpers.study import Study

HEIGHT = 6.1  # inches
# Dark and light fills differ in grey; the numbers inside say the rest.
MANY = 30


def draw_exposure(study: Study, scheme: Scheme, *, name: str) -> Drawing:
    """How many score sets fit each mean, for every number of forms that could be published?

    Above for anyone, below for somebody who knows one form.
    """
    import matplotlib.pyplot as plt

    data = exposure_frame(study, exposures(study, scheme))
    with figures.canvas(height=HEIGHT) as (figure, first):
        first.remove()
        upper, lower = figure.subplots(2, 1)
        for axes, column in ((upper, "outsider"), (lower, "insider")):
            _draw_grid(axes, study, data, column)
        lower.set_xlabel(disclosure_word("n_forms", study.language))
        plt.setp(upper.get_xticklabels(), visible=True)
        source = f"{word('source', study.language)}: {word('report', study.language)}."
        note = disclosure_word("note", study.language).format(scheme=scheme.name)
        return figures.publish(figure, data, study, name=name, note=f"{source} {note}")


def _draw_grid(axes: Axes, study: Study, data: pd.DataFrame, column: str) -> None:
    from matplotlib.patches import Rectangle

    places = list(dict.fromkeys(data["place"]))
    for cell in data.itertuples():
        value, row = getattr(cell, column), places.index(cell.place)
        fill, ink = _look(value)
        corner = (cell.n_forms - 0.47, row - 0.44)
        axes.add_patch(Rectangle(corner, 0.94, 0.88, facecolor=fill, edgecolor="white"))
        text = study.edition.number(value) if value else "–"
        axes.text(cell.n_forms, row, text, ha="center", va="center", fontsize=8, color=ink)
    chance = data.drop_duplicates("n_forms")
    if column == "outsider":
        for cell in chance.itertuples():
            text = study.edition.number(round(cell.chance))
            style = {"ha": "center", "va": "center", "fontsize": 8, "color": MUTED}
            axes.text(cell.n_forms, len(places), text, style="italic", **style)
    labels = [data.loc[data["place"] == place, "label"].iloc[0] for place in places]
    if column == "outsider":
        labels.append(disclosure_word("chance", study.language))
    axes.set_yticks(range(len(labels)), labels, fontsize=8.5)
    axes.set_xticks(chance["n_forms"].tolist())
    axes.set(xlim=(0.5, chance["n_forms"].max() + 0.5), ylim=(len(labels) - 0.5, -0.5))
    axes.set_title(disclosure_word(column, study.language), fontsize=9.5)
    axes.grid(visible=False)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _look(value: int) -> tuple[str, str]:
    """Fill and ink of a cell: worked out, few, some, many, impossible."""
    if value == 0:
        return "white", MUTED
    if value == 1:
        return ORANGE, "white"
    if value <= FEW_SETS:
        return LIGHT_BLUE, INK
    return (PALE, INK) if value < MANY else ("white", BLUE)

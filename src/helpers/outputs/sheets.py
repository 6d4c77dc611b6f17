"""What a chart is drawn on: a wide sheet for print and desks, or a narrow one for phones.

On a narrow sheet labels stand above their rows and the legend above the chart, no type is smaller
than `SMALLEST`, and the figure is as high as all that asks for. The letters are measured, because
Russian and Kazakh ones are as wide as they are.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend

FAMILY = "DejaVu Sans"

# Lines of a label that fit beside a row, and characters by which it may be wider for that.
LABEL_LINES = 2
MORE_WIDTH = 14

# The narrow drawing: a phone of 360 px shows it 328 px wide, and type of 12 px is 9.2 pt then.
NARROW = 3.5  # inches
SMALLEST = 9.4  # points
LINE = 1.2 * SMALLEST  # points from one line of a label to the next
NARROW_TEXT = 72 * NARROW - 14  # points of a line between the margins
LEAST_ROW = 26  # points: the legend of a wide drawing leaves a single row less
UNSEEN = 0.005  # inches: half a pixel of a screen
LABEL_GAP = 8  # points between a row and the label of the next
HANDLE = 34  # points of a legend's line beside its text
MUTED = "#59636e"
SCALE = "scale"  # how ids of a scale's repeated numbers begin in a drawing
_FAR = 99  # rows beyond the first and the last one
_STEEP = 1e-3  # of a row: the stretch of the axis that becomes the room of a label

_BLANK = re.compile("( )")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_OTHER_LETTER = re.compile(r"[^\W\d_\u0400-\u04ff]")


@dataclass(frozen=True)
class Sheet:
    """What a chart is drawn on: a figure in the house style, its axes, and whether it is narrow.

    `row` is the height in points of a row of the wide drawing, which a narrow one keeps.
    """

    figure: Figure
    axes: Axes
    is_narrow: bool = False
    row: float = 0

    def label_rows(
        self,
        labels: Sequence[str],
        *,
        width: int = 34,
        reach: float = 0,
        ground: str = "white",
        bold: Iterable[int] = (),
    ) -> None:
        """Put wrapped labels on the rows of a horizontal chart, the first row on top.

        Beside the rows, up to `width` letters wide; in a narrow drawing above them, where
        `reach` is how far marks and numbers go above the middle of a row, in points, and `ground`
        the colour behind a label. The labels of rows in `bold` are headings.
        """
        axes = self.axes
        if self.is_narrow:
            headroom = max(0, reach - self.row / 2)
            bold = tuple(bold)
            _label_above(axes, labels, row=self.row, headroom=headroom, ground=ground, bold=bold)
            for row in bold:  # nothing is drawn in the row of a heading but lines of the grid
                axes.axhspan(row - 0.5, row + 0.5, color=ground, lw=0, zorder=2.5)
        else:
            _label_beside(axes, labels, width)
            for row in bold:
                axes.get_yticklabels()[row].set_fontweight("bold")
        axes.set_ylim(len(labels) - 0.4, -0.5 if self.is_narrow else -0.6)
        axes.grid(axis="y", visible=False)
        axes.tick_params(axis="y", length=0)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)

    def legend(
        self,
        handles: Sequence[Artist] | None = None,
        *,
        ncols: int = 1,
        fontsize: float = 8.5,
        **wide: object,
    ) -> Legend:
        """The legend above the chart; in a narrow drawing its labels wrap, one below the other.

        The wide one has `ncols` columns, or as many fewer as its labels fit in; `wide` is more of
        matplotlib's for it.
        """
        style = {"loc": "outside upper left", "frameon": False}
        given = {} if handles is None else {"handles": handles}
        if not self.is_narrow:
            return _fit_legend(self.figure, ncols, fontsize=fontsize, **given, **style, **wide)
        legend = self.figure.legend(**given, ncols=1, fontsize=SMALLEST, **style)
        for text in legend.get_texts():
            text.set_text(wrapped(text.get_text(), NARROW_TEXT - HANDLE))
        return legend

    def repeat_scale(self, rows: Iterable[int]) -> None:
        """In a narrow drawing, too high to see its ends at once, the scale in rows of headings."""
        if not self.is_narrow:
            return
        axes = self.axes
        low, high = sorted(axes.get_xlim())
        ticks = [tick for tick in axes.get_xticks() if low <= tick <= high]
        texts = axes.xaxis.get_major_formatter().format_ticks(ticks)
        style = {"ha": "center", "va": "center", "color": MUTED, "zorder": 3}
        for row in rows:
            for place, (tick, text) in enumerate(zip(ticks, texts, strict=True)):
                axes.text(tick, row, text, gid=f"{SCALE}_{row}_{place}", **style)

    def wrap(self, text: str, letters: int, *, points: float = NARROW_TEXT) -> str:
        """Text in lines of so many letters; in a narrow drawing of so many points."""
        return wrapped(text, points) if self.is_narrow else in_letters(text, letters)


def in_letters(text: str, width: int) -> str:
    """Text in lines of at most so many letters."""
    return textwrap.fill(text, width, break_long_words=False)


def wrapped(text: str, width: float, weight: str = "normal") -> str:
    """Text in lines that are at most so many points wide in a narrow drawing."""
    return "\n".join(line for given in text.split("\n") for line in _lines(given, width, weight))


def _lines(text: str, width: float, weight: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and text_width(longer, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def text_width(text: str, weight: str = "normal") -> float:
    """Width in points of a line in a narrow drawing."""
    return sum(_part_width(part, weight) for part in parts_of(text))


def parts_of(line: str) -> list[str]:
    """What a line is as wide as together: its words and blanks, over which letters do not move.

    A line with letters of two scripts is one part: its marks move with those of one of them, and
    which that is other words decide.

    >>> parts_of("два слова"), parts_of("из «To do»")
    (['два', ' ', 'слова'], ['из «To do»'])
    """
    if _CYRILLIC.search(line) and _OTHER_LETTER.search(line):
        return [line]
    return [part for part in _BLANK.split(line) if part]


@cache
def _part_width(part: str, weight: str) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FAMILY, size=SMALLEST, weight=weight)
    return text_to_path.get_text_width_height_descent(part, font, ismath=False)[0]


def _fit_legend(figure: Figure, ncols: int, **style: object) -> Legend:
    """A legend of so many columns, or of fewer where its labels would be cut at the right edge."""
    legend = figure.legend(ncols=ncols, **style)
    if ncols == 1 or legend.get_window_extent().x1 <= figure.bbox.x1:
        return legend
    legend.remove()
    return _fit_legend(figure, ncols - 1, **style)


def _label_beside(axes: Axes, labels: Sequence[str], width: int) -> None:
    """Labels of more than two lines would touch the next row's, so they are given more room."""
    for wider in range(width, width + MORE_WIDTH + 1):
        texts = [in_letters(text, wider) for text in labels]
        if all(text.count("\n") < LABEL_LINES for text in texts):
            break
    axes.set_yticks(range(len(labels)), texts)


def _label_above(
    axes: Axes,
    labels: Sequence[str],
    *,
    row: float,
    headroom: float,
    ground: str,
    bold: Iterable[int],
) -> None:
    """Labels above their rows, in room that the axis has only there."""
    weights = ["bold" if n in bold else "normal" for n in range(len(labels))]
    texts = [
        wrapped(text, NARROW_TEXT, weight) for text, weight in zip(labels, weights, strict=True)
    ]
    heights = [LINE * (text.count("\n") + 1) + headroom for text in texts]
    _make_room(axes, heights, row)
    axes.set_yticks([])
    style = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points"}
    style |= {"va": "bottom", "linespacing": 1.2}
    tops = [place - 0.5 for place in range(len(labels))]
    for top in tops:
        # Lines of the axis do not run through a label, nor do they through a bar.
        axes.axhspan(top, top + _STEEP, color=ground, lw=0, zorder=2.5)
    for top, text, weight in zip(tops, texts, weights, strict=True):
        axes.annotate(text, (0, top + _STEEP), (0, headroom), weight=weight, **style)


def _make_room(axes: Axes, heights: list[float], row: float) -> None:
    """Stretch an axis, which is in points then, so that there is room above each row.

    Row n stays at n for whoever draws on it, and everything in it stays as high as it is.
    """
    import numpy as np

    rooms = [height + LABEL_GAP * bool(n) for n, height in enumerate(heights)]
    tops = np.arange(len(heights)) - 0.5
    starts = row * np.arange(len(heights)) + np.cumsum([0, *rooms[:-1]])
    knots = np.column_stack([tops, tops + _STEEP]).ravel()
    places = np.column_stack([starts, starts + rooms]).ravel()
    knots, places = (
        np.concatenate([[ends[0] - by], ends, [ends[-1] + by]])
        for ends, by in ((knots, _FAR), (places, _FAR * row))
    )
    axes.set_yscale(
        "function",
        functions=(lambda y: np.interp(y, knots, places), lambda p: np.interp(p, places, knots)),
    )


def height_of(axes: Axes) -> float:
    """Inches."""
    return axes.get_position().height * axes.figure.get_figheight()


def fit_height(figure: Figure, size: float) -> None:
    """Make the figure so high that its axes are as high as they should be, and keep its layout.

    What stands around the axes can change with their height a little: then once more, and the
    layout is left to whoever writes the figure.
    """
    for _ in range(2):
        figure.get_layout_engine().execute(figure)
        lack = max(_lack(axes, size) for axes in figure.axes if axes.get_subplotspec())
        if abs(lack) < UNSEEN:
            figure.set_layout_engine("none")
            return
        figure.set_figheight(figure.get_figheight() + lack)


def _lack(axes: Axes, size: float) -> float:
    """Inches by which a figure is too low for axes that should have `size`.

    Axes with labels above rows have their own size, and maps what their width gives them.
    """
    axes.apply_aspect()
    has = axes.get_position(original=True).height * axes.figure.get_figheight()
    if axes.get_aspect() != "auto":
        size = height_of(axes)
    elif axes.get_yscale() == "function":
        ends = axes.yaxis.get_transform().transform(axes.get_ylim())
        size = abs(ends[1] - ends[0]) / 72
    place = axes.get_subplotspec()
    grid = place.get_gridspec()
    ratios = grid.get_height_ratios()
    own = ratios[place.rowspan.start : place.rowspan.stop]
    return (size - has) * sum(ratios) / sum(own)

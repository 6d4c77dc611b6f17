"""One look for every figure, and one way to write it: SVG, PNG and its data as CSV.

A chart is a function that draws on a `Sheet`. `draw` calls it twice: for a column of print or a
desk, and for a phone, where labels stand above their rows and no type is smaller than `SMALLEST`.

Colours are Okabe and Ito's (2008, https://jfly.uni-koeln.de/color), told apart under the common
colour-vision deficiencies; light and dark of each pair also differ in grey. Text in SVG stays text.

Where reading off values matters a figure has an interactive version, Vega-Lite from Altair, drawn
from the same frame and saying the same; the figure stays for print and for readers without scripts.
The file of a chart holds its data, and nothing in it names another host to load from.
"""

from __future__ import annotations

import io
import json
import re
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers import paths
from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.synthetic.watermark import COLUMN, MARK, TEXT, mark_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import altair as alt
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend

    from helpers.study import Study

FONT = "system-ui, 'DejaVu Sans', sans-serif"

INK = "#1f2328"
MUTED = "#59636e"
BLUE = "#0072b2"
LIGHT_BLUE = "#8cc3e6"
ORANGE = "#d55e00"
PALE = "#dfe3e8"

WIDTH = 6.8  # inches: one text column of the book
# Lines of a label that fit beside a row, and characters by which it may be wider for that.
LABEL_LINES = 2
MORE_WIDTH = 14
ROW_HEIGHT = 0.42  # inches per row of a horizontal chart
PNG_DPI = 160
# Around a fill that is too pale for its white ground: 3 to 1 is the least for what shows a value.
EDGE = {"edgecolor": MUTED, "linewidth": 0.6}
NOTE_WIDTH = 98  # letters of the small type that fit below a figure in every language

# The narrow drawing: a phone of 360 px shows it 328 px wide, and type of 12 px is 9.2 pt then.
NARROW = 3.5  # inches
AROUND = 10  # inches: enough for whatever stands around the axes until they are fitted
SMALLEST = 9.4  # points
LINE = 1.2 * SMALLEST  # points from one line of a label to the next
NARROW_TEXT = 72 * NARROW - 14  # points of a line between the margins
LEAST_ROW = 26  # points: the legend of a wide drawing leaves a single row less
LABEL_GAP = 8  # points between a row and the label of the next
HANDLE = 34  # points of a legend's line beside its text
_FAR = 99  # rows beyond the first and the last one
_STEEP = 1e-3  # of a row: the stretch of the axis that becomes the room of a label

# Where in the report a variable's numbers stand.
LOCATIONS = {
    "figure": marked("figure {n}"),
    "table": marked("table {n}"),
    "text": marked("text"),
}
# Numbers by unit; others have the unit's name beside the number.
COUNTED = {
    "organisations": marked("{n} organisations"),
    "questionnaires": marked("{n} questionnaires"),
    "forms": marked("{n} focus-group forms"),
    "respondents": marked("{n} respondents"),
    "participants": marked("{n} participants"),
    "people": marked("{n} people"),
    "households": marked("{n} households"),
    "statements": marked("{n} statements"),
    "cases": marked("{n} cases"),
    "mentions": marked("{n} mentions"),
    "towns": marked("{n} towns"),
    "cities": marked("{n} cities"),
    "regions": marked("{n} regions"),
    "enterprises": marked("{n} enterprises"),
    "projects": marked("{n} projects"),
    "points": marked("{n} points on the scale"),
    "questions": marked("{n} questions"),
    "sections": marked("{n} sections"),
    "methods": marked("{n} methods"),
    "languages": marked("{n} languages"),
    "categories": marked("{n} categories"),
    "reasons": marked("{n} reasons"),
    "universities": marked("{n} universities"),
    "consortia": marked("{n} consortia"),
    "children": marked("{n} children"),
    "nets": marked("{n} nets"),
    "years": marked("{n} years"),
    "months": marked("{n} months"),
    "days": marked("{n} days"),
    "times a year": marked("{n} times a year"),
    "": marked("{n} {unit}"),
}

# Labels are names of files, too: no dot, no slash, nothing that leads out of the folder.
_NAME = re.compile(r"[A-Za-z0-9_-]+")

_STYLE = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9.5,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 9.5,
    "axes.titlesize": 10.5,
    "axes.titlelocation": "left",
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "grid.color": PALE,
    "figure.facecolor": "white",
    "svg.fonttype": "none",
    "svg.hashsalt": "civic-voice",
}


class Drawing:
    """A figure that a notebook stores as SVG and PNG; `name` is its file name."""

    def __init__(self, name: str, svg: str, png: bytes) -> None:
        self.name = name
        self.svg = svg
        self.png = png

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {"image/svg+xml": self.svg, "image/png": self.png, "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"Drawing({self.name!r})"


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
            _label_above(axes, labels, row=self.row, headroom=headroom, ground=ground, bold=bold)
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

        `wide` is more of matplotlib's for the wide one.
        """
        style = {"loc": "outside upper left", "frameon": False}
        given = {} if handles is None else {"handles": handles}
        if not self.is_narrow:
            return self.figure.legend(**given, ncols=ncols, fontsize=fontsize, **style, **wide)
        legend = self.figure.legend(**given, ncols=1, fontsize=SMALLEST, **style)
        for text in legend.get_texts():
            text.set_text(wrapped(text.get_text(), NARROW_TEXT - HANDLE))
        return legend

    def wrap(self, text: str, letters: int, *, points: float = NARROW_TEXT) -> str:
        """Text in lines of so many letters; in a narrow drawing of so many points."""
        return wrapped(text, points) if self.is_narrow else _wrapped(text, letters)


def draw(
    chart: Callable[[Sheet], None],
    data: pd.DataFrame,
    study: Study,
    *,
    name: str,
    note: str,
    n_rows: int = 0,
    height: float = 0,
) -> Drawing:
    """Draw a chart wide and narrow, write both and the data, and return the wide one for display.

    `chart` draws on the sheet it is given. `name` is the figure's label in the book (`fig-…`);
    `note` goes below it: source and base. The wide drawing is `height` inches high, or so that
    `n_rows` rows fit; the narrow one has rows as high, and whatever labels, legend and note need.
    Files under outputs/figures/<language>/: <name>.svg, <name>.png (160 dpi), <name>.csv and
    <name>.narrow.svg. Nothing in them depends on the time. Raises `ArgumentError` as `check_name`.
    """
    import numpy as np

    check_name(name)
    with canvas(n_rows=n_rows, height=height) as (figure, axes):
        sheet = Sheet(figure, axes)
        chart(sheet)
        drawing = _write_wide(figure, data, study, name=name, note=note)
        size = _inches(figure.axes[0])
        row = max(72 * size / abs(np.subtract(*figure.axes[0].get_ylim())), LEAST_ROW)
    with canvas(height=size + AROUND, width=NARROW) as (figure, axes):
        sheet = Sheet(figure, axes, is_narrow=True, row=row)
        chart(sheet)
        _write_narrow(sheet, study, size, name=name, note=note)
    return drawing


@contextmanager
def canvas(*, n_rows: int = 0, height: float = 0, width: float = WIDTH) -> Iterator[tuple]:
    """An empty figure and its axes in the house style; inches.

    Give `height`, or `n_rows` for a horizontal chart with so many rows. The figure is closed at the
    end of the block, so write it inside.
    """
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    import seaborn as sns

    with mpl.rc_context():
        sns.set_theme(style="whitegrid", rc=_STYLE)
        size = (width, height or 1.25 + ROW_HEIGHT * n_rows)
        figure, axes = plt.subplots(figsize=size, layout="constrained")
        try:
            yield figure, axes
        finally:
            plt.close(figure)


def check_name(name: str) -> None:
    """Raise `ArgumentError` for a name that would not be a plain file name in the folder."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ArgumentError(
            f"name {name!r} is no label; write letters, digits, hyphens and underscores only, "
            "such as 'fig-x'"
        )


def _write_wide(
    figure: Figure, data: pd.DataFrame, study: Study, *, name: str, note: str
) -> Drawing:
    figure.supxlabel(_wrapped(note, NOTE_WIDTH), x=0.01, ha="left", fontsize=8, color=MUTED)
    if study.is_synthetic:
        mark_figure(figure, study.language)
        data = data.assign(**{COLUMN: TEXT})
    svg, png = io.StringIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    figure.savefig(png, format="png", dpi=PNG_DPI, metadata={"Software": None})
    drawing = Drawing(name, svg.getvalue(), png.getvalue())
    folder = paths.figures(study.language)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(drawing.svg, encoding="utf-8")
    (folder / f"{name}.png").write_bytes(drawing.png)
    data.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    return drawing


def write_interactive(chart: alt.TopLevelMixin, study: Study, *, name: str) -> None:
    """Write a chart to outputs/figures/<language>/<name>.vl.json, the same bytes every time.

    `name` is the label of the figure that the chart is the interactive version of. Raises
    `ArgumentError` as `check_name`.
    """
    check_name(name)
    if study.is_synthetic:
        chart = chart.properties(title=study.text(MARK))
    styled = chart.configure(font=FONT, background="white").configure_axis(
        labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
    )
    styled = styled.configure_view(stroke=None).configure_legend(
        labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
    )
    folder = paths.figures(study.language)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(styled.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (folder / f"{name}.vl.json").write_text(text + "\n", encoding="utf-8")


def height_by_width(update: str) -> dict[str, object]:
    """What an interactive chart keeps in `usermeta` to be as high as its width on a page asks for.

    Vega-Lite cannot say it. `update` is Vega's expression for the height, of `width` (pixels).
    """
    height = {"name": "height", "update": update}
    patch = [
        {"op": "remove", "path": "/height"},
        {"op": "add", "path": "/signals/-", "value": height},
    ]
    return {"embedOptions": {"patch": patch}}


def source_note(study: Study, variable: str, *, base: str = "", also: str = "") -> str:
    """Source and base of a variable for the line below a figure.

    `base` is a claim_id, `also` that of a second base in the same unit. Without a base the note
    says that it is not published, unless nobody was asked (dates, counts of the register).
    """
    entry = study.codebook.variables[variable]
    kind, _, number = entry.location.partition(" ")
    where = f"{study.text('report')}, {study.text(LOCATIONS[kind]).format(n=number)}"
    source = f"{study.text('Source')}: {where} ({study.label('sources', entry.source)})"
    if _is_counted_anew(study, variable):
        counted_anew = study.text("{questionnaires}, counted anew").format(
            questionnaires=study.label("sources", entry.source)
        )
        source = f"{study.text('Source')}: {counted_anew}"
    if not base:
        asked = entry.answer in ("single", "multiple", "ordinal", "mean")
        return f"{source}; {study.text('base not published')}." if asked else f"{source}."
    claim = study.ledger[base]
    claims = [claim, study.ledger[also]] if also else [claim]
    n_units = " + ".join(study.edition.number(each.value) for each in claims)
    return f"{source}; {study.text('base')}: {counted(study, n_units, claim.unit)}."


def _is_counted_anew(study: Study, variable: str) -> bool:
    """Whether the numbers of a variable are those of released questionnaires."""
    if study.release is None or study.shows_printed:
        return False
    cells = study.release.claims
    names = [claim.claim_id for claim in study.ledger.select(variable=variable)]
    return any(name in cells and not cells[name].withheld for name in names)


def counted(study: Study, number: str, unit: str) -> str:
    """A number of units as the edition says it: "100 questionnaires"."""
    template = study.text(COUNTED.get(unit, COUNTED[""]))
    return template.format(n=number, unit=study.label("units", unit))


def draw_ranges(
    axes: Axes, frame: pd.DataFrame, kind: str, *, height: float, color: str, label: str
) -> None:
    """Draw a bar from `<kind>_low` to `<kind>_high` for each row that has them.

    The index of a row is its place on the axis, `height` is measured in rows.
    """
    drawn = frame[frame[f"{kind}_low"].notna()]
    if drawn.empty:
        return
    low = drawn[f"{kind}_low"]
    style = {"height": height, "color": color, "label": label, **EDGE}
    axes.barh(drawn.index, drawn[f"{kind}_high"] - low, left=low, **style)


def _wrapped(text: str, width: int) -> str:
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
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=_STYLE["font.family"], size=SMALLEST, weight=weight)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]


def _label_beside(axes: Axes, labels: Sequence[str], width: int) -> None:
    """Labels of more than two lines would touch the next row's, so they are given more room."""
    for wider in range(width, width + MORE_WIDTH + 1):
        texts = [_wrapped(text, wider) for text in labels]
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
    weights = ["bold" if row in bold else "normal" for row in range(len(labels))]
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


def _inches(axes: Axes) -> float:
    return axes.get_position().height * axes.figure.get_figheight()


def _write_narrow(sheet: Sheet, study: Study, size: float, *, name: str, note: str) -> None:
    """Write a narrow drawing, as high as its axes, labels, legend and note need it."""
    from matplotlib.text import Text

    figure = sheet.figure
    figure.supxlabel(wrapped(note, NARROW_TEXT), x=0.01, ha="left", fontsize=SMALLEST, color=MUTED)
    for text in figure.findobj(Text):
        text.set_fontsize(max(text.get_fontsize(), SMALLEST))
    for axes in figure.axes:
        for text in (axes.title, axes.xaxis.label):
            text.set_text(wrapped(text.get_text(), NARROW_TEXT))
    _set_height(figure, size)
    if study.is_synthetic:
        mark_figure(figure, study.language)
    path = paths.figures(study.language) / f"{name}.narrow.svg"
    svg = io.StringIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    # Few phones have the letters that the drawing was measured with.
    text = svg.getvalue().replace("'DejaVu Sans'", "'DejaVu Sans', system-ui, sans-serif")
    path.write_text(text, encoding="utf-8")


def _set_height(figure: Figure, size: float) -> None:
    """Make the figure so high that its axes are as high as they should be.

    Twice, because what stands around the axes can change with their height a little.
    """
    for _ in range(2):
        figure.get_layout_engine().execute(figure)
        lacks = [_lack(axes, size) for axes in figure.axes if axes.get_subplotspec()]
        figure.set_figheight(figure.get_figheight() + max(lacks))


def _lack(axes: Axes, size: float) -> float:
    """Inches by which a figure is too low for axes that should have `size`.

    Axes with labels above rows have their own size, and maps what their width gives them.
    """
    axes.apply_aspect()
    has = axes.get_position(original=True).height * axes.figure.get_figheight()
    if axes.get_aspect() != "auto":
        size = _inches(axes)
    elif axes.get_yscale() == "function":
        ends = axes.yaxis.get_transform().transform(axes.get_ylim())
        size = abs(ends[1] - ends[0]) / 72
    place = axes.get_subplotspec()
    grid = place.get_gridspec()
    ratios = grid.get_height_ratios()
    own = ratios[place.rowspan.start : place.rowspan.stop]
    return (size - has) * sum(ratios) / sum(own)

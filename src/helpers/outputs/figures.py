"""One look for every figure, and one way to write it: SVG, PNG and its data as CSV.

A chart is a function that draws on a `Sheet`. `draw` calls it twice, for a wide and a narrow one.

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
from contextlib import contextmanager
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from helpers import paths, spreadsheets
from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.outputs.sheets import (
    FAMILY,
    LEAST_ROW,
    MUTED,
    NARROW,
    NARROW_TEXT,
    SMALLEST,
    Sheet,
    fit_height,
    height_of,
    in_letters,
    parts_of,
    wrapped,
)
from helpers.synthetic.watermark import COLUMN, MARK, TEXT, mark_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import altair as alt
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    from helpers.study import Study

FONT = "system-ui, 'DejaVu Sans', sans-serif"

INK = "#1f2328"
BLUE = "#0072b2"
LIGHT_BLUE = "#8cc3e6"
ORANGE = "#d55e00"
PALE = "#dfe3e8"

WIDTH = 6.8  # inches: one text column of the book
ROW_HEIGHT = 0.42  # inches per row of a horizontal chart
PNG_DPI = 160
# Of 9: the usual 6 takes half as long again to save a fortieth of the bytes.
PNG_LEVEL = 3
# Around a fill that is too pale for its white ground: 3 to 1 is the least for what shows a value.
EDGE = {"edgecolor": MUTED, "linewidth": 0.6}
AROUND = 10  # inches: enough for what stands around narrow axes until the height is known
NOTE_WIDTH = 98  # letters of the small type that fit below a figure in every language

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
    "font.family": [FAMILY],
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
    # Letters as wide in PNG as in SVG, whose layout it takes.
    "text.hinting": "none",
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
        size = height_of(figure.axes[0])
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

    _measure_once()
    with mpl.rc_context():
        sns.set_theme(style="whitegrid", rc=_STYLE)
        size = (width, height or 1.25 + ROW_HEIGHT * n_rows)
        figure, axes = plt.subplots(figsize=size, layout="constrained", FigureClass=_drawn_once())
        # A map asks to be drawn after each of its shapes, and nobody looks before it is written.
        figure.canvas.draw_idle = lambda: None
        try:
            yield figure, axes
        finally:
            plt.close(figure)


@cache
def _drawn_once() -> type[Figure]:
    """A figure that is not drawn to find its layout.

    Before it writes a figure, Matplotlib draws it without output, so that its layout is made with
    the renderer that writes. Making the layout is enough.
    """
    from matplotlib.figure import Figure

    class DrawnOnce(Figure):
        def draw(self, renderer: Any) -> None:
            """Draw, unless the renderer was told to draw nothing: its methods are wrapped then."""
            engine = self.get_layout_engine()
            if engine is not None and hasattr(renderer.draw_path, "__wrapped__"):
                engine.execute(self)
            else:
                super().draw(renderer)

    return DrawnOnce


@cache
def _measure_once() -> None:
    """Let each word be measured once for all figures of this process.

    Each of the layouts and drawings that a figure takes has a renderer of its own, and Matplotlib
    remembers what it has measured as long as there is the renderer: a fourth of the time went into
    measuring the same letters again.
    """
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.backends.backend_svg import RendererSVG

    for kind in (RendererAgg, RendererSVG):
        kind.get_text_width_height_descent = _by_words(
            _remembered(kind.get_text_width_height_descent)
        )
        kind._get_font_height_metrics = _remembered(_font_heights)


def _by_words(measure: Callable[..., Any]) -> Callable[..., Any]:
    """A measure of lines, made of one of words and blanks."""

    @wraps(measure)
    def measured(renderer: Any, text: str, font: Any, ismath: Any) -> tuple[float, float, float]:
        parts = parts_of(text)
        if ismath or len(parts) < 2:
            return measure(renderer, text, font, ismath)
        sizes = [measure(renderer, each, font, ismath) for each in parts]
        descent = max(below for _, _, below in sizes)
        above = max(height - below for _, height, below in sizes)
        return sum(width for width, _, _ in sizes), above + descent, descent

    return measured


def _remembered(measure: Callable[..., Any]) -> Callable[..., Any]:
    """A renderer's method, asked once for each font, resolution and what else it is asked with."""
    from matplotlib.font_manager import FontProperties

    known: dict[tuple, Any] = {}

    @wraps(measure)
    def remembered(renderer: Any, *asked: Any, **named: Any) -> Any:
        # Who asks can change a font later, and fonts compare by their hash anyway.
        of = [hash(each) if isinstance(each, FontProperties) else each for each in asked]
        key = (_resolution(renderer), *of, *named.items())
        if key not in known:
            known[key] = measure(renderer, *asked, **named)
        return known[key]

    return remembered


def _font_heights(renderer: Any, font: FontProperties) -> tuple[float, float, float]:
    """Ascent, descent and gap of a font in pixels, as Matplotlib's `Text` finds them each time."""
    from matplotlib.font_manager import fontManager, get_font

    found = get_font(fontManager._find_fonts_by_props(font))
    table, head = found.get_sfnt_table("OS/2"), found.get_sfnt_table("head")
    scale = 1 / head["unitsPerEm"] * font.get_size_in_points() * _resolution(renderer) / 72
    ascent, descent = table["sTypoAscender"] * scale, -table["sTypoDescender"] * scale
    return ascent, descent, table["sTypoLineGap"] * scale


def _resolution(renderer: Any) -> float:
    """Dots per inch; a renderer without has points."""
    return getattr(renderer, "dpi", 72)


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
    figure.supxlabel(in_letters(note, NOTE_WIDTH), x=0.01, ha="left", fontsize=8, color=MUTED)
    if study.is_synthetic:
        mark_figure(figure, study.language)
        data = data.assign(**{COLUMN: TEXT})
    svg, png = io.StringIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    # Both are laid out alike, and finding the layout costs as much as drawing.
    figure.set_layout_engine("none")
    options = {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": PNG_LEVEL}}
    figure.savefig(png, format="png", dpi=PNG_DPI, **options)
    drawing = Drawing(name, svg.getvalue(), png.getvalue())
    folder = paths.figures(study.language)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(drawing.svg, encoding="utf-8")
    (folder / f"{name}.png").write_bytes(drawing.png)
    text = data.to_csv(index=False, lineterminator="\r\n")
    spreadsheets.write_csv(folder / f"{name}.csv", text)
    return drawing


def write_interactive(
    chart: alt.TopLevelMixin, study: Study, *, name: str, values: object = None
) -> None:
    """Write a chart to outputs/figures/<language>/<name>.vl.json, the same bytes every time.

    `name` is the label of the figure that the chart is the interactive version of. `values` come
    in the place of the chart's own; outlines, of which Altair would look at each coordinate. Raises
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
    specification = styled.to_dict()
    if values is not None:
        specification["data"]["values"] = values
    text = json.dumps(specification, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
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
    where = ", ".join(filter(None, (study.text("report"), location_text(study, entry.location))))
    of = f" ({study.label('sources', entry.source)})" if entry.source else ""
    source = f"{study.text('Source')}: {where}{of}"
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


def location_text(study: Study, location: str) -> str:
    """A place in the report in the edition's words; one of another kind (annex 2) as it is."""
    kind, _, number = location.partition(" ")
    return study.text(LOCATIONS[kind]).format(n=number) if kind in LOCATIONS else location


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
    fit_height(figure, size)
    if study.is_synthetic:
        mark_figure(figure, study.language)
    path = paths.figures(study.language) / f"{name}.narrow.svg"
    svg = io.StringIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    # Few phones have the letters that the drawing was measured with.
    text = svg.getvalue().replace(f"'{FAMILY}'", f"'{FAMILY}', system-ui, sans-serif")
    path.write_text(text, encoding="utf-8")

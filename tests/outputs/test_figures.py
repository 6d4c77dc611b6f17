"""Figures share one look, keep their text as text, and are written the same every time."""

from __future__ import annotations

import inspect
import json
from io import StringIO

import altair as alt
import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties

from helpers.errors import ArgumentError
from helpers.outputs import figures
from helpers.study import open_study
from tests.cases.small_study import run

DRAW = """
import json
import pandas as pd
from helpers.outputs import figures
from helpers.study import open_study

data = pd.DataFrame({"label": ["Қаржы", "Кадры"], "value": [76, 24]})
found = []

def chart(sheet):
    sheet.axes.barh([0, 1], data["value"])
    sheet.label_rows(list(data["label"]))

for _ in range(2):
    drawing = figures.draw(chart, data, open_study("kk"), name="fig-x", note="Дереккөз", n_rows=2)
    bundle = drawing._repr_mimebundle_()
    bundle["image/png"] = bundle["image/png"].hex()
    found.append(bundle)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def drawn(outputs):
    return run(DRAW, outputs)


def luminance(color):
    """Relative luminance of a colour, 0 to 1, as WCAG 2 defines it."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_figure_is_written_as_svg_png_and_csv(drawn, outputs):
    """What the notebook shows is what lies in the folder, beside the data it was drawn from."""
    folder = outputs / "figures" / "kk"
    names = {"fig-x.svg", "fig-x.png", "fig-x.csv", "fig-x.narrow.svg"}
    assert {path.name for path in folder.iterdir()} == names
    assert (folder / "fig-x.svg").read_text("utf-8") == drawn[1]["image/svg+xml"]
    assert (folder / "fig-x.png").read_bytes().hex() == drawn[1]["image/png"]
    assert (folder / "fig-x.csv").read_text("utf-8") == "label,value\nҚаржы,76\nКадры,24\n"


def test_the_same_data_give_the_same_bytes(drawn):
    """No date, version or random id: a rebuild changes nothing."""
    assert drawn[0] == drawn[1]
    assert "<dc:date>" not in drawn[0]["image/svg+xml"]


def test_what_is_measured_once_is_as_wide_as_matplotlib_measures_it(drawn, tmp_path):
    """Widths and heights of letters are remembered between drawings, and nothing moves by that."""
    each_time = "from helpers.outputs import figures; figures._measure_once = lambda: None\n"
    assert run(each_time + DRAW, tmp_path) == drawn


@pytest.mark.parametrize(
    "text",
    [
        "Сведения о ҮЕҰ, AVA To 7 %",
        "Сведения о ҮЕҰ: 7 %",
        "AVA To 7 %",
        " два  пробела ",
        "– …",
        "Об «AVA» и “To do”",
        "1\u202f234,5 ≠ ½",
        "$x^2$ and y_1",
        "one",
        "",
    ],
)
@pytest.mark.parametrize("size", [8.5, 10.5])
def test_a_line_is_as_large_as_its_words_and_blanks(text, size):
    """By both renderers, for letters that other fonts move together, marks alone, and formulas."""
    font = FontProperties(family=[figures.FAMILY], size=size)
    with mpl.rc_context({"text.hinting": "none"}):
        for renderer in (RendererAgg(680, 100, figures.PNG_DPI), RendererSVG(680, 100, StringIO())):
            # What Matplotlib has, whether or not a figure was drawn before.
            whole = inspect.unwrap(type(renderer).get_text_width_height_descent)
            for is_formula in (False, "$" in text):
                asked = (renderer, text, font, is_formula)
                assert figures._by_words(whole)(*asked) == pytest.approx(whole(*asked), rel=1e-12)


def test_text_stays_text(drawn):
    """Labels and note can be searched, copied and read aloud, Kazakh letters included."""
    svg = drawn[0]["image/svg+xml"]
    assert all(f">{text}</text>" in svg for text in ("Қаржы", "Кадры", "Дереккөз"))


def test_the_png_has_the_width_of_the_column(drawn):
    """6.8 inches at 160 dots per inch; width is the second field of a PNG's header."""
    png = bytes.fromhex(drawn[0]["image/png"])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == round(6.8 * 160)


def test_a_drawing_names_itself(drawn):
    """Where no picture can be shown, its name is."""
    assert drawn[0]["text/plain"] == "Drawing('fig-x')"


def test_a_canvas_leaves_nothing_behind():
    """Style and open figures are as before, also when drawing fails."""
    import matplotlib.pyplot as plt

    before = (mpl.rcParams["svg.fonttype"], mpl.rcParams["font.size"], plt.get_fignums())
    with figures.canvas(height=1):
        assert mpl.rcParams["svg.fonttype"] == "none"
    with pytest.raises(ZeroDivisionError), figures.canvas(height=1):
        1 / 0  # noqa: B018 (failing is the test)
    assert (mpl.rcParams["svg.fonttype"], mpl.rcParams["font.size"], plt.get_fignums()) == before


@pytest.mark.parametrize(("size", "expected"), [({"n_rows": 5}, 3.35), ({"height": 2}, 2)])
def test_a_canvas_has_the_height_asked_for(size, expected):
    """Given in inches, or grown with the rows of a chart."""
    with figures.canvas(**size) as (figure, _):
        assert tuple(figure.get_size_inches()) == pytest.approx((figures.WIDTH, expected))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "Source: report, figure 6 (online questionnaires); base: 100 organisations.",
        ),
        ("ru", "Источник: отчёт, рисунок 6 (онлайн-анкеты); база: 100 "),
        ("kk", "Дереккөз: баяндама, "),
    ],
)
def test_the_note_names_source_and_base(language, expected):
    """Where in the report, asked how, and of how many."""
    note = figures.source_note(open_study(language), "difficulty", base="survey_size_difficulty")
    assert note.startswith(expected)


def test_the_note_says_when_the_base_is_not_published():
    """A share without a base is not made to look as if it had one."""
    note = figures.source_note(open_study("en"), "interaction_frequency")
    assert note.endswith("; base not published.")


def test_the_note_says_nothing_of_a_base_where_nobody_was_asked():
    """Dates and counts of the register have no base that could be missing."""
    note = figures.source_note(open_study("en"), "fieldwork_date")
    assert note == "Source: report, text (how the study was run)."


def test_the_note_names_both_of_two_bases():
    """37 critical and 14 positive statements stand in one figure."""
    bases = {"base": "statements_negative", "also": "statements_positive"}
    note = figures.source_note(open_study("en"), "statement_theme", **bases)
    assert note.endswith("base: 37 + 14 statements.")


@pytest.mark.parametrize(
    ("dark", "light"),
    [("BLUE", "LIGHT_BLUE"), ("ORANGE", "PALE"), ("BLUE", "PALE"), ("INK", "PALE")],
)
def test_light_and_dark_differ_in_grey(dark, light):
    """Printed without colour, the parts of a bar can still be told apart."""
    assert contrast(getattr(figures, dark), getattr(figures, light)) >= 2


@pytest.mark.parametrize("color", ["INK", "MUTED"])
def test_text_is_legible(color):
    """Text on white has at least the contrast that WCAG 2 asks for (4.5 to 1)."""
    assert contrast(getattr(figures, color), "#ffffff") >= 4.5


def test_the_data_of_a_figure_are_not_changed(drawn, outputs):
    """Reading the CSV gives the frame the figure was drawn from."""
    assert drawn
    data = pd.read_csv(outputs / "figures" / "kk" / "fig-x.csv")
    assert data.to_dict("list") == {"label": ["Қаржы", "Кадры"], "value": [76, 24]}


def test_a_chart_is_written_as_the_same_bytes_and_asks_nobody_for_anything(own_outputs):
    """Data and fonts are its own or the reader's; the schema's address is only a name."""
    study = open_study("kk")
    chart = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_bar().encode(x="x:Q")
    texts = []
    for _ in range(2):
        figures.write_interactive(chart, study, name="fig-x")
        texts.append((own_outputs / "figures" / "kk" / "fig-x.vl.json").read_text("utf-8"))
    assert texts[0] == texts[1]
    spec = json.loads(texts[0])
    assert spec.pop("$schema").startswith("https://vega.github.io/schema/vega-lite/")
    text = json.dumps(spec)
    assert "//" not in text
    assert '"url"' not in text


@pytest.mark.parametrize("name", ["../../x", "fig x", "", "fig-x.svg", None])
def test_a_name_is_a_plain_label(name):
    """Nothing is written outside the folder."""
    with pytest.raises(ArgumentError, match=r"is no label; write letters, .* such as 'fig-x'$"):
        figures.check_name(name)
    with pytest.raises(ArgumentError, match=r"is no label"):
        figures.draw(print, pd.DataFrame(), open_study("en"), name=name, note="", n_rows=1)

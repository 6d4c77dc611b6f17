"""Labels, legend and type of a chart fit print and phones."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from helpers.outputs import figures, sheets
from helpers.study import open_study

LONG = "a rather long label of a category that needs two lines on a phone"
LABELS = ["Қаржы", LONG, "Кадры"]


@pytest.fixture
def narrow(own_outputs):
    """A bar chart as a phone shows it: its SVG and the axes it was drawn on."""
    drawn = {}

    def chart(sheet):
        sheet.axes.barh(range(3), [76, 24, 5], label="a share")
        sheet.axes.text(50, 1, "24", fontsize=6)
        sheet.label_rows(LABELS)
        sheet.legend(fontsize=8)
        drawn[sheet.is_narrow] = sheet.axes

    data = pd.DataFrame({"label": LABELS, "value": [76, 24, 5]})
    figures.draw(chart, data, open_study("en"), name="fig-x", note="Source " * 30, n_rows=3)
    svg = (own_outputs / "figures" / "en" / "fig-x.narrow.svg").read_text("utf-8")
    return svg, drawn[True], drawn[False]


def test_rows_are_labelled_from_the_top():
    """The first label is the highest, and long ones are wrapped, never cut."""
    with figures.canvas(n_rows=2) as (figure, axes):
        sheet = sheets.Sheet(figure, axes)
        sheet.label_rows(["first", "a rather long label of a category that wraps"], width=24)
        labels = [label.get_text() for label in axes.get_yticklabels()]
        bottom, top = axes.get_ylim()
    assert labels[0] == "first"
    assert " ".join(labels[1].split()) == "a rather long label of a category that wraps"
    assert max(len(line) for line in labels[1].splitlines()) <= 24
    assert top < 0 < bottom


def test_a_label_of_many_lines_is_given_more_room():
    """Three lines would touch the next row's label; wrapped wider, there are two."""
    text = "a label of a category that would need three lines of this width"
    with figures.canvas(n_rows=2) as (figure, axes):
        sheets.Sheet(figure, axes).label_rows([text, "other"], width=24)
        label = axes.get_yticklabels()[0].get_text()
    assert label.count("\n") == 1
    assert " ".join(label.split()) == text


def test_narrow_type_is_large_enough_for_a_phone(narrow):
    """A column of 328 px is 252 pt of the drawing, so that 12 px are 9.2 pt."""
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", narrow[0])]
    assert len(sizes) > len(LABELS)
    assert min(sizes) >= 12 * 72 * sheets.NARROW / 328


def test_narrow_labels_stand_above_their_rows(narrow):
    """Wrapped to the width, above the middle of the bar and below the bar before."""
    _, axes, _ = narrow
    texts = {text.get_text().replace("\n", " "): text for text in axes.texts}
    assert not axes.get_yticks().size
    for row, label in enumerate(LABELS):
        box = texts[label].get_window_extent()
        place = axes.transData.transform([(0, row - 0.4), (0, row - 0.6)])[:, 1]
        assert place[0] <= box.y0 + 1
        assert row == 0 or box.y1 < place[1]
    assert "\n" in texts[LONG].get_text()


def test_narrow_rows_are_as_high_as_wide_ones(narrow):
    """What is drawn in a row has the room it has in print."""
    _, axes, wide = narrow
    heights = [
        abs(float(a.transData.transform((0, 0.4))[1] - a.transData.transform((0, -0.4))[1]))
        / a.figure.dpi
        for a in (axes, wide)
    ]
    assert heights[0] == pytest.approx(heights[1], rel=0.02)


def test_lines_are_as_wide_as_their_letters():
    """Wide letters fill a line sooner."""
    lines = sheets.wrapped("мммм " * 20, 200).split("\n")
    assert all(sheets.text_width(line) <= 200 for line in lines)
    assert len(lines) > len(sheets.wrapped("іііі " * 20, 200).split("\n"))


def test_a_legend_of_long_labels_is_not_cut():
    """A wide sheet takes fewer columns, a narrow one wraps the labels."""
    for is_narrow, width in ((False, figures.WIDTH), (True, sheets.NARROW)):
        with figures.canvas(height=4, width=width) as (figure, axes):
            for n in range(4):
                axes.plot([], [], label=f"{n} {LONG}")
            legend = sheets.Sheet(figure, axes, is_narrow=is_narrow).legend(ncols=4)
            figure.draw_without_rendering()
            box = legend.get_window_extent()
        assert 0 <= box.x0 < box.x1 <= figure.bbox.x1


def test_a_legend_of_short_labels_keeps_its_columns():
    with figures.canvas(height=4) as (figure, axes):
        for label in "abcd":
            axes.plot([], [], label=label)
        legend = sheets.Sheet(figure, axes).legend(ncols=4)
        figure.draw_without_rendering()
        heights = {round(text.get_window_extent().y0) for text in legend.get_texts()}
    assert len(heights) == 1


def test_a_narrow_sheet_repeats_its_scale_in_rows_of_headings(own_outputs):
    """Where an axis is far away; a wide drawing needs none."""

    def chart(sheet):
        sheet.axes.barh([1, 2], [40, 90])
        sheet.label_rows(LABELS, bold=[0])
        sheet.axes.set(xlim=(-2, 102), xticks=[0, 50, 100])
        sheet.repeat_scale([0])

    data = pd.DataFrame({"value": [40, 90]})
    figures.draw(chart, data, open_study("en"), name="fig-x", note="Source", n_rows=3)
    folder = own_outputs / "figures" / "en"
    drawn = [(folder / f"fig-x{end}").read_text("utf-8") for end in (".narrow.svg", ".svg")]
    assert [svg.count(f'id="{sheets.SCALE}_') for svg in drawn] == [3, 0]

"""Figures in the hand: at 360 px a figure is drawn for that width, and nothing of it is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from helpers.review.browser import Faults

# Words of a chart: the smallest in pixels, and those that reach beyond its picture.
WORDS = """(svg) => {
    const box = svg.getBoundingClientRect();
    const scale = box.width / svg.viewBox.baseVal.width;
    const words = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim());
    const beyond = words.filter(one => {
        const place = one.getBoundingClientRect();
        return place.left < box.left - 1 || place.right > box.right + 1
            || place.top < box.top - 1 || place.bottom > box.bottom + 1;
    });
    const sizes = words.map(one => parseFloat(getComputedStyle(one).fontSize) * scale);
    return [Math.min(...sizes), beyond.map(one => one.textContent)];
}"""
# Names and widths of the figures, all asked for as if the reader had come to them.
FIGURES = """() => Promise.all([...document.querySelectorAll('figure.quarto-float-fig img')]
    .map(async one => {
        one.loading = 'eager';
        await one.decode();
        return [one.currentSrc.split('/').pop(), one.getBoundingClientRect().width];
    }))"""


@pytest.fixture
def phone(opened: tuple[Page, Faults]) -> tuple[Page, Faults]:
    """An empty page of a new visitor with a phone, and what goes wrong in it."""
    opened[0].set_viewport_size({"width": 360, "height": 740})
    return opened


def test_every_figure_has_its_narrow_drawing(
    phone: tuple[Page, Faults], address: str, names: list[str]
) -> None:
    """Each as wide as the text, and no page wider than the phone."""
    page, faults = phone
    shown = {}
    for name in names:
        page.goto(f"{address}/{name}")
        shown |= dict(page.evaluate(FIGURES))
        assert page.evaluate("document.documentElement.scrollWidth") == 360, name
    assert len(shown) > 20
    assert [name for name in shown if not name.endswith(".narrow.svg")] == []
    assert set(shown.values()) == {328}
    assert faults.taken() == []


@pytest.mark.parametrize(
    "name",
    [
        "notebooks/01_sector_picture.html",
        "notebooks/03_regional_stories.html",
        "notebooks/06_audit.html",
    ],
)
def test_an_interactive_chart_fits(phone: tuple[Page, Faults], address: str, name: str) -> None:
    """It is drawn for its box: no word is cut or small, also after the phone was turned."""
    page, faults = phone
    page.goto(f"{address}/{name}")
    box = page.locator(".figure-files[data-show]").first
    box.get_by_role("button").click()
    chart = box.locator("svg")
    for width in (360, 740):
        page.set_viewport_size({"width": width, "height": 740})
        page.wait_for_function(
            "([svg, width]) => Math.abs(svg.getBoundingClientRect().width + 60 - width) < 40",
            arg=[chart.element_handle(), width],
        )
        smallest, beyond = chart.evaluate(WORDS)
        assert beyond == []
        assert smallest >= 11.99
    assert faults.taken() == []

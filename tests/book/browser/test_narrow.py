"""Every figure of the three editions as a phone shows it: legible, whole, with the same numbers.

A phone 360 px wide has 328 px for a figure. Sizes and places are the browser's own, in the units of
the drawing.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.outputs.sheets import SCALE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.book.browser.conftest import Visitor

SHOWN = 328  # px
LEAST = 12  # px
TOUCH = 2  # units by which boxes may overlap: they are higher than their letters

MEASURE = """
() => [...document.querySelectorAll("svg")].map(svg => {
  svg.style.width = `${svg.viewBox.baseVal.width}px`;
  svg.style.height = `${svg.viewBox.baseVal.height}px`;
  const canvas = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim());
  return {
    width: canvas.width,
    height: canvas.height,
    texts: texts.map(text => {
      const box = text.getBoundingClientRect();
      return {
        text: text.textContent,
        size: parseFloat(getComputedStyle(text).fontSize),
        box: [box.left - canvas.left, box.top - canvas.top, box.right - canvas.left,
              box.bottom - canvas.top],
        turned: Math.abs(text.getCTM().b) > 0.01,
      };
    }),
  };
})
"""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def drawings(language: str) -> list[Path]:
    return sorted(paths.figures(language).glob("*.narrow.svg"))


def wide_drawings(language: str) -> list[Path]:
    every = paths.figures(language).glob("*.svg")
    return sorted(path for path in every if ".narrow" not in path.name)


@pytest.fixture(scope="module")
def measured(built_book, visitor: Visitor) -> dict[str, dict]:
    """What a browser says of each narrow drawing, by language and name."""
    assert built_book
    return measure([path for language in LANGUAGES for path in drawings(language)], visitor)


def measure(files: list[Path], visitor: Visitor) -> dict[str, dict]:
    pictures = [path.read_text("utf-8").partition("<svg")[2] for path in files]
    with visitor.new_page() as page:
        page.set_content("".join(f"<div><svg{picture}</div>" for picture in pictures))
        found = page.evaluate(MEASURE)
    names = [f"{path.parent.name}/{path.name}" for path in files]
    return dict(zip(names, found, strict=True))


def overlapping(texts: list[dict]) -> list[tuple[str, str]]:
    """Texts that cover others; turned ones have boxes larger than themselves."""
    straight = [each for each in texts if not each["turned"]]
    return [
        (one["text"], other["text"])
        for place, one in enumerate(straight)
        for other in straight[place + 1 :]
        if one["text"] != other["text"]
        and all(
            min(one["box"][end + 2], other["box"][end + 2])
            - max(one["box"][end], other["box"][end])
            > TOUCH
            for end in (0, 1)
        )
    ]


def cut(measured: dict[str, dict]) -> dict[str, list[str]]:
    """Texts that lie outside their drawings, by drawing."""
    found = {
        name: [
            text["text"]
            for text in each["texts"]
            if min(text["box"]) < -1
            or text["box"][2] > each["width"] + 1
            or text["box"][3] > each["height"] + 1
        ]
        for name, each in measured.items()
    }
    return {name: texts for name, texts in found.items() if texts}


def numbers_in(path: Path) -> Counter[str]:
    """Numbers written in a drawing, without those of the scales of its axes."""
    drawing = BeautifulSoup(path.read_text("utf-8").partition("<svg")[2], "html.parser")
    for axis in drawing.find_all(id=re.compile(r"^matplotlib\.axis_")):
        labels = [text.get_text() for text in axis.select("g[id*=tick] text")]
        if all(re.fullmatch(r"[−\d\s.,%]*", label) for label in labels):
            for tick in axis.select("g[id*=tick]"):
                tick.decompose()
    for number in drawing.find_all(id=re.compile(rf"^{SCALE}_")):
        number.decompose()
    return Counter(_NUMBER.findall("\n".join(text.get_text() for text in drawing("text"))))


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_a_narrow_drawing_with_its_numbers(language: str) -> None:
    """Nothing is left out for want of room, and nothing is said twice."""
    wide = {path.stem: path for path in wide_drawings(language)}
    narrow = {path.name.removesuffix(".narrow.svg"): path for path in drawings(language)}
    assert len(wide) > 40
    assert narrow.keys() == wide.keys()
    differing = {name for name in wide if numbers_in(wide[name]) != numbers_in(narrow[name])}
    assert not differing


def test_type_is_legible(measured: dict[str, dict]) -> None:
    """At least 12 px as shown."""
    small = {
        name: sorted({text["text"] for text in each["texts"] if text["size"] * scale < LEAST})
        for name, each in measured.items()
        if (scale := SHOWN / each["width"])
    }
    assert not {name: texts for name, texts in small.items() if texts}


def test_nothing_is_cut(measured: dict[str, dict]) -> None:
    """Each text lies within its drawing."""
    assert not cut(measured)


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_in_a_wide_drawing(language: str, visitor: Visitor) -> None:
    """Legends and notes of Russian and Kazakh end before the edge."""
    assert not cut(measure(wide_drawings(language), visitor))


def test_texts_keep_apart(measured: dict[str, dict]) -> None:
    """Long labels in Russian and Kazakh wrap and cover nothing."""
    found = {name: overlapping(each["texts"]) for name, each in measured.items()}
    assert not {name: pairs for name, pairs in found.items() if pairs}

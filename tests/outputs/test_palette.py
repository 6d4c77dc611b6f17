"""The figures' colours: legible on what they are drawn on, told apart by every reader and in grey.

Contrast is WCAG 2.2's ratio (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Colour-vision
deficiencies are simulated at full severity by the matrices of Machado, Oliveira and Fernandes
(2009, https://doi.org/10.1109/TVCG.2009.113) in linear RGB; distances are CIE 1976 in L*a*b*, where
2.3 is just noticeable and ten times that is plainly another colour.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from bookmaker.rendering.embedded.web import ASSETS
from helpers.chapters.country import regions
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE

BOOK_CSS = ASSETS / "book.css"

TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0
APART = 20.0  # L*a*b*, plainly another colour
APART_IN_GREY = 10.0  # L*

DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE_D65 = np.array([0.95047, 1.0, 1.08883])

FILLS = (BLUE, LIGHT_BLUE, PALE, ORANGE)
PAIRS = tuple(combinations(FILLS, 2))
# These two differ little in grey: wherever both stand, a hatch or a marker tells them apart.
WITH_A_SECOND_SIGN = {BLUE, ORANGE}
RAMP = [
    to_hex(c) for c in LinearSegmentedColormap.from_list("", regions.BLUES)(np.linspace(0, 1, 5))
]


def linear(color: str) -> np.ndarray:
    """Linear RGB of an sRGB colour, 0 to 1."""
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    dark, light = sorted(float(_TO_XYZ[1] @ linear(color)) for color in (first, second))
    return (light + 0.05) / (dark + 0.05)


def seen(color: str, deficiency: str) -> np.ndarray:
    """L*, a*, b* of a colour as somebody with the deficiency sees it."""
    rgb = np.clip(DEFICIENCIES[deficiency] @ linear(color), 0, 1)
    ratio = _TO_XYZ @ rgb / _WHITE_D65
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def backgrounds() -> set[str]:
    """What is behind a figure in the light and in the dark scheme: the style sheet's card."""
    value = re.search(r"--card:\s*([^;]+);", BOOK_CSS.read_text("utf-8"))[1]
    return set(re.findall(r"#[0-9a-f]{3,6}|white", value))


def test_the_measures_agree_with_published_values() -> None:
    """Black on white has 21:1, a hand-checked grey 4.54:1; white is L* 100 for everybody."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    for deficiency in DEFICIENCIES:
        assert seen("#ffffff", deficiency) == pytest.approx([100, 0, 0], abs=0.1)


def test_a_deficiency_hides_what_it_should() -> None:
    """A red and a green of one lightness are far apart for most, close with deuteranopia."""
    pair = ("#c04040", "#5c7a1a")
    distance = {
        name: float(np.linalg.norm(seen(pair[0], name) - seen(pair[1], name)))
        for name in ("none", "deuteranopia")
    }
    assert distance["none"] > 60
    assert distance["deuteranopia"] < 30


@pytest.mark.parametrize("color", [INK, MUTED])
def test_text_is_legible_on_both_backgrounds(color: str) -> None:
    """Labels, notes and ticks reach 4.5:1 on the card of either scheme."""
    assert backgrounds()
    assert all(contrast(color, background) >= TEXT_CONTRAST for background in backgrounds())


@pytest.mark.parametrize("color", [BLUE, ORANGE, EDGE["edgecolor"]])
def test_marks_and_edges_stand_out_on_both_backgrounds(color: str) -> None:
    """What carries a value, and the edge of every lighter fill, reaches 3:1."""
    assert all(contrast(color, background) >= MARK_CONTRAST for background in backgrounds())


@pytest.mark.parametrize(
    ("text", "fill"), [(INK, LIGHT_BLUE), (INK, PALE), ("#ffffff", BLUE), (INK, RAMP[0])]
)
def test_text_on_a_fill_is_legible(text: str, fill: str) -> None:
    """Numbers written into bars and regions reach 4.5:1."""
    assert contrast(text, fill) >= TEXT_CONTRAST


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("pair", PAIRS)
def test_fills_differ_for_every_reader(pair: tuple[str, str], deficiency: str) -> None:
    """Two fills of one figure are plainly different colours with each deficiency."""
    first, second = (seen(color, deficiency) for color in pair)
    assert np.linalg.norm(first - second) >= APART


@pytest.mark.parametrize("pair", PAIRS)
def test_fills_differ_in_grey(pair: tuple[str, str]) -> None:
    """A photocopy keeps them apart: by lightness, or by a second sign."""
    first, second = (seen(color, "none")[0] for color in pair)
    assert abs(first - second) >= APART_IN_GREY or set(pair) == WITH_A_SECOND_SIGN


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_map_grows_darker_with_the_value(deficiency: str) -> None:
    """Equal steps of value are visible steps of lightness, for every reader and in grey."""
    lightness = [seen(color, deficiency)[0] for color in RAMP]
    assert all(light - dark >= APART_IN_GREY for light, dark in pairwise(lightness))

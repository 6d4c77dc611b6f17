"""The style sheet."""

from __future__ import annotations

import re

import pytest

from helpers.publishing.web import ASSETS

CSS = (ASSETS / "book.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS))
TEXT = ("text", "muted", "link", "accent")
CODE = ("text", "keyword", "string", "number", "comment")
KINDS = ("note", "tip", "warning", "important", "caution")
PAIRS = [
    *((ink, paper) for ink in TEXT for paper in ("page", "panel")),
    *((ink, "code") for ink in CODE),
    *((ink, f"{kind}-fill") for kind in KINDS for ink in (kind, "text", "link", "muted")),
]


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_has_contrast(ink: str, paper: str) -> None:
    """Every colour of text reaches WCAG AA (4.5) on every ground it stands on."""
    light, dark = sorted((luminance(COLOURS[ink]), luminance(COLOURS[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_colours_are_named_once() -> None:
    """Another scheme replaces the custom properties and nothing else."""
    rules = CSS[CSS.index("}") :]
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", rules)


def test_the_style_fetches_nothing() -> None:
    """Fonts are the reader's own."""
    assert "url(" not in CSS
    assert "@import" not in CSS

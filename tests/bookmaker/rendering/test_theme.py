"""The style sheet."""

from __future__ import annotations

import re

import pytest

from bookmaker.rendering.embedded.web import ASSETS, THEME

CSS = (ASSETS / "book.css").read_text(encoding="utf-8")
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(CSS)}
TEXT = ("text", "muted", "link", "accent")
CODE = ("text", "keyword", "string", "number", "comment")
KINDS = ("note", "tip", "warning", "important", "caution")
PAIRS = [
    *((ink, paper) for ink in TEXT for paper in ("page", "panel")),
    *((ink, "code") for ink in (*CODE, "muted", "link")),
    ("text", "mark"),
    *((ink, f"{kind}-fill") for kind in KINDS for ink in (kind, "text", "link", "muted")),
]


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_has_contrast(ink: str, paper: str, scheme: int) -> None:
    """Every colour of text reaches WCAG AA (4.5) on every ground it stands on."""
    both = (luminance(COLOURS[name][scheme]) for name in (ink, paper))
    light, dark = sorted(both, reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_colours_are_named_once() -> None:
    """Both schemes' colours stand at the head and nowhere else."""
    rules = CSS[CSS.index("}") :]
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", rules)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_quarto_has_the_same_colours(name: str) -> None:
    """The pages of both renderers look alike."""
    sheet = (THEME / f"quarto-{name}.scss").read_text(encoding="utf-8")
    theirs = dict(re.findall(r"\$([\w-]+): (#[0-9a-f]{6});", sheet))
    pairs = {"body-bg": "page", "body-color": "text", "text-muted": "muted", "link-color": "link"}
    pairs |= {"border-color": "line", "code-block-bg": "code"}
    pairs |= {f"callout-color-{kind}": kind for kind in KINDS}
    ours = {key: COLOURS[own][name == "dark"] for key, own in pairs.items()}
    assert {key: theirs[key] for key in pairs} == ours


def test_the_style_fetches_nothing() -> None:
    """Fonts are the reader's own."""
    assert "url(" not in CSS
    assert "@import" not in CSS

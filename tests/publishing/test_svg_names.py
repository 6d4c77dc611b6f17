"""Pictures that say what they are called by."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from helpers.staging.figures.files import named

SPACE = "{http://www.w3.org/2000/svg}"
SVG = (
    '<?xml version="1.0"?>\n'
    '<svg xmlns="http://www.w3.org/2000/svg" width="9"><text>Қаржы</text></svg>'
)


def test_a_picture_is_named_by_its_first_children() -> None:
    """Role and references lead to a title and a description that are there, escaped as needed."""
    root = ElementTree.fromstring(named(SVG, "fig-a", title="A < B & C", description="Two\nbars"))
    assert root.get("role") == "img"
    texts = {child.get("id"): child.text for child in root}
    assert texts[root.get("aria-labelledby")] == "A < B & C"
    assert texts[root.get("aria-describedby")] == "Two bars"
    assert [child.tag for child in root] == [f"{SPACE}title", f"{SPACE}desc", f"{SPACE}text"]


def test_text_stays_text() -> None:
    """Nothing of the drawing changes, nor what stands before it."""
    result = named(SVG, "fig-a", title="Needs", description="")
    assert result.startswith('<?xml version="1.0"?>\n<svg ')
    assert result.endswith("<text>Қаржы</text></svg>")
    assert "aria-describedby" not in result


def test_a_named_picture_is_left_alone() -> None:
    """Staging twice gives one title; what is no SVG gets none."""
    once = named(SVG, "fig-a", title="Needs", description="Bars")
    assert named(once, "fig-a", title="Needs", description="Bars") == once
    assert named("no picture", "fig-a", title="Needs", description="") == "no picture"

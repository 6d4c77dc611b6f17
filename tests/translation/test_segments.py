"""Pages cut into what a translator sees, and put together again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import inputs, paths
from helpers.translation.segments import replaced, segments_of

PIECES = [
    ("# A title {#sec-a .unnumbered}", [("A title", "heading")]),
    ("A paragraph\nof two lines.", [("A paragraph\nof two lines.", "paragraph")]),
    ("- item one\n- item two", [("item one", "item"), ("item two", "item")]),
    ("- an item\n  that goes on", [("an item\n  that goes on", "item")]),
    ("1. first", [("first", "item")]),
    (
        "| Head | Other |\n|:--|--:|\n| {{< var n >}} | a \\| b |",
        [("Head", "cell"), ("Other", "cell"), ("a \\| b", "cell")],
    ),
    (": A caption {#tbl-a}", [("A caption", "caption")]),
    (
        '![Cap [with](x.html)](figures/a.svg){#fig-a fig-alt="An \\"alt\\""}',
        [("Cap [with](x.html)", "caption"), ('An "alt"', "alt")],
    ),
    ("::: {.callout-note}\n## Note\nText.\n:::", [("Note", "heading"), ("Text.", "paragraph")]),
    ("```python\nnot = 'prose'\n```", []),
    ("```{=html}\n<p>raw</p>\n```", []),
    ("$$\nx = y\n$$ {#eq-a}\n\nAfter.", [("After.", "paragraph")]),
    ("$$ x = y $$\n\nAfter.", [("After.", "paragraph")]),
    ("{{< var n >}} `code` $x$", []),
    ("> said", [("said", "item")]),
    ("---\nlang: en\n---\nText.", [("Text.", "paragraph")]),
    ("<!-- comment -->", []),
]


@pytest.mark.parametrize(("text", "expected"), PIECES)
def test_a_piece_is_cut_where_a_reader_would(text, expected):
    """Code, formulas, fences and attributes are never shown to a translator."""
    assert [(each.text, each.kind) for each in segments_of(text)] == expected


@given(st.lists(st.sampled_from([text for text, _ in PIECES[:14]]), max_size=6))
def test_nothing_but_segments_changes(pieces):
    """Replaced by itself a page is the same; in capitals, all else is the same."""
    page = "\n\n".join(pieces) + "\n"
    assert replaced(page, lambda segment: segment.text) == page
    shouted = replaced(page, lambda segment: segment.text.upper())
    assert shouted.lower() == page.lower()


def test_the_book_s_own_pages_are_put_together_again():
    """Every page of the repository, unchanged."""
    texts = [path.read_text(encoding="utf-8") for path in paths.ROOT.glob("*.qmd")]
    for notebook in inputs.notebooks():
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        texts += ["".join(c["source"]) for c in cells if c["cell_type"] == "markdown"]
    assert len(texts) > 100
    for text in texts:
        assert replaced(text, lambda segment: segment.text) == text

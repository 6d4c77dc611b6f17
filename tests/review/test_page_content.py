"""What a page says, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.review.page_content import PageContent, read_page


def content(folder: Path, main: str, name: str = "notebooks/a.html") -> PageContent:
    """The content of a page with this in its main part."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<body><nav>Menu</nav><main>{main}</main></body>", encoding="utf-8")
    return read_page(folder, name)


@pytest.mark.parametrize(
    "heading",
    [
        '<h2 id="sec-a">A <i>b</i></h2>',
        '<section id="sec-a"><h2>A\n b</h2></section>',
        '<h2><span id="sec-a">A b</span><button>Copy</button></h2>',
    ],
)
def test_a_heading_has_the_anchor_that_leads_to_it(tmp_path: Path, heading: str) -> None:
    """Its own, its section's, or that of the text within it."""
    assert content(tmp_path, heading).headings == (("h2", "sec-a", "A b"),)


def test_a_caption_without_a_number_is_none(tmp_path: Path) -> None:
    """Parts of a figure have none of their own."""
    figure = '<figure id="fig-a"><figcaption>{}</figcaption></figure>'
    shown = figure.format("Figure 2.1: A") + figure.format("(a) left")
    assert content(tmp_path, shown).captions == (("fig-a", "Figure 2.1"),)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("#x", "notebooks/a.html#x"),
        ("../index.html", "index.html"),
        ("b%20c.html#%D0%B0", "notebooks/b c.html#а"),
        ("https://a.org/b", "https://a.org/b"),
    ],
)
def test_a_reference_is_where_it_leads(tmp_path: Path, address: str, target: str) -> None:
    """As a page of the book and an anchor, or an address elsewhere."""
    found = content(tmp_path, f'<a href="{address}">see</a>')
    assert found.references == (("see", target),)


def test_what_stands_around_the_text_is_no_part_of_it(tmp_path: Path) -> None:
    """Buttons, marked furniture, scripts, remarks; pictures are what they are called."""
    found = content(
        tmp_path,
        "<p>One</p><!-- two --><script>three</script><p data-furniture>four</p>"
        '<button>five</button><img alt=" Seven  towns " src="x.svg">',
    )
    assert (found.text, found.pictures) == (("One",), ("Seven towns",))

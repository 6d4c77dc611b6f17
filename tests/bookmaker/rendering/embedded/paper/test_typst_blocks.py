"""Parts of the printed book."""

from __future__ import annotations

import pytest

from bookmaker.project.language import words_of
from bookmaker.project.pandoc import document, nodes, read, text_of, write
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.paper.typst_blocks import PrintWriter, literal

LABELS = {
    "index.html": "chapter--index",
    "n/a.html": "sec-a",
    "n/a.html#limits": "a--limits",
    "n/a.html#fig-x": "fig-x",
    "n/b.html": "sec-b",
    "n/b.html#claim-x": "b--claim-x",
}


def blocks(text: str) -> list:
    """Print blocks of a Markdown page n/a without its title."""
    leaf = Leaf(Page("n/a.ipynb", ()), "n/a.html", read(text)["blocks"])
    return PrintWriter(leaf, LABELS, words=words_of("en")).blocks()[1:]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("b.ipynb", "#sec-b"),
        ("../index.qmd", "#chapter--index"),
        ("../n/b.html?from=a#claim%2Dx", "#b--claim-x"),
        ("#limits", "#a--limits"),
        ("#fig-x", "#fig-x"),
        ("https://example.org/a#b", "https://example.org/a#b"),
    ],
)
def test_links_lead_to_places_in_the_document(link: str, target: str) -> None:
    """Pages become one document, so page-wise anchors get the page's name."""
    [node] = nodes(blocks(f"[text]({link})"), "Link")
    assert node["c"][2][0] == target


def test_a_number_of_the_ledger_keeps_the_colour_of_the_text() -> None:
    """Its call ends before what follows, which Typst would take for more arguments."""
    result = blocks("Of [76](b.html#claim-x){.claim}(all), [76]{#claim-x}")
    text = write(document(result), ["--to", "typst"])
    assert r"#claim[#link(<b--claim-x>)[76]];\(all), 76<a--claim-x>" in text


def test_a_link_to_a_file_is_only_its_words_on_paper() -> None:
    """A data file has no place in a printed book, nor has a part that only the screen shows."""
    result = blocks("[the data](../data.csv) [and more](#on-the-screen)")
    assert (text_of(result), list(nodes(result, "Link"))) == ("the data and more", [])


def test_a_block_that_a_link_may_lead_to_keeps_its_place() -> None:
    """Typst has labels on what it sets only."""
    text = write(document(blocks("::: {#limits}\nText.\n:::")), ["--to", "typst"])
    assert text.startswith("#metadata(none) <a--limits>\nText.")


@pytest.mark.parametrize("start", ["=", "==", "-", "+", "/", "1."])
def test_a_cell_that_begins_with_a_mark_of_typst_stays_text(start: str) -> None:
    """No heading and no list; nor behind an anchor or in a link."""
    cell = "\\-" if start == "-" else start.replace(".", "\\.")
    words = f"| a | b | c |\n|--|--|--|\n| {cell} x | [{cell} y]{{#z}} | [{cell} z](#z) |"
    result = blocks(words)
    text = write(document(result), ["--to", "typst"])
    for after in "xyz":
        assert f"#[]{start} {after}" in text
    assert f"{start} x" in text_of(result)


def test_rows_go_over_a_page_only_when_one_might_not_fit() -> None:
    """A reader finds a row whole, unless a cell holds more than a page could."""

    def is_broken(length: int) -> bool:
        table = f"| a | b |\n|--|--|\n| x | {'word ' * (length // 5)}|"
        return "breakable: true" in write(document(blocks(table)), ["--to", "typst"])

    assert (is_broken(500), is_broken(3000)) == (False, True)


def test_code_of_cells_is_not_printed_and_other_code_is() -> None:
    """A command the reader should type stays."""
    result = blocks("``` {.python .cell-code}\nx\n```\n\n```bash\nmake book\n```")
    assert [node["c"][1] for node in nodes(result, "CodeBlock")] == ["make book"]


def test_headings_carry_the_number_of_the_site() -> None:
    """Typst does not count; it prints what it is given."""
    tree = [{"t": "Header", "c": [2, ["limits", [], [["number", "1.2"]]], []]}]
    leaf = Leaf(Page("n/a.ipynb", ()), "n/a.html", tree)
    text = write(
        document(PrintWriter(leaf, LABELS, words=words_of("en")).blocks()), ["--to", "typst"]
    )
    assert '#heading(level: 2, numbering: (..n) => "1.2")[' in text
    assert "<a--limits>" in text


def test_pictures_are_found_from_the_root_and_keep_their_description() -> None:
    """Pages stand in directories; the document stands at the root."""
    [image] = nodes(blocks('![](figures/x.svg){fig-alt="a \\"b\\"" width=60%}'), "RawInline")
    assert image["c"][1] == '#box(image("/n/figures/x.svg", alt: "a \\"b\\"", width: 60%))'


def test_strings_cannot_leave_their_quotes() -> None:
    """A title with quotes and backslashes is one Typst string."""
    assert literal('a "b" \\c Қ') == '"a \\"b\\" \\\\c Қ"'

"""Quarto's whole book for print: its blocks as Quarto hands them over, set by Pandoc alone."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.bookmaker.filters.filtering import facts, filtered, packed

FIGURE = """
:::: {{#{label} .float .float-fig}}
::: {{.float-caption}}
{caption}
:::

![](figures/{label}-output-1.svg){{fig-alt="Two bars"}}
::::
"""


def figure(label: str, caption: str = "Needs named. Base: 100.") -> str:
    """A figure as the filter makes one of Quarto's own."""
    return FIGURE.format(label=label, caption=caption)


def typst(directory: Path, text: str, language: str = "en") -> str:
    """The text as Typst."""
    return filtered(directory, text, "paper.lua", "typst-citations", about=facts(language))


def test_every_chapter_counts_its_own_figures(tmp_path: Path) -> None:
    """One without a number has Figure 1; Quarto would go on from the chapter before it."""
    text = f"# One {{#a}}\n{figure('fig-a')}\n# Extra {{#b .unnumbered}}\n{figure('fig-b')}"
    said = typst(tmp_path, text)
    assert 'numbering: (..n) => "1")[One] <a>' in said
    assert "numbering: none)[Extra] <b>" in said
    assert "Figure\u00a01.1:" in said.replace("~", "\u00a0")
    assert "Figure\u00a01:" in said.replace("~", "\u00a0")


def test_kazakh_puts_the_number_first(tmp_path: Path) -> None:
    """In captions and in references, which Quarto says in Typst's words."""
    reference = "`#ref(<fig-a>, supplement: [`{=typst}Сурет`])`{=typst}"
    said = typst(tmp_path, f"# Бір {{#a}}\n\n{reference} қараңыз.\n{figure('fig-a')}", "kk")
    assert "1.1-сурет:" in said
    assert "#link(<fig-a>)[1.1-сурет]" in said
    assert 'contents: "Мазмұны"' in said


def test_a_page_that_says_nothing_on_paper_is_left_out(tmp_path: Path) -> None:
    """The index of figures is for the screen; the sources get a heading of their own."""
    text = "# One {#a}\n\nText.\n\n# Figures {#b}\n\n```{=html}\n<p>For the screen.</p>\n```\n"
    said = typst(tmp_path, text)
    assert "Figures]" not in said
    assert "[References] <references>" in said


def test_links_lead_to_chapters_or_nowhere(tmp_path: Path) -> None:
    """A link to a file beside the pages is its words; the sign of a claim stays with its number."""
    text = "# One {#a}\n\n[two](#b) [data](data.csv) [5](#b){.claim}\n\n# Two {#b}\n\nText.\n"
    said = typst(tmp_path, text)
    assert "#link(<b>)[two]" in said
    assert "data.csv" not in said
    assert "#claim[#link(<b>)[5]]" in said


def test_a_note_stands_where_its_heading_does(tmp_path: Path) -> None:
    """Lists and running heads repeat the words without it."""
    said = typst(tmp_path, "# One[^a] {#a}\n\nText.\n\n[^a]: Once.\n")
    assert "One#note[#footnote[Once." in said


def test_callouts_tables_and_pictures_get_the_books_shapes(tmp_path: Path) -> None:
    """As the embedded renderer's."""
    callout = ':::: {.callout kind="note"}\n::: {.callout-title}\nMind\n:::\n\nBody.\n::::\n'
    said = typst(tmp_path, f"# One {{#a}}\n\n{callout}\n| a | b |\n|---|---|\n| = | 2 |\n")
    assert '#callout("note", "Note: ", [' in said
    assert "#align(left)[" in said
    # A lone sign would start a heading.
    assert "#[]\\=" in said or "#[]=" in said


def pictures(directory: Path) -> None:
    """The drawing of a notebook's cell, and the two that staging puts beside the pages."""
    (directory / "figures").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (directory / "figures/fig-a-output-1.svg").write_text(svg, encoding="utf-8")
    Image.new("RGB", (9, 9)).save(directory / "figures/fig-a.png")


def test_word_gets_the_drawing_as_png_with_its_description(tmp_path: Path) -> None:
    """Older versions of Word show no SVG; contents stand there before Word fills them."""
    pictures(tmp_path)
    text = f"# One {{#a}}\n{figure('fig-a')}"
    files = packed(tmp_path, text, "paper.lua", "book.docx", about=facts())
    assert [name[-4:] for name in files if "media" in name] == [".png"]
    document = files["word/document.xml"].decode()
    assert 'descr="Two bars"' in document
    assert "TOC \\o" in document
    assert str(tmp_path) not in document


def test_an_epub_has_its_own_name_and_says_what_it_is(tmp_path: Path) -> None:
    """The same book has the same identifier; the language does not come from Pandoc's words."""
    pictures(tmp_path)
    text = f"# Бір {{#a}}\n{figure('fig-a')}"
    files = packed(tmp_path, text, "paper.lua", "book.epub", about=facts("kk"))
    about = files["EPUB/content.opf"].decode()
    assert "urn:uuid:1<" in about
    assert "<dc:language>kk<" in about
    assert "<dc:subject" in about
    assert not any(b"<script" in content for content in files.values())
    assert any("Мазмұны" in content.decode() for name, content in files.items() if "nav" in name)

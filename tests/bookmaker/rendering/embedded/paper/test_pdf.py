"""The PDF of the fixture book, read back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from bookmaker.errors import InputError
from bookmaker.project.description import read_book
from bookmaker.rendering import embedded
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.paper.pdf import included, preamble
from bookmaker.rendering.embedded.paper.pictures import set_pdf
from bookmaker.rendering.embedded.paper.whole_book import ASSETS
from helpers.review.print_pages import sheets
from tests.cases.small_books import write_project

# Renders PDF.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reader(book: Path) -> PdfReader:
    """The PDF, open."""
    return PdfReader(book / "small-book.pdf")


@pytest.fixture(scope="module")
def text(reader: PdfReader) -> str:
    """All words of the PDF, with single spaces."""
    pages = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", pages.replace("\u00a0", " "))


def test_the_document_says_what_it_is(reader: PdfReader) -> None:
    """Title, author and language are in the metadata; no date of the run is."""
    assert reader.metadata.title == "A Small Book"
    assert reader.metadata.author == "The testers"
    assert reader.root_object["/Lang"] == "en"
    assert reader.metadata.creation_date is None


def test_the_document_is_tagged_for_all_readers(reader: PdfReader) -> None:
    """It says that it follows PDF/UA-1, the standard of accessible documents."""
    assert b"pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data()
    assert reader.root_object["/MarkInfo"]["/Marked"]


def test_numbers_are_those_of_the_site(text: str) -> None:
    """Figures, tables, sections and references agree with HTML."""
    for words in ("Figure 1.1: Needs named", "Table 1.1: Regions", "Table 1: From the register"):
        assert words in text
    for words in ("1.1 Needs", "1.2.1 Almaty and Aktau", "the bounds are in Equation 1.1"):
        assert words in text


def test_bookmarks_follow_the_chapters(reader: PdfReader) -> None:
    """A reader of the PDF jumps from chapter to chapter."""
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert [title.split(" ")[-1] for title in titles] == [
        "Contents",
        "figures",
        "tables",
        "found",
        "Method",
        "picture",
        "References",
    ]


def test_the_contents_say_a_part_above_its_first_chapter(reader: PdfReader) -> None:
    """And nowhere else: parts have no page."""
    pages = [page.extract_text().replace("\u00a0", " ") for page in reader.pages]
    [contents] = [text for text in pages if text.startswith("Contents")]
    lines = contents.splitlines()
    place = lines.index("In depth")
    assert lines[place + 1].startswith("Method")
    assert sum(text.count("In depth") for text in pages) == 1


def test_figures_and_tables_are_listed_with_their_pages(reader: PdfReader) -> None:
    """A list says number and first sentence; the rest of a caption stands under the figure."""
    pages = [page.extract_text().replace("\u00a0", " ") for page in reader.pages]
    [figures] = [text for text in pages if text.startswith("List of figures")]
    [tables] = [text for text in pages if text.startswith("List of tables")]
    assert "Figure 1.1: Needs named." in figures
    assert "Base: 100 questionnaires" not in figures
    assert "Table 1.1: Regions" in tables


def test_nothing_stands_above_the_title_of_a_chapter(reader: PdfReader) -> None:
    """Figures float to the top of a page, but not of the page that opens a chapter."""
    titles = [entry for entry in reader.outline if not isinstance(entry, list)]
    for entry in titles:
        page = reader.pages[reader.get_destination_page_number(entry)]
        words = re.sub(r"\s+", " ", page.extract_text()).strip()
        assert words.startswith(re.sub(r"\s+", " ", entry.title)), entry.title


def test_kazakh_letters_are_in_an_embedded_font(reader: PdfReader, text: str) -> None:
    """Every letter of the Kazakh alphabet comes out as itself."""
    assert "ә ғ қ ң ө ұ ү һ і, Ә Ғ Қ Ң Ө Ұ Ү Һ І" in text
    fonts = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("Libertinus" in font for font in fonts)
    assert any("DejaVuSans" in font for font in fonts)  # words within figures


def test_print_has_its_own_content_and_no_code(text: str) -> None:
    """Conditional content for print shows, cells' code does not."""
    assert "This line is for paper." in text
    assert "for the screen" not in text
    assert "figures.bars" not in text


def test_the_title_page_says_whose_study_it_is_and_who_made_the_book(reader: PdfReader) -> None:
    """The study below the title, the makers and what else is owed at the foot."""
    words = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    parts = ["Two chapters for the tests", "The study: A. Author (House).", "The testers"]
    places = [words.index(part) for part in [*parts, "A fund paid.", "Text: CC BY."]]
    assert places == sorted(places)


def test_pages_are_a4_and_the_colophon_is_there(reader: PdfReader, text: str) -> None:
    """The title page says what rendered the book."""
    assert [round(float(x)) for x in reader.pages[0].mediabox[2:]] == [595, 842]
    assert "Rendered by Pandoc" in text


def test_pictures_have_their_descriptions(reader: PdfReader) -> None:
    """Alternative texts are in the document's structure, for those who listen to it."""

    def descriptions(node: object) -> list[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            return [text for kid in node for text in descriptions(kid)]
        if not isinstance(node, dict):
            return []
        own = [str(node["/Alt"])] if "/Alt" in node else []
        return own + descriptions(node.get("/K"))

    found = descriptions(reader.root_object["/StructTreeRoot"])
    assert "Bars: Almaty 30 days and Aktau fewer." in found


def test_references_are_one_list_at_the_end(text: str) -> None:
    """What two chapters cite is listed once."""
    assert text.count("Identification Problems") == 1


def test_rendering_twice_gives_the_same_bytes(book: Path, outputs: Path, tmp_path: Path) -> None:
    """Neither time nor machine enters pages or PDF."""
    shutil.copytree(outputs / "site", tmp_path / "site")
    for path in embedded.render(tmp_path / "site/en", tmp_path / "book/en"):
        relative = path.relative_to(tmp_path / "book" / "en")
        assert path.read_bytes() == (book / relative).read_bytes(), relative


def test_typst_of_the_description_comes_before_the_text(tmp_path: Path) -> None:
    """So that a project can mark every page; without any there is nothing."""
    site = write_project(tmp_path, {"index.qmd": "# A"})
    assert included(read_book(site)) == ""
    mark = "#set page(background: [DRAFT])\n"
    description = yaml.safe_load((site / "_quarto.yml").read_text(encoding="utf-8"))
    description["format"]["typst"] = {"include-before-body": {"text": mark}}
    (site / "_quarto.yml").write_text(yaml.safe_dump(description), encoding="utf-8")
    head = preamble(read_book(site), Imprint("x"))
    assert head.index(mark) < head.index("#show: book.with(")
    description["format"]["typst"] = {"include-before-body": "mark.typ"}
    (site / "_quarto.yml").write_text(yaml.safe_dump(description), encoding="utf-8")
    with pytest.raises(InputError, match=r"include-before-body: is not supported .* as 'text:'"):
        included(read_book(site))


def test_what_typst_cannot_set_is_an_error(tmp_path: Path) -> None:
    """The message names the line and what Typst says, and no book is written."""
    text = "# A\n\nText.\n\nA word `#nothing`{=typst}."
    write_project(tmp_path / "site/en", {"index.qmd": text})
    wanted = r"index\.qmd, row 5: the PDF could not be set: unknown variable: nothing"
    with pytest.raises(InputError, match=wanted):
        embedded.render(tmp_path / "site/en", tmp_path / "book/en")
    assert not (tmp_path / "book" / "en").exists()


NOTED = """# Chapter[^a] {#sec-a}

## Section[^b]

| A |
|---|
| x |

: Caption[^c] {#tbl-a}

[^a]: Of the chapter.

[^b]: Of the section.

[^c]: Of the table.
"""


def test_notes_of_headings_and_captions_stand_once(tmp_path: Path) -> None:
    """Not in contents and lists, nor in running heads, which may hold no links."""
    text = f"{NOTED}\n" + "\n\n".join(["Words. " * 300] * 3)
    write_project(tmp_path / "site/en", {"index.qmd": "# Front", "a.qmd": text})
    embedded.render(tmp_path / "site/en", tmp_path / "book/en")
    words = [page.extract_text() for page in PdfReader(tmp_path / "book/en/small.pdf").pages]
    for note in ("Of the chapter.", "Of the section.", "Of the table."):
        assert sum(page.count(note) for page in words) == 1
    assert words[-1].split()[:3] == ["2", "Chapter", "Words."]
    html = (tmp_path / "book/en/a.html").read_text(encoding="utf-8")
    assert 'Chapter</span></span><a href="#fn1" class="footnote-ref"' in html
    assert html.count('<li id="fn') == 3


LONG_LIST = """\
#import "book.typ": *
#show: book.with(title: "Many", lang: "en")
#heading(level: 1)[Chapter#note[#footnote[Once.]]]
#for n in range(120) { captioned("float-tbl", [Table #n.#rest-of-caption[ Rest]])[x] }
"""


def test_a_list_over_several_pages_stays_short(tmp_path: Path) -> None:
    """The running head between its pages does not end it."""
    shutil.copyfile(ASSETS / "book.typ", tmp_path / "book.typ")
    (tmp_path / "main.typ").write_text(LONG_LIST, encoding="utf-8")
    reader = PdfReader(set_pdf(tmp_path / "main.typ", tmp_path / "long.pdf"))
    words = " ".join(page.extract_text() for page in reader.pages)
    assert words.count("List of tables") > 2
    assert (words.count("Rest"), words.count("Once.")) == (120, 1)


TALL = """\
<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="900pt" viewBox="0 0 400 900">
<rect width="400" height="900" fill="#00695c"/></svg>
"""
TALL_BOOK = """\
#import "book.typ": *
#show: book.with(title: "Tall", lang: "en")
#heading(level: 1)[Chapter]
#captioned("float-fig", [A caption of a tall picture. #lorem(60)])[
#box(image("/tall.svg", alt: "tall"))
]
"""


def test_a_picture_higher_than_a_page_leaves_room_for_its_caption(tmp_path: Path) -> None:
    """The words below it end above the margin that holds the number of the page."""
    shutil.copyfile(ASSETS / "book.typ", tmp_path / "book.typ")
    (tmp_path / "tall.svg").write_text(TALL, encoding="utf-8")
    (tmp_path / "main.typ").write_text(TALL_BOOK, encoding="utf-8")
    pages = PdfReader(set_pdf(tmp_path / "main.typ", tmp_path / "tall.pdf")).pages
    lowest = []

    def visit(text: str, page: list[float], line: list[float], *_: object) -> None:
        if len(text.strip()) > 3:
            lowest.append(line[5] * page[3] + page[5])

    assert "A caption of a tall" in pages[-1].extract_text(visitor_text=visit)
    margin = 25 / 25.4 * 72
    assert min(lowest) > margin


TABLE = """\
#figure(align(left)[#table(
  columns: 2, table.header([Head], [Words]), table.hline(),
  ..range(ROWS).map(n => ([NAME #n], lorem(12))).flatten(),
)], kind: table)
"""
LAID_OUT = """\
#import "book.typ": *
#show: book.with(title: "Laid out", lang: "en")
#let chapter = heading(level: 1)[Chapter]
#chapter
#lorem(500)
#captioned("float-tbl", [Low caption.])[LOW]
After the low one. #lorem(60)
#captioned("float-tbl", [Middle caption.])[MIDDLE]
Filling words. #lorem(300)
#captioned("float-tbl", [Long caption.])[LONG]
#place.flush()
#chapter
A line.
#captioned("float-tbl", late: true, [Last caption.])[MIDDLE]
#place.flush()
#chapter
#lorem(350)

BARE
"""


def test_tables_go_where_the_page_has_room(tmp_path: Path) -> None:
    """Low ones stay, those of the middle float, and long ones go on over the page."""
    shutil.copyfile(ASSETS / "book.typ", tmp_path / "book.typ")
    text = LAID_OUT
    for name, rows in (("LOW", 2), ("MIDDLE", 11), ("LONG", 40), ("BARE", 30)):
        text = text.replace(name, TABLE.replace("ROWS", str(rows)).replace("NAME", name.title()))
    (tmp_path / "main.typ").write_text(text, encoding="utf-8")
    reader = PdfReader(set_pdf(tmp_path / "main.typ", tmp_path / "a.pdf"))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    first = next(n for n, page in enumerate(pages) if page.startswith("Chapter"))
    opening, second, third, *rest = pages[first:]
    assert opening.index("Low caption") < opening.index("Low 1") < opening.index("After the low")
    assert "Middle caption" in second
    assert "Middle 10" in second
    assert second.index("Middle caption") < second.index("Filling words")
    assert "Long caption" in second + third
    assert all("Head Words" in page for page in pages[first:] if "Long" in page)
    assert sum("Long " in page for page in pages[first:]) > 1
    assert not [sheet for sheet in sheets(tmp_path / "a.pdf") if sheet.is_white]
    assert sum("Bare " in page for page in rest) > 1

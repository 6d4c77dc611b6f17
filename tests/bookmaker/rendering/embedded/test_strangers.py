"""What a text says of code stays words, in every format."""

import gzip
import re
import zipfile
from contextlib import chdir
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from bookmaker.project.admission import page_faults
from bookmaker.rendering import render
from tests.cases.small_books import write_project

# Renders a book.
pytestmark = pytest.mark.slow

PAGE = r"""# Front &lt;script&gt;pwned(0)&lt;/script&gt; {#sec-a}

Words \<script>pwned(1)\</script>, &lt;img src=x onerror=pwned(2)&gt;, `<b onclick="pwned(3)">`,
javascript:pwned(4), \[x](javascript:pwned(5)), `#read("pwned(6)")`, #read("pwned(7)") and
\`#pwned(8)\`{=typst}, see @fig-a. $\text{<script>pwned(9)</script>}$

![Caption &lt;script&gt;pwned(10)&lt;/script&gt; \`\<w:p/>\`{=openxml}.](x.svg){#fig-a
fig-alt="&lt;script&gt;pwned(11)&lt;/script&gt; #pwned(12) ]"}

## Part &lt;svg onload=pwned(13)&gt; {#sec-b}

| \= pwned(14) | B |
|:-------------|:--|
| #pwned(15)   | [web](https://example.org) |
"""
SAID = {f"pwned({n})" for n in range(16)}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose texts speak of code in all ways that the gate lets through."""
    assert page_faults({"index.qmd": PAGE}) == {"index.qmd": []}
    folder = tmp_path_factory.mktemp("strangers")
    formats = ["pdf", "epub", "docx"]
    write_project(folder / "site", {"index.qmd": PAGE}, downloads=formats)
    # By names from where one stands, as people write them.
    with chdir(folder):
        render(Path("site"), Path("book"), "embedded")
    return folder / "book"


def check_markup(text: str, own: int) -> None:
    """No more scripts than the page's `own`, no event, no address that is none."""
    page = BeautifulSoup(text, "html.parser")
    scripts = page.select("script")
    assert len(scripts) == own
    assert not any("pwned" in str(each) for each in scripts)
    tags = page.find_all(True)
    assert [tag for tag in tags if any(key.lower().startswith("on") for key in tag.attrs)] == []
    addresses = [tag.get("href") or tag.get("src") or "" for tag in tags]
    assert [each for each in addresses if "pwned" in each or re.match("[a-z]+script:", each)] == []


def test_pages_say_it(book: Path) -> None:
    """All of it is text, in attributes, too."""
    text = (book / "index.html").read_text(encoding="utf-8")
    check_markup(text, own=4)
    main = BeautifulSoup(text, "html.parser").main
    heard = main.get_text() + "".join(tag["alt"] for tag in main.select("img"))
    assert {each for each in SAID if each not in heard} == set()


def test_an_epub_says_it(book: Path) -> None:
    """In its pages and in its contents."""
    with zipfile.ZipFile(book / "small.epub") as epub:
        assert [name for name in epub.namelist() if name.endswith(".js")] == []
        pages = {n: epub.read(n).decode() for n in epub.namelist() if n.endswith(".xhtml")}
    for text in pages.values():
        check_markup(text, own=0)
    assert {each for each in SAID if not any(each in text for text in pages.values())} == set()


def test_a_word_document_says_it(book: Path) -> None:
    """Nothing outside is related to it but the web, and no field is computed of a text."""
    with zipfile.ZipFile(book / "small.docx") as docx:
        related = "".join(docx.read(n).decode() for n in docx.namelist() if n.endswith(".rels"))
        text = docx.read("word/document.xml").decode()
    outside = re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"', related)
    outside += re.findall(r'TargetMode="External"[^>]*Target="([^"]+)"', related)
    assert set(outside) == {"https://example.org"}
    fields = re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", text)
    assert not any("pwned" in each for each in fields)
    assert {each for each in SAID if each not in text} == set()


def test_a_pdf_says_it(book: Path) -> None:
    """No action but to the web and within the book."""
    pdf = PdfReader(book / "small.pdf")
    actions = [
        note.get_object().get("/A", {}) for page in pdf.pages for note in page.get("/Annots", [])
    ]
    assert {each["/URI"] for each in actions if "/URI" in each} == {"https://example.org"}
    assert {each.get("/S") for each in actions} <= {"/URI", "/GoTo", None}
    assert "/OpenAction" not in pdf.trailer["/Root"]
    text = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    # The alternative text and a formula are not extracted.
    assert {each for each in SAID if each not in text} <= {f"pwned({n})" for n in (9, 11, 12)}


def test_the_search_finds_it(book: Path) -> None:
    """As words; the page shows them as such."""
    found = [gzip.decompress(each.read_bytes()) for each in book.glob("pagefind/fragment/*")]
    assert any(b"<script>pwned(1)</script>" in each for each in found)
    engine = (book / "pagefind" / "pagefind.js").read_text(encoding="utf-8")
    assert 'fragment.content.replace(/</g,"&lt;")' in engine

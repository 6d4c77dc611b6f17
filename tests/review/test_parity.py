"""Two renderings of one project are compared by what they say, not by how they are written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers import paths
from helpers.errors import BookError
from helpers.review import parity
from helpers.review.page_content import read_page

PAGE = """<html><body><nav>Contents</nav><main>
<h1><span id="sec-a">1 Towns</span></h1>
<section id="sec-b"><h2>1.1 Scale</h2>
<p>See <a href="#fig-x">Figure&nbsp;1.1</a> and
<a href="../index.html#top">the front page</a>.</p>
<figure id="fig-x"><img src="x.svg" alt="Seven towns">
<figcaption>Figure 1.1: Towns</figcaption></figure>
</section></main></body></html>"""

# As another renderer may write it: other white space, wrappers, buttons, an id on the heading.
OTHER = """<html><body><main class="content">
<header><h1 id="sec-a">1&nbsp;Towns</h1></header>
<h2 id="sec-b">1.1   Scale <a class="anchorjs-link" href="#sec-b">#</a></h2>
<p>See <a href="a.html#fig-x" class="xref">Figure 1.1</a>
and <a href="../notebooks/../index.html#top">the front page</a>.</p>
<div id="fig-x"><figure><div><img src="files/y.svg" alt="Seven  towns"></div>
<figcaption><a href="#fig-x">Figure&nbsp;1.1:</a> Towns
<button>Enlarge</button></figcaption></figure></div>
<p data-furniture>Download</p></main></body></html>"""


@pytest.fixture
def books(tmp_path: Path) -> tuple[Path, Path]:
    """The same two pages as two renderers wrote them."""
    for name, text in (("first", PAGE), ("second", OTHER)):
        (tmp_path / name / "notebooks").mkdir(parents=True)
        (tmp_path / name / "notebooks" / "a.html").write_text(text, encoding="utf-8")
        (tmp_path / name / "index.html").write_text("<main><p>Front</p></main>", encoding="utf-8")
    return tmp_path / "first", tmp_path / "second"


def edit(book: Path, old: str, new: str) -> None:
    """Replace `old` in the chapter of a book, where it must be."""
    path = book / "notebooks" / "a.html"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_mark_up_and_furniture_make_no_difference(books: tuple[Path, Path]) -> None:
    """Wrappers, white space, buttons and marked furniture are not what a page says."""
    assert parity.compare_books(*books) == []


def test_a_page_is_read_in_parts(books: tuple[Path, Path]) -> None:
    """Headings with anchors, captions with labels, links with the page they lead to."""
    content = read_page(books[1], "notebooks/a.html")
    assert content.headings == (("h1", "sec-a", "1 Towns"), ("h2", "sec-b", "1.1 Scale"))
    assert content.captions == (("fig-x", "Figure 1.1"),)
    assert content.references == (
        ("Figure 1.1", "notebooks/a.html#fig-x"),
        ("the front page", "index.html#top"),
    )
    assert content.pictures == ("Seven towns",)
    assert content.text[-2:] == ("See Figure 1.1 and the front page.", "Figure 1.1: Towns")


@pytest.mark.parametrize(
    ("old", "new", "part", "first", "second"),
    [
        ("Scale", "Score", "headings", "h2 | sec-b | 1.1 Scale", "h2 | sec-b | 1.1 Score"),
        (
            "1.1:</a> Towns",
            "1.2:</a> Towns",
            "captions",
            "fig-x | Figure 1.1",
            "fig-x | Figure 1.2",
        ),
        (
            'href="a.html#fig-x"',
            'href="b.html#fig-x"',
            "references",
            "Figure 1.1 | notebooks/a.html#fig-x",
            "Figure 1.1 | notebooks/b.html#fig-x",
        ),
        ("Seven  towns", "Six towns", "pictures", "Seven towns", "Six towns"),
        ("See <a", "Read <a", "text", "See Figure 1.1 and", "Read Figure 1.1 and"),
    ],
)
def test_each_part_is_compared(
    books: tuple[Path, Path], old: str, new: str, part: str, first: str, second: str
) -> None:
    """A difference names the page, the part, and what each book says there."""
    edit(books[1], old, new)
    found = [each for each in parity.compare_books(*books) if each.part == part]
    assert [each.page for each in found] == ["notebooks/a.html"]
    assert found[0].first.startswith(first)
    assert found[0].second.startswith(second)


def test_a_page_of_one_book_only_is_a_difference(books: tuple[Path, Path]) -> None:
    """A missing page is reported once, not as missing text."""
    (books[1] / "index.html").unlink()
    assert [str(each) for each in parity.compare_books(*books)] == [
        "index.html: page\n  - index.html"
    ]


def test_the_command_prints_differences_and_says_so(
    book: Path,
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A table of faults, then what differs, and the status says whether anything was found."""
    monkeypatch.setattr(paths, "site", lambda _: site)
    monkeypatch.setattr(parity, "find_browser", lambda: "")
    other = Path(shutil.copytree(book, tmp_path / "other"))
    parity.main([str(book), str(other)])
    said = capsys.readouterr().out
    assert "| What readers see | first | second |" in said
    assert "3 pages compared: 0 differences" in said
    page = other / "notebooks" / "01_sector.html"
    page.write_text(page.read_text("utf-8").replace("Organisations", "Groups"), encoding="utf-8")
    assert parity.main([str(book), str(other)]) == 1
    assert "notebooks/01_sector.html: text" in capsys.readouterr().out


def test_an_empty_directory_is_an_error(tmp_path: Path) -> None:
    """Nothing to compare is said, not counted as agreement."""
    with pytest.raises(BookError, match="has no HTML page; render a book into it first"):
        parity.compare_books(tmp_path, tmp_path)


def test_without_quarto_the_command_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names both ways: installing Quarto, or naming the books."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BookError, match=r"Quarto is not installed.*name the books"):
        parity.main([])

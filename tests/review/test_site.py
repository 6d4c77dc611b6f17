"""The built site read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.review.site import check_site

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title}</title></head>'
    "<body><h1>{title}</h1>{body}</body></html>"
)


def caption(kind: str, text: str) -> str:
    """A numbered caption as both renderers write it."""
    return f'<figure><figcaption class="quarto-float-{kind}">{text}</figcaption></figure>'


def found(tmp_path: Path, **bodies: str) -> list[str]:
    """Problems of a site of pages with these bodies."""
    (tmp_path / "x.svg").write_text("<svg/>", encoding="utf-8")
    for name, body in bodies.items():
        (tmp_path / f"{name}.html").write_text(PAGE.format(title=name, body=body), encoding="utf-8")
    return [str(problem) for problem in check_site(tmp_path)]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<a href="no.html">x</a>', "a.html: link to no.html: no such file"),
        ('<a href="b.html#no">x</a>', "a.html: link to b.html#no: the page has no such anchor"),
        ('<a href="#no">x</a>', "a.html: link to #no: the page has no such anchor"),
        ('<img src="no.svg" alt="x">', "a.html: link to no.svg: no such file"),
        ('<img src="x.svg" alt=" ">', "a.html: picture x.svg has no alternative text"),
        ('<i id="k"></i><b id="k"></b>', "a.html: id 'k' is used 2 times"),
        ("<p>{{&lt; var x &gt;}}</p>", "a.html: unresolved '{{< var x >}}'"),
        ("<p>see ?@sec-x</p>", "a.html: unresolved '?@sec-x'"),
        ("<p>?var:none</p>", "a.html: unresolved '?var:none'"),
        ("<p>see @tbl-x now</p>", "a.html: unresolved '@tbl-x now'"),
        ("<p>[@key]</p>", "a.html: unresolved '[@key]'"),
        ("<p>(???)</p>", "a.html: unresolved '???)'"),
        ('<script src="//cdn.org/a.js"></script>', "a.html: asks another host: //cdn.org/a.js"),
        ('<link rel="stylesheet" href="https://a.org/a.css">', "a.html: asks another host: https:"),
        (
            '<img src="https://a.org/a.png" alt="x">',
            "a.html: asks another host: https://a.org/a.pn",
        ),
        (
            caption("fig", "Figure\u00a01.2: x"),
            "a.html: figure 1.2 stands where the figure number 1",
        ),
    ],
)
def test_each_defect_is_named_with_its_page(tmp_path: Path, body: str, message: str) -> None:
    """One defect, one problem."""
    problems = found(tmp_path, a=body, b="")
    assert [problem[: len(message)] for problem in problems] == [message]


def test_a_sound_site_has_no_problem(tmp_path: Path) -> None:
    """Code may show what prose may not; links to other sites are links, not requests."""
    body = (
        '<a href="b.html#k">x</a><a href="https://a.org">y</a><img src="x.svg" alt="z">'
        "<code>{{&lt; var x &gt;}} @fig-x</code>"
        + caption("fig", "Figure\u00a01.1: x")
        + caption("tbl", "Table\u00a01.1: x")
        + caption("fig", "Рисунок\u00a01.2: x")
        + caption("fig", "no number")
    )
    assert found(tmp_path, a=body, b='<i id="k"></i>') == []


def test_a_number_in_two_chapters_is_a_problem_and_unnumbered_chapters_may_repeat(
    tmp_path: Path,
) -> None:
    """Unnumbered chapters count 1, 2, … each, as in Quarto."""
    same = caption("fig", "Figure\u00a01: x")
    assert found(tmp_path, a=same, b=same) == []
    same = caption("tbl", "Table\u00a01.1: x")
    assert found(tmp_path, a=same, b=same) == ["b.html, column tbl: number 1.1 is also in a.html"]


def test_a_page_without_language_is_a_problem(tmp_path: Path) -> None:
    """Screen readers choose their voice by it."""
    html = PAGE.format(title="a", body="").replace(' lang="en"', "")
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    assert [str(p) for p in check_site(tmp_path)] == ["a.html: the html element has no lang"]


def test_a_page_without_title_or_heading_is_a_problem(tmp_path: Path) -> None:
    """A tab, a list of search results and a screen reader call the page by them."""
    (tmp_path / "a.html").write_text('<html lang="en"><title> </title></html>', encoding="utf-8")
    assert [str(p) for p in check_site(tmp_path)] == [
        "a.html: the page has no title",
        "a.html: the page has no heading of the first level",
    ]


def test_two_pages_of_one_title_are_a_problem(tmp_path: Path) -> None:
    """Two tabs of the same name cannot be told apart."""
    html = PAGE.format(title="Towns", body="")
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    assert [str(p) for p in check_site(tmp_path)] == [
        "b.html: title 'Towns' is also that of a.html"
    ]


def test_style_sheets_may_not_fetch_either(tmp_path: Path) -> None:
    """Some themes import fonts from another host."""
    (tmp_path / "s.css").write_text('@import "https://fonts.org/a.css";', encoding="utf-8")
    assert found(tmp_path, a="") == ["s.css: asks another host: https://fonts.org/a.css"]


def test_a_directory_without_pages_is_a_problem(tmp_path: Path) -> None:
    """An empty book is not a good one."""
    (tmp_path / "en").mkdir()
    [problem] = check_site(tmp_path / "en")
    assert str(problem) == "en: has no HTML page; render the book first"

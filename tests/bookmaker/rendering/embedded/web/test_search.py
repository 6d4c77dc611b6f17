"""The search index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.rendering.embedded.web import search
from bookmaker.rendering.embedded.web.search import SearchError, searchable, write_index

PAGE = """<html lang="en"><body><nav>elsewhere</nav><main><h1>Book</h1><h1>A title</h1>
<div class="page-tools" data-furniture>tools</div><p>finance</p><pre>code</pre>
<section id="sec-a" class="level2"><h2>Part<a class="anchor" href="#sec-a"></a></h2></section>
</main></body></html>"""


def write_page(directory: Path) -> dict[str, Path]:
    """One page on disk, by its address."""
    path = directory / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    return {"notebooks/a.html": path}


def contents(directory: Path) -> dict[str, bytes]:
    """Every file of an index."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def test_only_the_text_is_searched() -> None:
    """Links, tools and code stay out; the page's own title is the last of its first level."""
    page = BeautifulSoup(searchable(PAGE), "html.parser")
    assert page.get_text(" ", strip=True) == "Book A title finance Part"
    assert page.select_one("[data-pagefind-meta=title]").get_text() == "A title"


def test_what_is_left_out_takes_no_text_with_it() -> None:
    """Words behind a mark or a formula belong to the paragraph."""
    page = PAGE.replace("finance", 'a<a class="x footnote-ref">1</a> b<math>c</math> d &amp; &lt;e')
    text = BeautifulSoup(searchable(page), "html.parser").p.get_text()
    assert text == "a b d & <e"


def test_a_result_leads_to_its_section() -> None:
    """The id of a section is on its heading, where Pagefind looks."""
    assert BeautifulSoup(searchable(PAGE), "html.parser").h2["id"] == "sec-a"


def test_the_same_pages_give_the_same_index(tmp_path: Path) -> None:
    """Building twice changes no byte, and nothing of Pagefind's own interface is published."""
    pages = write_page(tmp_path)
    first = contents(write_index(pages, directory=tmp_path / "one"))
    assert contents(write_index(pages, directory=tmp_path / "two")) == first
    assert "pagefind.js" in first
    assert not [name for name in first if "ui" in name or name.endswith(".css")]


def test_the_index_counts_its_pages_by_language(tmp_path: Path) -> None:
    """The index knows the language of the pages it was made of."""
    index = write_index(write_page(tmp_path), directory=tmp_path)
    entry = json.loads((index / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert entry["languages"]["en"]["page_count"] == 1


def test_entries_of_the_ledger_are_found_by_their_titles() -> None:
    """By their own anchors, with less weight than a chapter; their facts would drown the rest."""
    entry = '<section class="claim-entry" id="claim-a"><h3>7 NGOs</h3><p>why</p><dl></dl></section>'
    page = BeautifulSoup(searchable(PAGE.replace("</main>", f"{entry}</main>")), "html.parser")
    assert page.h3["id"] == "claim-a"
    assert float(page.h3["data-pagefind-weight"]) < 1
    assert "why" not in page.get_text()


def test_what_pagefind_says_of_its_failure_is_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no half of an index is left."""
    failing = tmp_path / "pagefind-that-fails"
    failing.write_text("#!/bin/sh\necho no room >&2\nexit 3\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setattr(search, "get_executable", lambda: failing)
    pages = write_page(tmp_path)
    with pytest.raises(SearchError, match="cannot index the book: no room"):
        write_index(pages, directory=tmp_path)
    assert not (tmp_path / search.DIRECTORY).exists()

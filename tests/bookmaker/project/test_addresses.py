"""Addresses of pages."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.project.addresses import page_link, relative

PAGES = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4).map("/".join)


@given(PAGES, PAGES)
def test_a_relative_address_leads_to_the_page(page: str, base: str) -> None:
    """From wherever the link stands."""
    target, start = f"{page}.html", f"{base}.html"
    led = posixpath.normpath(posixpath.join(posixpath.dirname(start), relative(target, start)))
    assert led == target


def test_an_anchor_of_the_same_page_is_all_that_is_left() -> None:
    """The browser does not load the page again."""
    assert relative("n/a.html#fig-b", "n/a.html") == "#fig-b"
    assert relative("n/a.html", "n/a.html") == "a.html"


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("../index.qmd", "../index.html"),
        ("01.ipynb#sec-a", "01.html#sec-a"),
        ("data/a.csv", "data/a.csv"),
        ("#sec-a", "#sec-a"),
        ("a.qmd?x=1", "a.qmd?x=1"),
        ("mailto:a@b.qmd", "mailto:a@b.qmd"),
    ],
)
def test_only_sources_of_the_book_become_pages(target: str, page: str) -> None:
    """Files and other hosts stay as they are."""
    assert page_link(target) == page

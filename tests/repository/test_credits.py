"""Whose study it is, who paid and who made the book: the same names wherever a reader looks."""

from __future__ import annotations

import re

import pytest
import yaml

from bookmaker.project.description import FOOTER_SIDES
from helpers.paths import ROOT, Directories
from helpers.staging.description import describe

CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
[REPORT] = CITATION["references"]


def authors(name: str) -> list[tuple[str, str]]:
    """Given and family names of the report's authors in a bibliography."""
    text = (ROOT / name).read_text(encoding="utf-8")
    listed = re.search(r"author = \{(.*)\}", text)[1]
    return [tuple(reversed(author.split(", "))) for author in listed.split(" and ")]


@pytest.mark.parametrize(
    ("language", "bibliography"),
    [("en", "report.en.bib"), ("ru", "report.bib"), ("kk", "report.bib")],
)
def test_an_edition_names_the_authors_on_its_title_page_and_in_its_text(
    language: str, bibliography: str
) -> None:
    """In the letters of its language, as its list of references does."""
    description = describe(Directories(language, ROOT, ROOT / "outputs"))
    assert bibliography in description["bibliography"]
    footer = description["book"]["page-footer"]
    path = ROOT / ("index.qmd" if language == "en" else f"locale/{language}/index.po")
    text = re.sub(r'"\n"|\s+', lambda m: "" if '"' in m[0] else " ", path.read_text("utf-8"))
    for given, family in authors(bibliography):
        assert f"{given} {family}" in footer["left"]
        assert f"{given} {family}" in text


def test_the_citation_names_them_too() -> None:
    """With the year and the organisations of the list of references."""
    named = [(person["given-names"], person["family-names"]) for person in REPORT["authors"]]
    bibliography = (ROOT / "report.bib").read_text(encoding="utf-8")
    assert named == authors("report.bib")
    assert f"year = {{{REPORT['year']}}}" in bibliography
    assert all(person["affiliation"] in bibliography for person in REPORT["authors"])


@pytest.mark.parametrize(
    ("language", "union"),
    [("en", "European Union"), ("ru", "Европейск"), ("kk", "Еуропалық Одақ")],
)
def test_every_page_says_who_paid_and_who_made_the_book(language: str, union: str) -> None:
    """The funder is said to pay and not to answer; the makers of the book are named apart."""
    description = describe(Directories(language, ROOT, ROOT / "outputs"))
    study, funding, book = (description["book"]["page-footer"][side] for side in FOOTER_SIDES)
    assert funding.count(union) == 2
    assert "civic-voice" in book
    assert union not in study + book


def test_the_title_of_the_citation_is_the_books() -> None:
    """Title and subtitle, as the title page has them."""
    book = describe(Directories("en", ROOT, ROOT / "outputs"))["book"]
    assert CITATION["title"].replace(": the survey", ": The survey") == (
        f"{book['title']}: {book['subtitle']}"
    )

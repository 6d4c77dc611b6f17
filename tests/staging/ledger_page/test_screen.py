"""The entries of the ledger: all there is to say of a number, and links to where it is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from helpers.staging.claims.uses import Drawn, Section, Use
from helpers.staging.ledger_page import screen
from helpers.staging.ledger_page.facts import LedgerFacts
from tests.cases.small_ledger import small_facts


def rows(entry: Tag) -> dict[str, str]:
    """The facts of an entry by their names."""
    names = (tag.get_text() for tag in entry.find_all("dt"))
    facts = (" ".join(tag.get_text().split()) for tag in entry.find_all("dd"))
    return dict(zip(names, facts, strict=True))


def parsed(facts: LedgerFacts, name: str) -> Tag:
    """The entry of a number."""
    found = BeautifulSoup(screen.entries(facts, [name]), "html.parser").section
    assert isinstance(found, Tag)
    return found


def entry(folder: Path, name: str, language: str = "en", **changes: object) -> Tag:
    """The entry of a number of the small study."""
    return parsed(small_facts(folder, language, **changes), name)


def test_an_entry_says_all_there_is_to_say(tmp_path: Path) -> None:
    """Number, what it is, verdict, arithmetic, place, base, formula with the numbers put in."""
    found = entry(tmp_path, "zero_pct")
    assert found.h3.get_text() == "72% Reports: zero, percent"
    assert found["data-verdict"] == "contradiction"
    assert found.p.get_text().startswith("≠ contradiction 357 / 487 = 73.3%, printed 72%.")
    said = rows(found)
    assert said.pop("What may have happened")
    assert said == {
        "Where": "«Раздел», text; search for «два слова»",
        "Stated base": "487 Register",
        "Formula": "100 × 357 / 487 = 73.3% (357 is Reports: zero; 487 is Register)",
        "In the text": "nowhere in this book",
        "Name in the data": "zero_pct",
    }
    assert [link["href"] for link in found.select("dd a")] == [
        *("#claim-register_size", "#claim-zero", "#claim-register_size")
    ]


def test_what_is_counted_follows_its_number(tmp_path: Path) -> None:
    """And not the title, which may end in a number, too: "over 30 organisations"."""
    assert entry(tmp_path, "zero").h3.get_text() == "357 organisations. Reports: zero"
    assert entry(tmp_path, "zero", "ru").h3.get_text().startswith("357 организаций. ")


def test_the_other_end_of_an_inconsistency_says_what_would_fit(tmp_path: Path) -> None:
    """A badge in brackets beside the verdict, and what the percentage allows."""
    found = entry(tmp_path, "zero")
    assert found["data-verdict"] == "not_derivable other_end"
    badges = [badge.get_text() for badge in found.select(".claim-badge")]
    assert badges == ["· not derivable", "(≠) other end: contradiction"]
    assert rows(found)["Other end"] == "72% of 487 (Reports: zero, percent) allows 349 to 353 here."


def test_a_note_is_in_the_language_of_the_edition(tmp_path: Path) -> None:
    """The catalogue of the ledger's notes translates it."""
    facts = small_facts(tmp_path, "kk")
    noted = replace(next(iter(facts.study.ledger.values())), note="month only")
    assert facts.note(noted) == "айы ғана көрсетілген"


def test_words_of_the_report_are_marked_as_russian(tmp_path: Path) -> None:
    """A screen reader says them right; in the Russian edition they need no mark."""
    assert len(entry(tmp_path, "zero").select("[lang=ru]")) == 2
    assert entry(tmp_path, "zero", "ru").select("[lang]") == []


def test_a_number_names_what_is_computed_from_it(tmp_path: Path) -> None:
    """A claim with its name, a derived number with its formula: a bare number tells nobody."""
    assert rows(entry(tmp_path, "zero"))["Gives"] == "72% Reports: zero, percent; 130 = 487 − 357"


def test_a_second_print_leads_to_the_first_and_back(tmp_path: Path) -> None:
    """A formula of one claim is a repeat, not arithmetic."""
    repeat = {"zero_akmola": {"formula": "zero", "printed": "357"}}
    assert rows(entry(tmp_path, "zero_akmola", **repeat))["Repeats"] == "357 «Раздел», text"
    assert rows(entry(tmp_path, "zero", **repeat))["Also printed"] == "357 «Раздел», text"


def test_a_derived_number_has_its_formula(tmp_path: Path) -> None:
    """A literal of a formula is written as the edition writes numbers."""
    formula = rows(entry(tmp_path, "half_pct", "ru"))["Формула"]
    assert formula.startswith("100 × 1,5 / 3 = 50 %")


def test_uses_lead_back_to_the_very_place(tmp_path: Path) -> None:
    """To the link in the section; to the section where the number is no link; to figures.

    A page is named once, before its first section.
    """
    one = Section("notebooks/01.ipynb", "One", "sec-one", "One")
    two = Section("notebooks/01.ipynb", "One", "sec-two", "Two")
    drawn = Drawn("fig-reports", "Reports of a year", "notebooks/01.ipynb")
    other = Section("notebooks/02.ipynb", "Two", "sec-base", "Base")
    facts = small_facts(tmp_path, uses={"zero": Use((one, two, other), (drawn,))})
    facts.anchors["notebooks/01.ipynb", "One", "zero"] = "use-7"
    found = parsed(facts, "zero")
    places = [(link.get_text(), link["href"]) for link in found.select("dd a[href*=notebooks]")]
    assert places == [
        ("One", "notebooks/01.html#use-7"),
        ("Two", "notebooks/01.html#sec-two"),
        ("Two: Base", "notebooks/02.html#sec-base"),
        ("Reports of a year", "notebooks/01.html#fig-reports"),
    ]


def test_a_table_beside_the_figure_of_its_name_is_not_named_twice(tmp_path: Path) -> None:
    """They stand together; a table of another name or page has its own link."""
    drawn = [
        Drawn("fig-reports", "Reports", "notebooks/01.ipynb"),
        Drawn("tbl-reports", "Reports in numbers", "notebooks/01.ipynb"),
        Drawn("tbl-sizes", "Sizes", "notebooks/01.ipynb"),
        Drawn("tbl-reports", "Reports again", "notebooks/02.ipynb"),
    ]
    facts = small_facts(tmp_path, uses={"zero": Use((), tuple(drawn))})
    assert rows(parsed(facts, "zero"))["In figures and tables"] == "Reports; Sizes; Reports again"


def test_a_note_with_markup_stays_text(tmp_path: Path) -> None:
    """What the ledger's file says is nobody's HTML."""
    note = {"zero": {"note": "<b>a</b> & b"}}
    assert rows(entry(tmp_path, "zero", **note))["Note"] == "<b>a</b> & b"


def test_other_bases_are_named_by_their_rule(tmp_path: Path) -> None:
    """Where the share is exact another base may be so, too."""
    exact = {"zero_pct": {"printed": "73"}, "register_size": {"kind": "base"}}
    assert rows(entry(tmp_path, "zero_pct", **exact))["Other bases"].startswith("Bases that work")

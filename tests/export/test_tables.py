"""What is exported: nothing is lost, nobody sees ids only, nothing leaves but through the gate."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers import paths
from helpers.audit import audit
from helpers.disclosure import DisclosureError, history
from helpers.disclosure.released import Cell, Release
from helpers.disclosure.released import Table as Counts
from helpers.errors import BookError
from helpers.export import Field, Table, tables_of
from helpers.export.tables import NAME_MAX
from helpers.synthetic.watermark import MARK


def test_every_claim_is_there_as_printed(tables, study):
    """With its number, what its formula gives, and the verdict of the book."""
    claims = tables["claims"]
    assert claims.column("claim_id") == list(study.ledger)
    assert claims.column("printed") == [each.printed for each in study.ledger.values()]
    row = claims.column("claim_id").index("survey_size")
    assert claims.column("value")[row] == 100.0
    assert claims.column("name")[row] == "Собранные анкеты: база"
    book = audit(study.ledger, levels=study.levels)
    assert claims.column("verdict") == [book.verdict_of(id).verdict for id in study.ledger]
    formulas = zip(claims.column("formula"), claims.column("recomputed"), strict=True)
    assert all((formula is None) == (value is None) for formula, value in formulas)


def test_every_code_has_words(tables):
    """In every cell of every table; every column says what it holds."""
    for table in tables.values():
        for one in table.fields:
            assert one.title, (table.name, one.name)
            used = {str(cell) for cell in table.column(one.name) if cell is not None}
            assert not one.codes or used <= set(one.codes), (table.name, one.name)
            assert one.kind not in ("code", "flag") or all(one.codes.values())


def test_words_are_in_the_language(tables, study):
    """Titles and labels of the codebook; what a translator has not seen yet stays English."""
    survey = {table.name: table for table in tables_of(study)}["synthetic_survey"]
    for table, words in ((tables["synthetic_survey"], "Нужды для"), (survey, "Needs for")):
        titles = {one.name: one.title for one in table.fields}
        assert titles["need__finance"].startswith(words)


def test_names_fit_spss_and_stata(tables):
    """No two are the same there, since SPSS does not tell capitals apart."""
    for table in tables.values():
        names = [one.short_name.lower() for one in table.fields]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= NAME_MAX
    assert Field("with", "").short_name == "with_"
    same = tuple(Field(f"question__{'x' * NAME_MAX}{number}", "") for number in (1, 2))
    with pytest.raises(BookError, match=r"x1 and question__x*2 are the same in SPSS and Stata"):
        Table("survey", "", same, [])


def test_no_answer_is_the_same_code_everywhere(tables):
    """.a is an answer that the report does not print, .b a question left out."""
    survey = {one.name: one for one in tables["synthetic_survey"].fields}
    assert survey["technology_limits"].missing == {"unprinted": "a"}
    assert survey["local_impact"].missing == {"not_answered": "b"}
    assert survey["local_impact"].numbers["not_answered"] == -8


def test_every_made_up_row_says_so(tables, russian):
    """In the first column, in words."""
    for block in ("survey", "form_a", "form_b"):
        rows = tables[f"synthetic_{block}"]
        assert rows.fields[0].name == "synthetic"
        assert set(rows.column("synthetic")) == {russian.text(MARK)}


def test_the_codebook_lists_every_column_and_code(tables):
    """One row each, and what each is in SPSS and Stata."""
    book = tables["codebook"]
    n_rows = sum(len(one.codes) or 1 for t in tables.values() if t is not book for one in t.fields)
    assert len(book.rows) == n_rows
    columns = ("table", "field", "code", "number_spss", "code_stata", "is_missing")
    rows = set(zip(*(book.column(name) for name in columns), strict=True))
    assert ("synthetic_survey", "local_impact", "not_answered", -8, ".b", 1) in rows
    assert ("synthetic_survey", "local_impact", "yes", 1, "1", 0) in rows


def release(**more) -> Release:
    cells = (Cell(("yes", ""), Fraction(13, 4)), Cell(("no", "1"), None, "protected"))
    tables = {"impact": Counts("impact", ("local_impact", "need=finance"), cells)}
    claims = {"survey_size": Cell((), Fraction(99))}
    return Release(tables=tables, claims=claims, attack={"impact": {}}, **more)


def test_of_questionnaires_only_the_release_is_there(study, tables, monkeypatch):
    """What is withheld has no value; the published book has no questionnaires."""
    assert "released" not in tables
    made_up = tables_of(replace(study, release=release(synthetic=True)))[-1]
    assert set(made_up.column("table")) == {"synthetic: impact", "synthetic: claims"}
    monkeypatch.setattr(history, "require_record", lambda _path: None)
    found = tables_of(replace(study, release=release()))[-1]
    impact = "Does the work help to solve local problems"
    assert found.name == "released"
    names = ("table", "key", "label", "value", "exact", "withheld")
    assert list(zip(*(found.column(name) for name in names), strict=True)) == [
        (
            "impact",
            "yes × ",
            f"{impact}: yes; Needs for more effective work: additional funding: total",
            3.25,
            "13/4",
            None,
        ),
        (
            "impact",
            "no × 1",
            f"{impact}: no; Needs for more effective work: additional funding: yes",
            None,
            None,
            "protected",
        ),
        ("claims", "survey_size", "Questionnaires collected: base", 99.0, "99", None),
    ]


def test_a_release_that_was_not_tested_is_refused(study, monkeypatch, tmp_path):
    """Not attacked, or not kept for the next one."""
    with pytest.raises(BookError, match="not attacked; build the book again"):
        tables_of(replace(study, release=replace(release(), attack={})))
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path)
    release().write(paths.release())
    with pytest.raises(DisclosureError, match="no record of this release"):
        tables_of(replace(study, release=release()))


def test_a_rehearsal_is_refused(study, monkeypatch):
    """Its numbers are no findings."""
    monkeypatch.setattr(paths, "DATA", "synthetic")
    with pytest.raises(BookError, match="leave out DATA"):
        tables_of(study)

"""Settled statements become a clean table and the counts of chapter 3."""

from pathlib import Path

import pytest

from helpers import paths
from helpers.coding import count_tables, counted_in, read_statements
from helpers.coding.counts import write_statements
from helpers.coding.segments import Segment
from helpers.coding.settling import settled
from helpers.coding.themes import coded
from helpers.disclosure import load_rules, protect
from helpers.synthetic.watermark import is_synthetic

NO_FILE = Path("no.csv")


@pytest.fixture(autouse=True)
def restricted(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)


def written(study, speakers="aab", synthetic=False):
    given = ["openness positive", "openness", "mistrust opaque_funding negative"]
    segments = [
        Segment(f"u{n}", "anna", tuple(codes.split()), "p", speaker=who, synthetic=synthetic)
        for n, (codes, who) in enumerate(zip(given, speakers, strict=True))
    ]
    coding = coded(segments, study.codebook, NO_FILE)
    n_rows = write_statements("2026", coding, settled(coding, study.codebook))
    path = paths.clean("2026") / "statements.parquet"
    return n_rows, path.read_bytes()


def test_a_row_is_a_theme_of_a_segment(study):
    """With its speaker and direction; no words, no coder; the same bytes again."""
    n_rows, first = written(study)
    statements = read_statements("2026")
    assert n_rows == len(statements) == 4
    assert list(statements) == ["row", "unit", "source", "speaker", "theme", "direction"]
    assert written(study)[1] == first
    assert read_statements("2028") is None


def cells(study, wave="2026"):
    """What the gate leaves of a wave's statements: table and category -> number, or None."""
    rules = load_rules()
    tables = count_tables(wave, read_statements(wave), study.codebook)
    return {
        (table.name.rpartition("/")[2], *cell.key): cell.value
        for table in protect(tables, rules).tables
        for cell in table.cells
    }


def many(study, n_speakers=8):
    """Two statements on openness by each speaker, one on mistrust, and six of one on staff."""
    themes = ["openness positive", "openness", "mistrust negative"]
    given = [(theme, f"s{who}") for who in range(n_speakers) for theme in themes]
    given += [("staff_shortage", "s0")] * 6
    segments = [
        Segment(f"u{n}", "anna", tuple(codes.split()), "p", speaker=who)
        for n, (codes, who) in enumerate(given)
    ]
    coding = coded(segments, study.codebook, NO_FILE)
    write_statements("2026", coding, settled(coding, study.codebook))


def test_themes_are_counted_in_statements_and_speakers(study):
    """One speaker with two statements of a theme counts twice, and once; six of one are withheld,
    however many they are."""
    many(study)
    left = cells(study)
    assert left["statement_theme", "openness"] == 16
    assert left["speakers", "openness"] == left["speakers", "mistrust"] == 8
    assert left["statement_direction", "positive"] == left["statement_direction", "negative"] == 8
    assert left["statement_theme", "staff_shortage"] is None
    assert left["speakers", "staff_shortage"] is None
    assert left["speakers", ""] == 8


def test_printed_counts_are_counted_anew_in_their_own_unit(study):
    """Statements as statements, participants as speakers, cases not at all."""
    many(study)
    found = counted_in(study.ledger, read_statements("2026"), "2026")
    numbers = {name: int(each.value) for name, each in found.items()}
    assert numbers["statements_positive"] == 8
    assert numbers["theme_openness"] == 8
    assert numbers["theme_direct_support"] == 0
    assert found["theme_openness"].cells == (("2026/statements/speakers", ("openness",)),)
    assert not {"positive_cases", "theme_joint_projects", "theme_opaque_funding_rank"} & set(found)


def test_nothing_is_counted_where_a_speaker_is_missing(study):
    """Ten statements may be one person's."""
    written(study, speakers=["a", "", "b"])
    statements = read_statements("2026")
    assert count_tables("2026", statements, study.codebook) == []
    assert count_tables("2028", None, study.codebook) == []
    assert counted_in(study.ledger, statements, "2026") == {}
    assert counted_in(study.ledger, None, "2026") == {}


def test_made_up_statements_keep_their_mark(study):
    """So that whatever infers from them refuses."""
    written(study, synthetic=True)
    assert is_synthetic(read_statements("2026"))

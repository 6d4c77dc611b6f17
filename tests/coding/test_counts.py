"""Settled statements become a clean table and the counts of chapter 3."""

from pathlib import Path

import pytest

from helpers import paths
from helpers.coding import claim_values, read_statements, theme_counts
from helpers.coding.counts import write_statements
from helpers.coding.segments import Segment
from helpers.coding.settling import settled
from helpers.coding.themes import coded
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


def test_themes_are_counted_in_statements_and_speakers(study):
    """One speaker with two statements of a theme counts twice, and once."""
    written(study)
    tables = theme_counts(read_statements("2026"))
    assert tables["statement_theme"] == {("mistrust",): 1, ("opaque_funding",): 1, ("openness",): 2}
    assert tables["statement_speakers"][("openness",)] == 1
    assert tables["statement_direction"] == {("negative",): 1, ("positive",): 1}


def test_printed_counts_are_counted_anew_in_their_own_unit(study):
    """Statements as statements, participants as speakers, cases not at all."""
    written(study)
    values = claim_values(study.ledger.values(), read_statements("2026"))
    assert values["statements_positive"] == 1
    assert values["theme_openness"] == 1
    assert values["theme_opaque_funding"] == 1
    assert values["theme_direct_support"] == 0
    assert not {"positive_cases", "theme_joint_projects", "theme_opaque_funding_rank"} & set(values)


def test_participants_are_not_counted_where_a_speaker_is_missing(study):
    """A number of speakers that leaves some out would be too small."""
    written(study, speakers=["a", "", "b"])
    statements = read_statements("2026")
    assert "statement_speakers" not in theme_counts(statements)
    values = claim_values(study.ledger.values(), statements)
    assert "theme_openness" not in values
    assert "theme_ignored_environment" in values


def test_made_up_statements_keep_their_mark(study):
    """So that whatever infers from them refuses."""
    written(study, synthetic=True)
    assert is_synthetic(read_statements("2026"))

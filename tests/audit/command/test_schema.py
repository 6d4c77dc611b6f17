"""The published schema describes what the command writes, no more and no less."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from helpers.audit import audit
from helpers.audit.command import schema
from helpers.audit.command.files import open_file
from helpers.audit.command.report import Report, json_lines
from helpers.editions import LANGUAGES, Edition
from helpers.paths import ROOT
from tests.cases.small_study import load_ledger

VALIDATOR = Draft202012Validator(schema.schema())


def verdicts(language: str = "en") -> list[dict]:
    """What is written of the ledger that has every verdict."""
    file = open_file(ROOT / "data/examples/faulty.csv")
    report = Report(audit(file.ledger, levels=file.levels), Edition(language))
    return json.loads("".join(json_lines(report)))


def test_the_file_is_the_schema_of_the_engine() -> None:
    """Write it anew with `python -m helpers audit --schema > data/audit.schema.json`."""
    assert (ROOT / "data/audit.schema.json").read_text(encoding="utf-8") == schema.text()
    Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_valid(language: str) -> None:
    """In every language."""
    assert [error.message for error in VALIDATOR.iter_errors(verdicts(language))] == []


def test_a_base_that_is_a_number_is_valid(tmp_path: Path) -> None:
    """It is compared, and no row of the ledger."""
    report = Report(audit(load_ledger(tmp_path, zero={"base": "101"})), Edition("en"))
    (found,) = json.loads("".join(json_lines(report, ["zero"])))
    assert any("101" in finding["claim_ids"] for finding in found["findings"])
    assert VALIDATOR.is_valid([found])


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "false"},
        {"recomputed": "1/3"},
        {"claim_id": "No Id"},
        {"rule": "nearby"},
        {"bases": {"half_up": [1]}},
        {"findings": [{"check": "shares"}]},
        {"other": 1},
    ],
)
def test_what_is_never_written_is_not_valid(change: dict) -> None:
    """The schema says no to it."""
    assert not VALIDATOR.is_valid([verdicts()[0] | change])


def test_a_finding_names_its_claims() -> None:
    """All that are compared, and those that do not fit together."""
    found = {each["claim_id"]: each for each in verdicts()}
    (finding,) = found["teachers_inkwell"]["findings"][-1:]
    assert "teachers_inkwell" in finding["claim_ids"]
    assert finding["n_claims"] == len(finding["claim_ids"])
    assert set(finding["at_odds"]) <= set(finding["claim_ids"])

"""What bears on a pathway is a claim or a theme of quotes that exists."""

from dataclasses import fields

import pytest

from helpers.ledger import pathways
from tests.cases.small_study import csv_text, load_ledger, problems_of

SUPPORT = {"pathway": "money", "evidence": "claim", "item": "zero", "reason": "many report zero"}


def write(folder, *rows):
    path = folder / "pathways.csv"
    columns = [field.name for field in fields(pathways.Support)]
    path.write_text(csv_text(columns, rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"pathway": "mony"},
            "column pathway: 'mony' is not in the codebook; did you mean 'money'?",
        ),
        (
            {"evidence": "rumour"},
            "column evidence: 'rumour' is not in the kinds of evidence; "
            "use one of: claim, quote_theme",
        ),
        (
            {"item": "zeros"},
            "column item: 'zeros' is not in the list of claims; did you mean 'zero'?",
        ),
        (
            {"evidence": "quote_theme"},
            "column item: 'zero' is not in the list of quote_themes; use one of: funding, staff",
        ),
    ],
)
def test_a_bad_support_is_named(tmp_path, cells, message):
    """A support is a pathway and a claim or quote theme that exists."""
    path = write(tmp_path, SUPPORT, SUPPORT | cells)
    ledger = load_ledger(tmp_path)
    assert problems_of(pathways.load_pathways, ledger, path) == [f"pathways.csv, row 3, {message}"]


def test_supports_name_claims_and_themes(tmp_path):
    """Both kinds of evidence are read."""
    theme = {"evidence": "quote_theme", "item": "staff"}
    path = write(tmp_path, SUPPORT, SUPPORT | theme)
    found = pathways.load_pathways(load_ledger(tmp_path), path)
    assert [(each.evidence, each.item) for each in found] == [
        ("claim", "zero"),
        ("quote_theme", "staff"),
    ]

"""Which claim or quote theme bears on which recommendation: `data/published/pathways.csv`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from helpers import paths
from helpers.ledger import csv_files
from helpers.ledger.claims import Ledger

EVIDENCE = ("claim", "quote_theme")


@dataclass(frozen=True)
class Support:
    """A claim or quote theme that bears on a pathway of chapter 4; the choice is ours."""

    pathway: str
    evidence: str
    item: str
    reason: str


def load_pathways(ledger: Ledger, path: Path = paths.PATHWAYS) -> tuple[Support, ...]:
    """Read and check what bears on each pathway, in the order of the file.

    Raises `InputError` with every problem: file and columns, an unknown pathway or kind of
    evidence, a claim or theme that does not exist.
    """
    codes = ledger.codebook
    if codes.may_lack(path):
        return ()
    items = {"claim": tuple(ledger), "quote_theme": tuple(codes.labels["quote_themes"])}
    rows, problems = csv_files.read_rows(path, [field.name for field in fields(Support)])
    for row in rows:
        known = tuple(codes.labels["pathways"])
        problems += csv_files.check_known(path, row, "pathway", known=known, where="the codebook")
        problems += csv_files.check_known(
            path, row, "evidence", known=EVIDENCE, where="the kinds of evidence"
        )
        if row["evidence"] in items:
            known, where = items[row["evidence"]], f"the list of {row['evidence']}s"
            problems += csv_files.check_known(path, row, "item", known=known, where=where)
    csv_files.raise_problems(path, problems)
    return tuple(Support(**row.cells) for row in rows)

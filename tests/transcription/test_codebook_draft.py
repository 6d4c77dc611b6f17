"""A first codebook holds every id of its ledger, and the ledger is valid with it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from helpers.ledger import claims, codebook
from helpers.transcription.codebook_draft import draft_codebook
from helpers.transcription.command import DONE, UNUSABLE, main_draft

FOREIGN = sorted(Path(__file__).parents[1].glob("audit/foreign/*/claims.csv"))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("ledger", FOREIGN, ids=lambda path: path.parent.name)
def test_other_peoples_ledgers_are_valid_with_their_first_codebook(
    ledger: Path, tmp_path: Path
) -> None:
    """No id is missing, and none is there that no row has."""
    rows = read(ledger)
    path = tmp_path / "codebook.yaml"
    path.write_text(draft_codebook(rows, "en"), encoding="utf-8")
    codes = codebook.load(path)
    assert not codes.complete
    assert list(claims.load(ledger, codes)) == [row["claim_id"] for row in rows]
    assert set(codes.variables) == {row["variable"] for row in rows if row["variable"]}
    assert set(codes.labels["units"]) == {row["unit"] for row in rows if row["unit"]}


def test_more_than_all_gave_several_answers() -> None:
    """75 + 45 % is too much for one answer each; 50.4 + 50 is rounding; a place does not count."""
    plain = {"chapter": "a", "section": "A", "unit": "percent", "place": "", "base": ""}
    printed = {
        "work": [("full", "75", ""), ("part", "45", "")],
        "home": [("own", "50.4", ""), ("rented", "about 50", ""), ("rented", "70", "north")],
    }
    rows = [
        plain | {"variable": name, "kind": "percent", "category": c, "printed": p, "place": place}
        for name, cells in printed.items()
        for c, p, place in cells
    ]
    made = yaml.safe_load(draft_codebook(rows, "en"))
    assert {name: each["answer"] for name, each in made["variables"].items()} == {
        "work": "multiple",
        "home": "single",
    }
    assert made["places"] == {"north": "north"}


def test_the_command_writes_it_and_overwrites_nothing(tmp_path: Path, capfd) -> None:
    """A codebook that somebody has mended is not lost."""
    target = tmp_path / "codebook.yaml"
    command = [str(FOREIGN[0]), "--codebook", "--to", str(target)]
    assert main_draft(command) == DONE
    made = target.read_text(encoding="utf-8")
    assert made.startswith("complete: false\n")
    target.write_text(f"{made}# mended\n", encoding="utf-8")
    assert main_draft(command) == UNUSABLE
    assert target.read_text(encoding="utf-8").endswith("# mended\n")
    assert "is there already" in capfd.readouterr().err

"""Meaning is declared: a ledger whose ids are all spelt otherwise gets the same verdicts."""

import csv
import re
from dataclasses import fields
from itertools import count

import pytest
import yaml

from helpers import paths
from helpers.audit import audit
from helpers.audit.command.files import open_file
from helpers.ledger.claims import COLUMNS, Claim
from helpers.ledger.roles import ROLES

EXAMPLES = paths.ROOT / "data/examples"
LEDGERS = {
    "clean": (EXAMPLES / "clean.csv", EXAMPLES / "codebook.yaml"),
    "faulty": (EXAMPLES / "faulty.csv", EXAMPLES / "codebook.yaml"),
    "this study": (paths.CLAIMS, paths.CODEBOOK),
}
SECTIONS = ("chapters", "sources", "units", "places", "variables")
ID = re.compile(r"[^\W\d]\w*")


class Renamed:
    """Another name for every id, the same for the same id."""

    def __init__(self):
        self.names = {"": ""}
        self.numbers = count(1)

    def __getitem__(self, name):
        if name not in self.names:
            self.names[name] = f"x{next(self.numbers)}"
        return self.names[name]


def one_language(entry, renamed):
    """An entry of the codebook with its ids renamed and its labels in English alone."""
    if not isinstance(entry, dict):
        return entry
    if "en" in entry:
        return entry["en"]
    kept = {key: one_language(value, renamed) for key, value in entry.items() if key != "notes"}
    for key in ("source", "region"):
        if key in kept:
            kept[key] = renamed[kept[key]]
    for key in ("categories", "descriptions"):
        if key in kept:
            kept[key] = {renamed[each]: text for each, text in kept[key].items()}
    return kept


def write_renamed(folder, ledger, codebook):
    """The same ledger and codebook in a folder of their own, every id in other letters."""
    renamed = Renamed()
    content = yaml.safe_load(codebook.read_text(encoding="utf-8"))
    written = {
        section: {
            renamed[each]: one_language(entry, renamed) for each, entry in content[section].items()
        }
        for section in SECTIONS
    }
    written["roles"] = {
        role: [renamed[each] for each in ids] for role, ids in content["roles"].items()
    }
    (folder / "codebook.yaml").write_text(
        yaml.safe_dump(written, allow_unicode=True, sort_keys=False), "utf-8"
    )
    with ledger.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    plain = ("chapter", "variable", "category", "place", "unit", "claim_id", "base")
    for row in rows:
        row |= {column: renamed[row[column]] for column in plain}
        row["formula"] = ID.sub(lambda found: renamed[found[0]], row["formula"])
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    facts = ledger.with_name("town_facts.csv")
    if facts.exists():
        with facts.open(encoding="utf-8-sig", newline="") as file:
            told = list(csv.DictReader(file))
        with (folder / "town_facts.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(told[0]))
            writer.writeheader()
            for fact in told:
                ids = ("place", "variable", "category")
                writer.writerow(fact | {column: renamed[fact[column]] for column in ids})
    return folder / "claims.csv", renamed


def found_in(path, codebook=None, names=None):
    """Verdicts and findings, with claim ids as `names` has them."""
    file = open_file(path, codebook=codebook)
    audited = audit(file.ledger, levels=file.levels)
    name = names or {}
    verdicts = [
        (name.get(each.claim_id, each.claim_id), each.verdict, each.case, each.rule, each.bases)
        for each in audited.verdicts
    ]
    findings = [
        (each.check, each.status, tuple(name.get(c, c) for c in each.claim_ids))
        for check in audited.checks
        for each in check.findings
    ]
    return verdicts, findings, len(file.levels)


@pytest.mark.parametrize("which", LEDGERS)
def test_other_names_change_no_verdict(tmp_path, which):
    """Claims, variables, answers, places, units, sources and chapters; labels in one language."""
    ledger, codebook = LEDGERS[which]
    path, renamed = write_renamed(tmp_path, ledger, codebook)
    back = {new: old for old, new in renamed.names.items()}
    assert found_in(path, names=back) == found_in(ledger, codebook)


def test_every_role_of_the_format_can_be_declared():
    """The section's documentation names each; a role without a name there would be hidden."""
    import helpers.ledger.roles as module

    assert all(role in module.__doc__ for role in ROLES)
    assert {column.name for column in fields(Claim)} == {*COLUMNS, "hedge"}

"""The checklist: nothing to find in a whole dossier; what is taken out or altered is found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.dossier import checklist
from helpers.dossier.checklist import FOUND, ITEMS, MISSING, WRONG

Change = Callable[[Path], object]


def outcomes(dossier: Path) -> dict[str, checklist.Result]:
    """The results of a dossier by the keys of the items."""
    return {each.item.key: each for each in checklist.go_through(dossier)}


def test_a_whole_dossier_lacks_nothing(made: Path) -> None:
    """Every item is found, and the dossier's own checklist says so."""
    results = checklist.go_through(made)
    assert [line for each in results for line in checklist.fault_lines(each)] == []
    said = f"{len(ITEMS)} items: {len(ITEMS)} found, 0 missing, 0 wrong."
    assert checklist.said(results) == said
    assert said in (made / "checklist.md").read_text(encoding="utf-8")


def remove(name: str) -> Change:
    return lambda dossier: (dossier / name).unlink()


def replace(name: str, old: str, new: str) -> Change:
    def change(dossier: Path) -> None:
        text = (dossier / name).read_text(encoding="utf-8")
        assert old in text
        (dossier / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def add(name: str, text: str = "x") -> Change:
    def change(dossier: Path) -> None:
        (dossier / name).parent.mkdir(parents=True, exist_ok=True)
        (dossier / name).write_text(text, encoding="utf-8")

    return change


def cut(name: str) -> Change:
    """Half of a file, as a transfer that broke off leaves it."""

    def change(dossier: Path) -> None:
        content = (dossier / name).read_bytes()
        (dossier / name).write_bytes(content[: len(content) // 2])

    return change


def remove_programs(folder: str) -> Change:
    return lambda dossier: [each.unlink() for each in (dossier / CODE / folder).rglob("*.py")]


def remove_runs(dossier: Path) -> None:
    for path in (dossier / "runs").iterdir():
        path.unlink()
    (dossier / "runs").rmdir()


def change_record(**values: object) -> Change:
    def change(dossier: Path) -> None:
        path = dossier / "runs/record.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**record, **values}), encoding="utf-8")

    return change


def find_a_telephone(dossier: Path) -> None:
    path = dossier / "personal_data.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    place = {"file": "replication/data/a.csv", "place": "row 2, column 1"}
    result["findings"].append({**place, "kind": "phone", "characters": 16, "known": ""})
    path.write_text(json.dumps(result), encoding="utf-8")


def label_a_cell(dossier: Path) -> None:
    path = dossier / "replication/notebooks/01_needs.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {
        **notebook["cells"][2],
        "id": "other",
        "source": '#| label: fig-other\n#| fig-cap: "A."',
    }
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")


CODE = "replication"
NOTEBOOK = f"{CODE}/notebooks/01_needs.ipynb"


@dataclass(frozen=True)
class Case:
    """Something done to a dossier, and what the checklist must say of which item."""

    name: str
    change: Change
    key: str
    outcome: str
    said: str


CASES = (
    Case("no README", remove("README.md"), "readme", MISSING, "README.md is not there"),
    Case("no section", replace("README.md", "## Instructions to replicators", "## More"), "readme",
         MISSING, "no section “Instructions to replicators”"),
    Case("template", replace("README.md", "## Overview", "## Overview\nTODO"), "readme", WRONG,
         "still has “TODO” of a template"),
    Case("no PDF", remove("README.pdf"), "readme-pdf", MISSING, "README.pdf is not there"),
    Case("README edited", replace("README.md", "## Overview", "## Our overview"), "readme-pdf",
         WRONG, "README.pdf lacks “Our overview”"),
    Case("PDF spoiled", add("README.pdf", "x"), "readme-pdf", WRONG, "cannot be read"),
    Case("no claims", remove(f"{CODE}/data/published/quotes.csv"), "data", MISSING,
         "replication/data/published/quotes.csv is not there"),
    Case("data added", add(f"{CODE}/data/published/more.csv"), "data", WRONG,
         "more.csv is not described"),
    Case("omission not said", replace("README.md", "Not provided:", "Provided:"), "data", WRONG,
         "README.md does not say that data/restricted/ is not provided"),
    Case("no source", replace("data_files.csv", "transcription,yes", ",yes"), "data", WRONG,
         "no source of data/published/claims.csv"),
    Case("rows", add(f"{CODE}/data/restricted/2026/rows.csv"), "restricted", WRONG,
         "restricted/2026/rows.csv may not be handed in"),
    Case("no scan", remove("personal_data.json"), "personal", MISSING, "is not there"),
    Case("after the scan", replace(f"{CODE}/data/published/quotes.csv", "q01", "q91"), "personal",
         WRONG, "quotes.csv is not what was scanned"),
    Case("typed later", replace(f"{CODE}/data/published/quotes.csv", "q01", "+7 701 234 56 78"),
         "personal", WRONG, "phone, 16 characters"),
    Case("telephone", find_a_telephone, "personal", WRONG, "row 2, column 1: phone, 16"),
    Case("no forms", lambda d: [p.unlink() for p in (d / CODE / "data/instruments").glob("*.yaml")],
         "instruments", MISSING, "no questionnaire"),
    Case("no Makefile", remove(f"{CODE}/Makefile"), "main", MISSING, "Makefile is not there"),
    Case("no target", replace(f"{CODE}/Makefile", "\nbook:", "\nbooks:"), "main", WRONG,
         "has no target book"),
    Case("no notebook", remove(NOTEBOOK), "sources", MISSING, "01_needs.ipynb is not there"),
    Case("no lock", remove(f"{CODE}/requirements.lock"), "lock", MISSING, "is not there"),
    Case("no hash", replace(f"{CODE}/requirements.lock", "--hash", "--nothing"), "lock", WRONG,
         "has no hash of jinja2"),
    Case("other times", change_record(environment_megabytes=1), "measured", WRONG,
         "other times than runs/record.json"),
    Case("no list", remove("exhibits.csv"), "exhibits", MISSING, "exhibits.csv is not there"),
    Case("figure not listed", label_a_cell, "exhibits", MISSING, "lacks fig-other"),
    Case("no such cell", replace("exhibits.csv", ",draws,", ",invented,"), "exhibits", WRONG,
         "no cell invented of notebooks/01_needs.ipynb makes Figure 1.1 (fig-needs)"),
    Case("figure from nowhere", replace("exhibits.csv", "notebooks/01_needs.ipynb,draws", ","),
         "exhibits", WRONG, "no notebook makes Figure 1.1 (fig-needs), and no page has it typed"),
    Case("other file", replace("exhibits.csv", "fig-needs.csv", "fig-others.csv"), "exhibits",
         WRONG, "fig-others.csv is not what cell draws makes"),
    Case("number changed", replace("exhibits.csv", ",387,", ",388,"), "numbers", WRONG,
         "silent (notebooks/01_needs.html, title) is '388', and not so in"),
    Case("number not listed", replace(f"{CODE}/index.qmd", "name money", "of {{< var silent >}}"),
         "numbers", MISSING, "lacks silent of index.qmd, line 3"),
    Case("cell that writes nothing", replace(NOTEBOOK, "write_numbers(", "print("), "writing",
         WRONG, "cell setup of notebooks/01_needs.ipynb does not write silent"),
    Case("no results file", remove("results/figures/fig-needs.csv"), "results", MISSING,
         "results/figures/fig-needs.csv is not there"),
    Case("result from nowhere", add("results/figures/fig-invented.svg"), "results", WRONG,
         "no notebook makes results/figures/fig-invented.svg"),
    Case("unknown claim", replace("exhibits.csv", "need_finance", "need_money"), "claims", WRONG,
         "tbl-needs rests on need_money"),
    Case("cut manuscript", cut("manuscript.pdf"), "manuscript", WRONG,
         "manuscript.pdf cannot be read"),
    Case("no modules", remove_programs("src"), "sources", MISSING,
         "replication/src has no program"),
    Case("no manuscript", remove("manuscript.pdf"), "manuscript", MISSING, "is not there"),
    Case("no runs", remove_runs, "runs", MISSING, "no two clean runs were made"),
    Case("no log", remove("runs/the-second.log"), "runs", MISSING, "the-second.log is not there"),
    Case("runs differ", change_record(differing=["book/en/a.html"]), "runs", WRONG,
         "the two runs differ in book/en/a.html"),
    Case("other commit", change_record(commit="0" * 40), "runs", WRONG, "are of commit 000"),
    Case("nothing compared", change_record(n_compared={}), "runs", WRONG, "nothing was compared"),
    Case("other result", add("results/tables/tbl-needs.csv", "claim_id,count\n"), "same", WRONG,
         "results/tables/tbl-needs.csv is not what the clean run made"),
    Case("other book", add("manuscript.pdf", "%PDF-1.7"), "same", WRONG,
         "manuscript.pdf is not what the clean run made"),
    Case("no run to compare", remove("runs/results.sha256"), "same", MISSING, "no clean run"),
    Case("no licence", remove("LICENSE-DATA"), "licences", MISSING, "LICENSE-DATA is not there"),
    Case("other licence", add("LICENSE", "All rights reserved"), "copies", WRONG,
         "LICENSE is not replication/LICENSE"),
    Case("no package", replace("licences.csv", "pyyaml", "other"), "packages", MISSING,
         "licences.csv lacks pyyaml"),
    Case("no bill", remove("sbom.cdx.json"), "bill", MISSING, "is not there"),
    Case("bill invalid", replace("sbom.cdx.json", '"library"', '"book"'), "bill", WRONG, "book"),
    Case("bill of less", replace("sbom.cdx.json", "PyYAML", "other"), "bill", WRONG,
         "lacks pyyaml"),
    Case("no version", replace("CITATION.cff", "version: 0.1.0", "date: 1"), "citation", WRONG,
         "has no version"),
    Case("left behind", add(f"{CODE}/src/__pycache__/a.pyc"), "extraneous", WRONG, "left behind"),
    Case("a note", add("notes.txt"), "extraneous", WRONG, "notes.txt is no part of a dossier"),
    Case("one byte", replace(f"{CODE}/LICENSE", "MIT", "MIt"), "sums", WRONG,
         "replication/LICENSE is not what checksums.sha256 says"),
    Case("no checksums", remove("checksums.sha256"), "sums", MISSING, "is not there"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_removed_or_altered_is_found(dossier: Path, case: Case) -> None:
    """The item says what is not right and how to mend it, whatever else is found with it."""
    case.change(dossier)
    result = outcomes(dossier)[case.key]
    assert result.outcome == case.outcome
    lines = checklist.fault_lines(result)
    assert any(case.said in line for line in lines), lines
    assert lines[-1] == f"to mend it: {result.item.mend}"


def test_every_item_can_fail() -> None:
    """None of them is there for show: each has a case above."""
    assert {case.key for case in CASES} == {item.key for item in ITEMS}


def test_whatever_changes_is_found_by_its_checksum(dossier: Path) -> None:
    """A byte in any file that checksums are of."""
    for name in ("results/numbers/01_needs.json", "runs/first.log", f"{CODE}/_quarto.yml"):
        path = dossier / name
        path.write_bytes(path.read_bytes() + b" ")
    said = " ".join(checklist.fault_lines(outcomes(dossier)["sums"]))
    assert re.findall(r"(\S+) is not what", said) == sorted(
        ["results/numbers/01_needs.json", "runs/first.log", f"{CODE}/_quarto.yml"]
    )


def test_an_empty_folder_is_told_item_by_item(tmp_path: Path) -> None:
    """What is not there is said to be missing, by its name in the dossier, without a traceback."""
    results = outcomes(tmp_path)
    found = {key for key, each in results.items() if each.outcome == FOUND}
    assert found == {"restricted", "extraneous"}
    assert {each.outcome for key, each in results.items() if key not in found} == {MISSING}
    lines = [line for each in results.values() for line in checklist.fault_lines(each)]
    assert "exhibits.csv is not there" in lines
    assert not any(str(tmp_path) in line for line in lines)


def test_what_cannot_be_read_is_told(dossier: Path) -> None:
    """Bytes of another encoding, other columns, half a list: a fault each, in words."""
    (dossier / "README.md").write_bytes(b"\xff\xfe")
    (dossier / "licences.csv").write_text("package\n", encoding="utf-8")
    (dossier / "personal_data.json").write_text('{"files": [', encoding="utf-8")
    assert checklist.yours(dossier)
    results = outcomes(dossier)
    for key, said in (("readme", "cannot be read"), ("packages", "has not the columns"),
                      ("personal", "cannot be read")):  # fmt: skip
        assert results[key].outcome == WRONG
        assert said in checklist.fault_lines(results[key])[0]


def test_faults_are_cut_and_counted(dossier: Path) -> None:
    """Of many faults the first are shown, and how many more there are."""
    for number in range(8):
        (dossier / f"note-{number}.txt").write_text("x", encoding="utf-8")
    lines = checklist.fault_lines(outcomes(dossier)["extraneous"])
    assert len(lines) == 7
    assert lines[5] == "and 3 more"
    assert outcomes(dossier)["readme"].outcome == FOUND

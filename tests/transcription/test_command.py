"""The commands end as their first line says, and never lose a file."""

import csv

import pytest

from helpers.__main__ import main

TEXT = "# Trust\n\nAbout 70 of 1,240 libraries answered.\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_draft_is_a_ledger_that_covers_its_report(report, capsys):
    ledger = report.with_name("first.csv")
    assert main(["draft", str(report), "--to", str(ledger)]) == 0
    with ledger.open(encoding="utf-8-sig", newline="") as file:
        assert [row["printed"] for row in csv.DictReader(file)] == ["about 70", "1240"]
    assert capsys.readouterr().err.startswith("2 rows drafted")
    assert main(["coverage", str(ledger), str(report)]) == 0
    assert capsys.readouterr().out.startswith("Proved: ")


def test_a_draft_is_printed_where_no_file_is_named(report, capsys):
    assert main(["draft", str(report)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_ledger_that_lacks_a_number_is_not_proved(report, capsys):
    ledger = report.with_name("first.csv")
    main(["draft", str(report), "--to", str(ledger)])
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(lines[:-1]), encoding="utf-8")
    capsys.readouterr()
    assert main(["coverage", str(ledger), str(report)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Not proved: ")
    assert "Trust, line 3: About 70 of [1,240] libraries answered." in out


def test_a_file_that_is_there_is_not_written_over(report, capsys):
    ledger = report.with_name("mine.csv")
    ledger.write_text("work", encoding="utf-8")
    assert main(["draft", str(report), "--to", str(ledger)]) == 2
    assert ledger.read_text(encoding="utf-8") == "work"
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["draft", "none.md"], ["coverage", "none.csv", "none.md"]])
def test_a_missing_file_ends_with_a_sentence(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    assert "the file is missing" in capsys.readouterr().err


def test_a_report_without_numbers_makes_no_ledger(report, capsys):
    report.write_text("Nobody answered.", encoding="utf-8")
    assert main(["draft", str(report)]) == 2
    assert "holds no number" in capsys.readouterr().err


def test_a_ledger_is_held_against_its_report_as_a_spreadsheet_saved_it(report):
    """With semicolons, as the audit reads it."""
    ledger = report.with_name("first.csv")
    main(["draft", str(report), "--to", str(ledger)])
    with ledger.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with ledger.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert main(["coverage", str(ledger), str(report)]) == 0

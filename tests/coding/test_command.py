"""The command, from coded files to a clean table: what it prints holds no words and no names."""

import itertools
import json

import pytest

from helpers import paths
from helpers.__main__ import main
from tests.cases import coded_projects


@pytest.fixture(autouse=True)
def restricted(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)


def project(tmp_path, **more):
    """Twelve segments: two coders agree on ten."""
    coded = {}
    for number in range(12):
        theme = "Openness" if number % 2 else "Weak response to initiatives"
        other = theme if number < 10 else "Mutual mistrust"
        coded[number * 5, number * 5 + 4] = {"Алия": [theme], "Борис": [other]}
    return coded_projects.write(tmp_path / "a.qdpx", coded, **more)


def test_two_coders_are_compared_settled_and_counted(tmp_path, capsys):
    """Alpha, the list, and with the settled list the wave's clean table."""
    path, listed = str(project(tmp_path, manner="atlas")), tmp_path / "list.csv"
    assert main(["coding", path, "--disagreements", str(listed)]) == 0
    printed = capsys.readouterr().out
    assert "12 segments with a theme, coders: 2; coded by two or more: 12" in printed
    lines = {line.split()[0]: line.split() for line in printed.splitlines() if line}
    assert lines["theme"][1:3] == ["12", "10"]
    # By hand: 1 - 23 * 4 / (24 * 24 - 11 * 11 - 11 * 11 - 2 * 2).
    assert lines["theme"][3] == "0.72"
    assert lines["theme"][5] == "to"
    assert lines["mistrust"][-4:] == ["withheld:", "given", "too", "rarely"]
    assert not [w for w in ("Алия", "Борис", "ответили", "акимат") if w in printed]
    assert main(["coding", path, "--wave", "2026"]) == 1
    assert "2 of 2 disagreements are not settled" in capsys.readouterr().err
    rows = listed.read_text(encoding="utf-8").splitlines()
    listed.write_text("\n".join([rows[0], *(row + "mistrust" for row in rows[1:])]) + "\n")
    assert main(["coding", path, "--settled", str(listed), "--wave", "2026"]) == 0
    printed = capsys.readouterr().out
    assert "12 statements with their themes" in printed
    assert "No count of them is released: 12 segments have no speaker" in printed
    noted = json.loads((paths.clean("2026") / "manifest.json").read_text(encoding="utf-8"))
    assert noted["tables"]["statements"]["rows"] == 12
    assert [each["name"] for each in noted["tables"]["statements"]["files"]] == ["a.qdpx"]


def test_made_up_segments_are_refused(tmp_path, capsys):
    """Agreement of nobody is no agreement; the count of segments is."""
    rows = [
        (f"q{n}", coder, "openness", "", "x") for n, coder in itertools.product(range(12), "ab")
    ]
    columns = "quote_id,coder,theme,direction,synthetic"
    path = coded_projects.table(tmp_path / "a.csv", rows, columns)
    assert main(["coding", str(path)]) == 0
    assert "No agreement: agreement was asked of synthetic rows" in capsys.readouterr().out
    assert main(["coding", str(project(tmp_path, name="Synthetic"))]) == 0
    assert "No agreement: agreement was asked of synthetic rows" in capsys.readouterr().out


@pytest.mark.parametrize("n_rows", [9, 12])
def test_too_little_is_refused(tmp_path, capsys, n_rows):
    """A single coder, and fewer than ten units of two."""
    coders = "ab" if n_rows < 10 else "a"
    rows = [(f"q{n}", coder, "openness", "") for n in range(n_rows) for coder in coders]
    assert main(["coding", str(coded_projects.table(tmp_path / "a.csv", rows))]) == 0
    printed = capsys.readouterr().out
    assert "No agreement: theme: " in printed
    assert f"coders: {len(coders)}; agreement needs 10 units and two coders" in printed


def test_few_directions_leave_the_themes_their_alpha(tmp_path, capsys):
    """Each question needs its own ten units."""
    rows = [
        (f"q{n}", coder, ("openness", "mistrust")[n % 2], "positive" if n < 5 else "")
        for n in range(12)
        for coder in "ab"
    ]
    assert main(["coding", str(coded_projects.table(tmp_path / "a.csv", rows))]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    assert [line.split()[0] for line in lines] == ["theme", "mistrust", "openness"]


def test_the_codebook_is_written_in_a_language(tmp_path, capsys):
    """With no coded file at all."""
    path = tmp_path / "themes.qdc"
    assert main(["coding", "--qdc", str(path), "--language", "kk"]) == 0
    assert "Өзара сенімсіздік" in path.read_text(encoding="utf-8")
    assert main(["coding"]) == 1
    assert "name the coded files" in capsys.readouterr().err
    assert main(["coding", str(project(tmp_path)), "--wave", "next"]) == 1
    assert "'next' is no wave; name it by its year" in capsys.readouterr().err
    assert main(["coding", str(project(tmp_path)), "--settled", "x.csv"]) == 1
    assert "add --wave YEAR" in capsys.readouterr().err

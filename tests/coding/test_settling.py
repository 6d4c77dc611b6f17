"""Disagreements go out as a list without words and come back settled."""

import csv
from pathlib import Path

import pytest

from helpers import paths
from helpers.coding import settling
from helpers.coding.segments import Segment
from helpers.coding.themes import coded
from helpers.errors import ArgumentError, BookError
from tests.cases.small_study import problems_of

NO_FILE = Path("no.csv")


@pytest.fixture
def coding(study):
    """Two coders: alike on u1, apart on u2 and on the direction of u3; u4 is one coder's."""
    given = {
        "anna": {
            "u1": "openness",
            "u2": "mistrust",
            "u3": "openness negative",
            "u4": "no_interest",
        },
        "boris": {"u1": "openness", "u2": "weak_response", "u3": "openness positive"},
    }
    segments = [
        Segment(unit, coder, tuple(codes.split()), f"a.csv:{unit[1]}", text="said aloud")
        for coder, units in given.items()
        for unit, codes in units.items()
    ]
    return coded(segments, study.codebook, NO_FILE)


def fill(path, **settled):
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    for row in rows:
        row["settled"] = settled.get(row["unit"], "")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_the_list_has_places_and_codes_but_no_words(coding, tmp_path):
    """One row per unit and question on which two differ."""
    path = tmp_path / "list.csv"
    assert settling.write(coding, path) == 2
    assert path.read_text(encoding="utf-8") == (
        "unit,place,question,coder_1,coder_2,settled\n"
        "u2,a.csv:2,theme,mistrust,weak_response,\n"
        "u3,a.csv:3,direction,negative,positive,\n"
    )


def test_words_are_written_below_restricted_only(coding, tmp_path, monkeypatch):
    """And only when asked for."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    with pytest.raises(ArgumentError, match="stay below data/restricted"):
        settling.write(coding, tmp_path / "list.csv", with_text=True)
    assert not (tmp_path / "list.csv").exists()
    path = tmp_path / "restricted" / "list.csv"
    settling.write(coding, path, with_text=True)
    assert "said aloud" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("with_text", [False, True])
def test_a_settled_list_decides(coding, study, tmp_path, monkeypatch, with_text):
    """By ids or labels, several with semicolons, or none; other units keep their codes."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    path = tmp_path / "list.csv"
    settling.write(coding, path, with_text=with_text)
    fill(path, u2="Взаимное недоверие; weak_response", u3="-")
    final = settling.settled(coding, study.codebook, path)
    assert final["theme"] == {
        "u1": {"openness"},
        "u2": {"mistrust", "weak_response"},
        "u3": {"openness"},
        "u4": {"no_interest"},
    }
    assert final["direction"] == {"u3": frozenset()}


def test_nothing_is_counted_while_a_disagreement_is_open(coding, study, tmp_path):
    """Without a list, and with one that is filled in part."""
    with pytest.raises(BookError, match="2 of 2 disagreements are not settled"):
        settling.settled(coding, study.codebook)
    settling.write(coding, tmp_path / "list.csv")
    fill(tmp_path / "list.csv", u2="mistrust")
    with pytest.raises(BookError, match="1 of 2 disagreements are not settled"):
        settling.settled(coding, study.codebook, tmp_path / "list.csv")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("u2,a.csv:2,theme,mistrust", "u2,a.csv:2,theme,openness", "no longer differ like this"),
        ("u2,a.csv:2,theme", "u9,a.csv:2,theme", "no longer differ like this"),
        ("u2,a.csv:2,theme", "u2,a.csv:2,topic", "no longer differ like this"),
        ("weak_response,", "weak_response,negative", "'negative' is no theme of the codebook"),
        ("weak_response,", "weak_response,opennes", "'opennes' is no theme of the codebook"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(coding, study, tmp_path, old, new, message):
    """A list of an earlier coding is not taken for the present one."""
    path = tmp_path / "list.csv"
    settling.write(coding, path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (problem,) = problems_of(settling.settled, coding, study.codebook, path)
    assert problem.startswith("list.csv, row 2, column ")
    assert message in problem


def test_segments_with_other_ends_are_told(study):
    """They are nobody's disagreement, so that authors hear how many there are."""
    spans = [
        ("anna", 0, 10),
        ("boris", 0, 12),
        ("boris", 30, 40),
        ("anna", 50, 60),
        ("boris", 50, 60),
    ]
    segments = [
        Segment(f"t:{start}-{end}", coder, ("openness",), "p", span=("t", start, end))
        for coder, start, end in spans
    ]
    coding = coded(segments, study.codebook, NO_FILE)
    assert settling.overlapping(coding) == 2
    assert settling.n_coded(coding.answers["theme"]) == (1, 3)

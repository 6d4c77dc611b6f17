"""The release: numbers follow from released cells, and made-up rows say so."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from helpers import paths
from helpers.coding.counts import write_statements
from helpers.coding.segments import Segment
from helpers.coding.settling import settled
from helpers.coding.themes import coded
from helpers.disclosure import Cell, Release, Table, load_rules
from helpers.errors import BookError
from helpers.microdata.clean import write_wave
from helpers.microdata.tabulating import Counted, counted_in, words_of
from helpers.release.making import make_release, released_claims, require_one_kind, town_means
from helpers.release.waves import Wave
from helpers.synthetic.watermark import mark
from tests.cases.questionnaires import clean_tables
from tests.cases.released import made_up_release

TABLE = Table(
    "t",
    ("colour",),
    (
        Cell(("red",), Fraction(20)),
        Cell(("blue",), None, "protected"),
        Cell(("not_answered",), Fraction(1)),
        Cell(("",), Fraction(30)),
    ),
)


def test_a_number_is_released_if_all_its_cells_are():
    """Otherwise the rule of the cell that is not stands in its place, and no value."""
    red, blue, base = (("t", (key,)) for key in ("red", "blue", ""))
    counted = {
        "red": Counted(Fraction(20), (red,)),
        "share": Counted(Fraction(200, 3), (red, base)),
        "both": Counted(Fraction(29), (red, blue)),
    }
    assert released_claims(counted, {"t": TABLE}) == {
        "red": Cell((), Fraction(20)),
        "share": Cell((), Fraction(200, 3)),
        "both": Cell((), None, "protected"),
    }


def test_a_base_needs_to_know_who_is_silent():
    """How many answered is the total without them."""
    cells = (Cell(("",), Fraction(30)), Cell(("not_answered",), None, "protected"))
    counted = {"base": Counted(Fraction(29), (("t", ("",)),))}
    found = released_claims(counted, {"t": Table("t", ("colour",), cells)})
    assert found["base"].withheld == "protected"


def test_made_up_rows_make_a_made_up_release():
    """The mark of the rows is the release's."""
    assert made_up_release().synthetic


def test_made_up_rows_among_real_ones_are_refused():
    """The message names the table that holds them."""
    rows = pd.DataFrame({"row": [1]})
    wave = Wave("2024", {}, {"survey": rows, "form_a": mark(rows)})
    with pytest.raises(BookError, match="2024/form_a in data/restricted holds synthetic"):
        require_one_kind([wave])
    require_one_kind([Wave("2024", {}, {"survey": rows, "form_a": rows})])


def test_the_release_holds_no_row_and_no_withheld_value(tmp_path):
    """Every cell has a value or a rule; it is read as it was written."""
    release = made_up_release()
    for table in release.tables.values():
        assert all((cell.value is None) == bool(cell.withheld) for cell in table.cells)
    release.write(tmp_path / "release.json")
    text = (tmp_path / "release.json").read_text(encoding="utf-8")
    assert "survey.csv" not in text
    again = Release.read(tmp_path / "release.json")
    assert (again.claims, again.tables) == (release.claims, release.tables)


def test_small_counts_are_in_no_number():
    """No count from one to below the minimum, whatever claim it would be of."""
    release = made_up_release()
    least = release.rules["minimum"]
    for table in release.tables.values():
        for cell in table.cells:
            is_silence = "not_answered" in cell.key
            assert cell.value is None or is_silence or not 0 < cell.value < least


def test_missing_questionnaires_are_named_with_their_command(tmp_path, monkeypatch):
    """Where they belong, and what puts them there."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    with pytest.raises(BookError, match=r"data/restricted/2024/clean; make them with `python -m "):
        make_release(("2024",))


def test_means_of_towns_are_rounded_or_withheld(study):
    """A place in their order is out only if all of them are."""
    forms = {"interaction_frequency": "regular", "influence_level": "limited"}
    rows = pd.DataFrame(
        [
            {"place": town, **forms, "monitoring_participation": "rare"}
            for town, number in (("esik", 9), ("talgar", 3))
            for _ in range(number)
        ]
    )
    anew = counted_in(rows, study.ledger)
    anew |= words_of(rows, study.ledger, anew)
    found = town_means({"form_a": rows}, anew, study.ledger, load_rules())
    assert found["scale_esik"] == Cell(("0.5",), Fraction(7))
    assert found["scale_talgar"].withheld
    assert found["scale_talgar_rank"].withheld
    assert "scale_konaev" not in found


def test_statements_of_discussions_are_released_with_the_rest(study, tmp_path, monkeypatch):
    """The printed counts of themes anew, in statements or speakers; few speakers are withheld."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    write_wave("2024", {"form_b": clean_tables(study)["form_b"]})
    given = [("openness positive", who) for who in "abcdef"] + [("direct_support", "a")] * 6
    segments = [
        Segment(f"u{n}", "coder", tuple(codes.split()), "p", speaker=who, synthetic=True)
        for n, (codes, who) in enumerate(given)
    ]
    coding = coded(segments, study.codebook, tmp_path / "no.csv")
    write_statements("2024", coding, settled(coding, study.codebook))
    release = make_release(["2024"], crossed=lambda *_: [])
    assert release.claims["theme_openness"] == Cell((), Fraction(6))
    assert release.claims["statements_positive"] == Cell((), Fraction(6))
    assert release.claims["theme_direct_support"] == Cell((), None, "protected")
    write_statements("2024", replace(coding, synthetic=False), settled(coding, study.codebook))
    with pytest.raises(BookError, match="2024/form_b in data/restricted holds synthetic rows"):
        make_release(["2024"])

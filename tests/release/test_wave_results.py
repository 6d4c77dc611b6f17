"""What two waves tell: worked out from released cells, refused where a rule or the data say so."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from helpers.disclosure import Cell, Table, count, load_rules
from helpers.instruments import load_instruments
from helpers.ledger import claims
from helpers.release.counts import table_name
from helpers.release.wave_results import REASONS, printed_share, wave_results
from helpers.release.waves import Wave, wave_tables
from helpers.statistics.changes import Flows, change_interval, change_p_value, paired_change
from helpers.synthetic.watermark import mark

RULES = load_rules()


@pytest.fixture(name="ledger", scope="module")
def fixture_ledger():
    return claims.load()


@pytest.fixture(name="waves")
def fixture_waves():
    """Two waves of 60, of whom 50 answered twice; need for finance: 30 then and 40 now."""
    instruments = load_instruments()

    def rows(first, yes):
        keys = [f"key{number:02d}" for number in range(first, first + 60)]
        return pd.DataFrame(
            {
                "organisation": keys,
                "survey_region": "akmola",
                "need__finance": [int(key in yes) for key in keys],
                "need__training": [1] * 60,
            }
        )

    then = {f"key{number:02d}" for number in range(30)}
    now = {f"key{number:02d}" for number in range(20, 60)}
    return (
        Wave("2024", instruments, {"survey": rows(0, then)}),
        Wave("2026", instruments, {"survey": rows(10, now)}),
    )


def released(waves, *withheld):
    """All tables as if no rule withheld anything but these cells."""
    tables = [
        count(
            wave.tables["survey"],
            table_name(wave.name, "survey", "need"),
            ("need",),
            population="p",
        )
        for wave in waves
        if wave.tables
    ]
    tables += wave_tables(*waves)
    return {
        table.name: Table(
            table.name,
            table.dimensions,
            tuple(
                Cell(key, None, "protected")
                if (table.name, key) in withheld
                else Cell(key, Fraction(value))
                for key, value in table.values().items()
            ),
        )
        for table in tables
    }


def results(waves, ledger, *withheld, cells=None):
    tables = released(waves, *withheld)
    return wave_results(*waves, tables, ledger, RULES, cells or {})


def row_of(found, answer="finance"):
    (row,) = (row for row in found["values"] if row["answer"] == answer)
    return row


def test_a_change_is_that_of_the_counts(waves, ledger):
    """30 of 60, then 40 of 60; of 50 who answered twice 10 stayed, 10 turned to no, 30 to yes."""
    row = row_of(results(waves, ledger)["waves/changes"])
    flows = Flows(10, 10, 30, 0)
    assert [row[name] for name in ("then_count", "then_base", "now_count", "now_base")] == [
        *(30, 60),
        *(40, 60),
    ]
    assert (row["low"], row["high"]) == pytest.approx(
        change_interval(30, 60, 40, 60, panel=flows), abs=1e-6
    )
    assert row["p_value"] == pytest.approx(change_p_value(30, 60, 40, 60), abs=1e-6)
    assert (row["difference"], row["n_twice"], row["refused"]) == (0.166667, 50, "")


def test_the_panel_has_its_own_interval_and_test(waves, ledger):
    row = row_of(results(waves, ledger)["waves/panel"])
    expected = paired_change(Flows(10, 10, 30, 0))
    assert (row["to_yes"], row["to_no"]) == (30, 10)
    assert row["difference"] == pytest.approx(float(expected.difference))
    assert (row["low"], row["high"], row["p_value"]) == pytest.approx(expected[1:], abs=1e-6)


def test_p_values_are_corrected_for_all_that_were_looked_at(waves, ledger):
    """Two answers, and training changed for nobody: the smaller p-value counts twice."""
    rows = results(waves, ledger)["waves/changes"]["values"]
    finance, training = (next(r for r in rows if r["answer"] == a) for a in ("finance", "training"))
    assert finance["p_holm"] == pytest.approx(2 * finance["p_value"], abs=1e-5)
    assert training["p_holm"] == 1


def test_where_who_changed_is_withheld_the_interval_is_the_widest_and_there_is_no_test(
    waves, ledger
):
    cells = [("waves/survey/need/finance", key) for key in (("1", "0"), ("0", "1"), ("1", "1"))]
    found = results(waves, ledger, *cells, ("waves/survey/need/finance", ("0", "0")))
    row, known = row_of(found["waves/panel"]), row_of(results(waves, ledger)["waves/panel"])
    assert row["to_yes"] is None
    assert "p_value" not in row
    assert row["low"] <= known["low"]
    assert row["high"] >= known["high"]
    assert row_of(found["waves/changes"])["n_twice"] == 0


def test_what_rests_on_a_withheld_cell_is_refused(waves, ledger):
    found = results(waves, ledger, (table_name("2026", "survey", "need"), ("finance",)))
    row = row_of(found["waves/changes"])
    assert row["refused"] == REASONS["withheld"]
    assert row["now_count"] is None
    assert not {"difference", "low", "p_value", "bounds_low"} & set(row)


def test_made_up_rows_have_shares_and_no_interval(waves, ledger):
    marked = [
        replace(wave, tables={name: mark(rows) for name, rows in wave.tables.items()})
        for wave in waves
    ]
    found = results(marked, ledger)
    for name in ("waves/changes", "waves/panel"):
        row = row_of(found[name])
        assert row["refused"] == REASONS["synthetic"]
        assert row["difference"] > 0
        assert not {"low", "high", "p_value"} & set(row)


def test_few_questionnaires_have_no_interval(waves, ledger):
    few = [replace(w, tables={"survey": w.tables["survey"].iloc[20:35]}) for w in waves]
    assert row_of(results(few, ledger)["waves/changes"])["refused"] == REASONS["minimum"]


def test_bounds_hold_whatever_the_silent_would_have_said(waves, ledger):
    """Registers of 100: 30 to 70 then, 40 to 80 now, so the change is -30 to +50 of 100."""
    keys = pd.DataFrame({"organisation": [f"key{number:02d}" for number in range(100)]})
    own = [replace(w, tables={**w.tables, "register": keys}) for w in waves]
    row = row_of(results(own, ledger)["waves/changes"])
    assert (row["bounds_low"], row["bounds_high"]) == (-0.3, 0.5)


def test_without_the_earlier_questionnaires_the_report_stands_for_them(waves, ledger):
    """In the report 81 of 100 name finance as a need."""
    then, now = waves
    found = results((replace(then, tables={}), now), ledger)
    row = row_of(found["waves/changes"])
    assert (row["then_count"], row["then_base"]) == (81, 100)
    assert (row["low"], row["high"]) == pytest.approx(change_interval(81, 100, 40, 60), abs=1e-6)
    assert found["waves/changes"]["n"]["printed"]
    assert found["waves/panel"]["values"] == []


def test_what_the_report_prints_of_an_answer(ledger):
    """A count, a percentage that one count alone prints as, a place; other answers are unknown."""
    assert printed_share(ledger, "difficulty", "finance")[:2] == (76, 100)
    assert printed_share(ledger, "participation_level", "high") == (38, 100, 1)
    assert printed_share(ledger, "survey_region", "akmola")[:2] == (21, 100)
    assert printed_share(ledger, "interaction_frequency", "regular") is None


def test_numbers_of_the_report_stand_beside_those_of_both_waves(waves, ledger):
    cells = {
        "2024": {"need_finance": Cell((), Fraction(30))},
        "2026": {"need_finance": Cell((), Fraction(40)), "need_staff": Cell((), None, "protected")},
    }
    found = results(waves, ledger, cells=cells)["waves/claims"]["values"]
    finance, staff = found
    assert (finance["claim_id"], finance["then"], finance["now"]) == ("need_finance", "30", "40")
    assert finance["difference"] == 0.166667
    assert (staff["then"], staff["now"]) == (None, None)


def test_all_of_it_is_json(waves, ledger):
    """The same numbers come back from the file of a release."""
    import json

    found = results(waves, ledger)
    assert json.loads(json.dumps(found)) == found

"""Which orders and levels of the towns hold whatever points fall from best to worst answer."""

from fractions import Fraction
from itertools import combinations

import pytest

from helpers import paths
from helpers.chapters.implied import multiverse
from helpers.chapters.implied.solving.variants import is_above, outer_range, variants
from helpers.ledger.reported import rounding_range
from helpers.scale.schemes import EXTREME_POINTS, same_points

# Nearly all of them take the solver's answers, which take seconds.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def orders(study, found):
    return multiverse.orders(study, found).set_index(["place", "other"])


def test_every_scoring_is_held_against_the_extreme_points(found):
    """Eight scorings that agree, three extreme points each, the rule for gaps kept."""
    assert len(found.variants) == 24
    assert {each.reader.name for each in found.variants} == set(EXTREME_POINTS)
    assert all(each.report.missing == each.reader.missing for each in found.variants)


def test_an_outer_range_is_exact():
    """4.8 by 3/2/1 is 19 parts of 60 best answers at most, the others worst; at least none."""
    report, reader = (same_points(each, missing="person_mean") for each in ("3/2/1", "3/0/0"))
    low, high = outer_range(rounding_range("4.8", "exact"), report, reader)
    assert (low, high) == (0, 9 * (Fraction(48, 10) - 3) / 6)


def test_the_reports_own_points_leave_esik_lowest(orders):
    """Whatever they are; Talgar and Ushtobe, Konaev and Atbasar are within rounding."""
    assert all(
        orders.loc[(town, "esik"), "printed"] for town, other in orders.index if other == "esik"
    )
    open_pairs = [pair for pair in orders.index if not orders.loc[pair, "printed"]]
    assert open_pairs == [("talgar", "ushtobe"), ("konaev", "atbasar")]


def test_three_orders_are_proved_for_one_scoring_of_the_report(study, found, orders):
    """If it used 3/2/1 and a gap earned the mean of the others; for no other scoring is any."""
    proved = {pair for pair in orders.index if orders.loc[pair, "proved"]}
    assert proved == {(town, "esik") for town in ("talgar", "ushtobe", "kokshetau")}
    texts = multiverse.multiverse_numbers(study, found)
    assert (texts["orders_some"], texts["scorings_some"]) == ("3", "1")


def test_every_order_is_turned_under_every_rule_and_average(study, found):
    """Two rules for gaps, two ways to average: forms that contradict all orders in each."""
    texts = multiverse.multiverse_numbers(study, found)
    assert (texts["orders_turned"], texts["orders_all"], texts["turned_ways"]) == ("21", "21", "4")
    assert int(texts["orders_printed"]) + int(texts["orders_never"]) == int(texts["orders_all"])


def test_no_set_of_forms_contradicts_a_proof(found):
    """An order proved under a scoring is turned by no forms of that scoring."""
    for turned in found.turned:
        own = [each for each in found.variants if each.report == turned.report]
        for one, other in combinations(turned.forms, 2):
            if own and is_above(own, one, other):
                assert turned.preferred[one] > turned.preferred[other]


def test_every_level_is_turned(study, found):
    """By some forms, whatever thresholds agree with the printed levels; none is proved."""
    frame = multiverse.levels(study, found)
    assert (frame["turned"] > 0).all()
    assert (frame["proved"] == 0).all()
    assert set(frame["safe"]) <= {"", "printed"}


def test_without_counterexamples_an_order_is_open(study, found):
    """What no forms contradict and nothing proves is called undecided."""
    from dataclasses import replace

    frame = multiverse.statements(study, replace(found, turned=()))
    assert set(frame["safe"]) == {"", "some", "open"}
    kept = tuple(each for each in found.variants if each.report.name == "3/2/1")
    only = tuple(each for each in kept if each.report.missing == "person_mean")
    frame = multiverse.orders(study, replace(found, turned=(), variants=only))
    assert (frame["safe"] == "all").sum() == 3


def test_ranges_need_no_solver(study, found):
    """The same from the printed means and the scorings that agree."""
    assert variants(study.scores(), found.scorings) == found.variants


@pytest.mark.usefixtures("own_outputs")
def test_a_picture_has_a_row_for_each_statement(study, found):
    """All of them, or those that a reader kept, with their claims; only kinds that occur."""
    statements = multiverse.statements(study, found)
    esik = statements[statements["other"] == "esik"]
    for frame, n_rows in ((statements, 28), (esik, 6)):
        drawing = multiverse.draw_multiverse(frame, study, name="fig-x")
        lines = (paths.figures("en") / "fig-x.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == n_rows + 1
        assert "claim_id" in lines[0]
        assert "if the report used" in drawing.svg
        assert "3/2/1, no answer earns the mean of the others" in drawing.svg
        assert "undecided" not in drawing.svg


@pytest.mark.usefixtures("own_outputs")
def test_a_table_shows_both_scores(study, found):
    """One row per town; forms and two scores for every set of forms kept."""
    frame = multiverse.turned_towns(study, found)
    assert len(frame) == 7 * len(found.turned)
    assert (frame["n_forms"] >= 1).all()
    assert (frame.groupby("set")["n_forms"].sum() <= 100).all()
    table = multiverse.show_turned(frame[frame["averaged"] == "forms"], study, name="tbl-x")
    lines = table.text.strip().splitlines()
    assert len(lines) == 2 + 7
    assert lines[0].count("|") == 1 + 2 + 2 * 3

"""What the towns' means imply: sizes, and the town not asked."""

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers import paths
from helpers.bounds.blocks import block_of
from helpers.bounds.corrections import least_dropped
from helpers.bounds.cpsat import CpSat
from helpers.bounds.model import programme_of
from helpers.chapters.implied import solving, towns
from helpers.ledger.reported import ValueRange
from helpers.scale.schemes import SCHEMES, same_points

# Nearly all of them take the solver's answers, which take seconds.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scorings(found):
    return found.scorings


def test_every_scoring_is_tried_once():
    """Four points and three rules; 2/1/0 is 3/1.5/0 and not counted again."""
    names = [(each.name, each.missing) for each in solving.towns.scorings()]
    assert len(names) == len(set(names)) == 12
    assert "2/1/0" not in {name for name, _ in names}
    assert "2/1/0" in SCHEMES


def test_leaving_out_forms_with_gaps_costs_a_number(scorings):
    """A town without answers on monitoring would have no mean; all other scorings agree."""
    for each in scorings:
        is_left_out = each.scheme.missing == "complete_cases"
        assert (each.status, each.n_more) == (("infeasible", 1) if is_left_out else ("feasible", 0))
        assert each.proved


def test_sizes_of_a_scoring_fit_its_total(scorings):
    """One form each at least; the least sizes fit into the largest total and the other way."""
    for each in towns.agreeing(scorings):
        low, high = zip(*each.sizes.values(), strict=True)
        assert min(low) >= 1
        assert sum(low) <= each.total[1]
        assert sum(high) >= each.total[0]
        assert 79 <= each.total[0] <= each.total[1] <= 96


def test_a_size_that_cannot_print_the_mean_is_left_out(scorings):
    """4.8 as a mean of whole points needs four forms (19 of 4) or more, 7.1 six (or 7.16)."""
    one = next(e for e in scorings if (e.scheme.name, e.scheme.missing) == ("3/2/1", "zero"))
    assert one.sizes["esik"][0] == 4
    assert one.sizes["kokshetau"][0] == 6


def test_without_points_for_gaps_only_low_towns_can_be_unasked(scorings):
    """Two answers earn six points at most."""
    for each in towns.agreeing(scorings):
        possible = {town for town, status in each.unasked.items() if status == "feasible"}
        if each.scheme.missing == "zero":
            assert {"taldykorgan"} <= possible <= {"taldykorgan", "esik"}
        else:
            assert len(possible) == 7


def test_two_questions_reach_only_the_two_lowest_means(study):
    """Whatever the points: two of three questions that earn alike give two thirds of the scale."""
    low = {c.place for c in study.scores() if solving.towns.READING.range_of(c.printed).low <= 6}
    assert low == {"taldykorgan", "esik"}


def test_a_rescaled_mean_changes_its_level(study):
    """4.8 of 6 is 7.2 of 9: medium instead of low; 6.0 of 6 is all of it."""
    zero = replace(SCHEMES["3/2/1"], missing="zero")
    assert towns.rescaled_levels(study, "esik", zero) == ("medium",)
    assert towns.rescaled_levels(study, "taldykorgan", zero) == ("high",)
    mean = replace(zero, missing="person_mean")
    assert "low" in towns.rescaled_levels(study, "esik", mean)


def test_levels_anyhow_looks_at_all_thresholds():
    """A mean between the ends of a threshold's range can have either level."""
    cuts = {
        "medium_from": ValueRange(Fraction(5), Fraction(6), low_included=False),
        "high_from": ValueRange(Fraction(7), Fraction(8), low_included=False),
    }
    spans = {
        (1, 2): ("low",),
        (6, 7): ("medium",),
        (8, 9): ("high",),
        (4, 9): ("low", "medium", "high"),
    }
    for ends, levels in spans.items():
        span = ValueRange(*map(Fraction, ends))
        assert towns.levels_anyhow(span, cuts) == levels


@pytest.mark.parametrize(
    ("points", "missing"), [("3/0.45/0", "zero"), ("3/1.7/1.64", "person_mean")]
)
def test_points_beyond_the_limits_agree_with_no_forms(study, points, missing):
    """The limits are arithmetic on printed numbers; the solver finds no forms beyond them."""
    middle, last = (Fraction(each) for each in points.split("/")[1:])
    assert middle < towns.middle_needed(study) or last > towns.last_allowed(study)
    block = block_of(study.ledger, "form_a")
    without, _ = least_dropped(programme_of(block, solving.towns.READING))
    scheme = same_points(points, missing=missing)
    programme = programme_of(block, replace(solving.towns.READING, scheme=scheme))
    programme.limit_dropped(without)
    assert CpSat(programme).solve().status == "infeasible"


def test_limits_of_points(study):
    """(4.75 x 79 + 12.25 - 354) / 74, and 4.9 / 3: worked out by hand."""
    assert towns.middle_needed(study) == Fraction(67, 148)
    assert towns.last_allowed(study) == Fraction(49, 30)


def test_numbers_for_the_prose(study, scorings):
    """As the chapter prints them."""
    texts = towns.town_numbers(study, scorings)
    assert (texts["scorings_tried"], texts["scorings_agreeing"]) == ("12", "8")
    assert (texts["forms_total_low"], texts["forms_total_high"]) == ("79", "96")
    assert texts["forms_esik_310_zero_low"] == "52"
    assert (texts["middle_needed"], texts["last_allowed"]) == ("0.45", "1.64")
    assert texts["points_tried"] == "4"


@pytest.mark.usefixtures("own_outputs")
def test_pictures_and_table_name_their_claims(study, scorings):
    """Data beside every picture, one row per town and scoring."""
    frame = towns.scorings(study, scorings)
    towns.draw_town_sizes(frame, study, name="fig-town-sizes")
    towns.draw_unasked(frame, study, name="fig-unasked")
    for name in ("fig-town-sizes", "fig-unasked"):
        lines = (paths.figures("en") / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == 56 + 1
        assert "claim_id" in lines[0]
    text = towns.show_scorings(frame, study, name="tbl-scorings").text
    assert text.count("cost 1 more printed number") == 4
    assert text.count("any of the seven") == 4


@pytest.mark.usefixtures("own_outputs")
def test_a_reader_can_look_at_one_rule_and_some_towns(study, scorings):
    """Frames filtered by rule and town are drawn as they are."""
    frame = towns.scorings(study, scorings)
    zero = frame[(frame["missing"] == "zero") & frame["place"].isin(["talgar", "esik"])]
    drawing = towns.draw_town_sizes(zero, study, name="fig-x")
    assert ">Talgar<" in drawing.svg
    assert ">Konaev<" not in drawing.svg
    assert "mean of the others" not in drawing.svg
    drawing = towns.draw_unasked(frame[frame["missing"] == "person_mean"], study, name="fig-x")
    assert "earns no points" not in drawing.svg

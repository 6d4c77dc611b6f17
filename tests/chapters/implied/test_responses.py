"""Response by place, and the precision of a next wave."""

from fractions import Fraction

import pytest

from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import Programme
from helpers.chapters import implied
from helpers.chapters.implied.responses import response_numbers

# Organisations of the register that a place without a printed number has at most: Astana's.
MOST = 49


def test_responses_by_hand(study):
    """16 of 105 at most in Almaty and Astana; 21 of 49 at least in Akmola region."""
    frame = implied.responses(study)
    shares = list(zip(frame["low"], frame["high"], strict=True))
    assert shares == [
        (0, Fraction(16, 105)),
        (Fraction(16, 105 + MOST), Fraction(16, 105)),
        (Fraction(84, 382), Fraction(84, 382 - MOST)),
        (Fraction(21, MOST), 1),
        (Fraction(100, 487), Fraction(100, 487)),
    ]


def test_responses_are_those_of_a_programme(study):
    """Respondents and the silent of each place as variables of an integer programme.

    The printed numbers are its conditions; 16 respondents are in Almaty, Astana and Shymkent, 21 in
    Akmola region, the others anywhere else; 55 organisations are in Atyrau region.
    """
    places = ("almaty", "astana", "shymkent", "akmola", "atyrau", "elsewhere")
    world = Programme()
    for place in places:
        world.variable(f"answered_{place}", 0, 100)
        world.variable(f"silent_{place}", 0, 387)
    registered = {place: {f"answered_{place}": 1, f"silent_{place}": 1} for place in places}
    answered = [f"answered_{place}" for place in places]
    cities = ["almaty", "astana", "shymkent"]
    fix(world, dict.fromkeys(answered, 1), 100)
    fix(world, {f"answered_{place}": 1 for place in cities}, 16)
    fix(world, {"answered_akmola": 1}, 21)
    fix(world, {name: 1 for place in places for name in registered[place]}, 487)
    for place, count in (("almaty", 56), ("astana", 49), ("atyrau", 55)):
        fix(world, registered[place], count)
    for place in ("shymkent", "akmola"):
        world.require(registered[place], None, MOST, rule="no more than Astana")
    frame = implied.responses(study)
    in_cities = {name: 1 for place in cities for name in registered[place]}
    outside = {name: 1 for place in places[3:] for name in registered[place]}
    asked = [in_cities, outside, registered["akmola"]]
    for row, terms in zip(frame.iloc[1:4].itertuples(), asked, strict=True):
        ends = CpSat(world).solve_all([(terms, up) for up in (False, True)])
        assert [each.objective for each in ends] == [row.registered_low, row.registered_high]
    both = {"answered_almaty": 1, "answered_astana": 1}
    ends = CpSat(world).solve_all([(both, up) for up in (False, True)])
    assert [each.objective for each in ends] == [
        frame["answered_low"].iloc[0],
        frame["answered_high"].iloc[0],
    ]


def fix(world, terms, count):
    world.require(terms, count, count, rule="as printed")


def test_the_regions_answered_more_often_than_the_cities(study):
    """Whatever is in Shymkent: the most of the cities is below the least of the others."""
    frame = implied.responses(study)
    assert frame["high"].iloc[1] < frame["low"].iloc[2]


def test_numbers_for_the_prose(study):
    """As the chapter prints them: shares rounded outward."""
    texts = response_numbers(study)
    assert texts["register_cities"] == "105"
    assert texts["response_cities_high"] == "16%"  # 15.2
    assert texts["response_akmola_low"] == "42%"  # 42.9
    assert texts["register_unprinted_most"] == "49"
    assert (texts["next_n"], texts["next_n_register"]) == ("381", "214")
    assert texts["next_example_points"] == "59"  # 287 of 487


@pytest.mark.usefixtures("own_outputs")
def test_tables_as_shown(study):
    """Numbers as ranges, shares rounded outward, one number where it is one."""
    text = implied.show_responses(implied.responses(study), study, name="tbl-x").text
    assert "| Almaty + Astana | 0–16 | 105 | 0–16% |" in text
    assert "| 84 | 333–382 | 21–26% |" in text
    assert "| Akmola Region | 21 | 21–49 | 42–100% |" in text
    assert "| all | 100 | 487 | 20.5% |" in text


@pytest.mark.usefixtures("own_outputs")
def test_precision_as_shown(study):
    """100 questionnaires: ten points less for a share like finance; more than the register: none.

    By the formula with z = 1.95996: 2z sqrt(0.25/m + z^2/4m^2)/(1 + z^2/m) is 19.2 points for
    m = 100 and 17.2 for m = 100 x 486/387.
    """
    widths = implied.precision(study, [100, 600])
    text = implied.show_precision(widths, study, name="tbl-x").text
    assert "| 100 | 19.2 | 17.2 | 16.5 | 14.8 | 79.5 |" in text
    assert "| 600 | 8.0 | – | 6.8 | – | – |" in text
    assert "Share of 76%, drawn from the register" in text

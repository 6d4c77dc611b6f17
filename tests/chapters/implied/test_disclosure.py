"""What a mean gives away: counted exactly, and as enumeration has it."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.chapters.implied import disclosure
from helpers.chapters.implied.disclosure import Exposure
from helpers.errors import ArgumentError
from helpers.ledger.reported import ValueRange, rounding_range
from helpers.outputs.figures import LIGHT_BLUE
from helpers.scale.schemes import SCHEMES
from helpers.scale.scores import PATTERNS, score_pattern

SCORES = {
    name: sorted({score_pattern(p, scheme) for p in PATTERNS if None not in p})
    for name, scheme in SCHEMES.items()
}


def multisets(name, n_forms, span):
    """By hand: every multiset of scores whose mean is in the range."""
    every = combinations_with_replacement(SCORES[name], n_forms)
    return [scores for scores in every if span.contains(Fraction(sum(scores), n_forms))]


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(sorted(SCHEMES)),
    n_forms=st.integers(1, 4),
    tenths=st.integers(0, 90),
)
def test_counts_are_those_of_enumeration(name, n_forms, tenths):
    """Anyone, and somebody who knows the form that tells most."""
    span = rounding_range(f"{tenths // 10}.{tenths % 10}", "nearest")
    found = disclosure.exposure("talgar", span, n_forms, scheme=SCHEMES[name])
    own = multisets(name, n_forms, span)
    assert found.outsider == len(own)
    held = [sum(score in scores for scores in own) for score in SCORES[name]]
    assert found.insider == min((number for number in held if number), default=0)


def test_one_form_is_worked_out():
    """A mean of one form is its score, or no score at all."""
    scheme = SCHEMES["3/2/1"]
    exact = ValueRange(Fraction(8), Fraction(8))
    assert disclosure.exposure("talgar", exact, 1, scheme=scheme).outsider == 1
    between = ValueRange(Fraction(64, 10), Fraction(65, 10), high_included=False)
    assert disclosure.exposure("atbasar", between, 1, scheme=scheme).outsider == 0


def test_an_insider_never_has_more_to_choose_from(study):
    """Knowing a form cannot add score sets."""
    for scheme in SCHEMES.values():
        for each in disclosure.exposures(study, scheme, most_forms=6):
            assert 0 <= each.insider <= each.outsider
            assert (each.insider == 0) == (each.outsider == 0)


def test_chance_is_the_average_over_all_answers():
    """Two forms, all 27 x 27 pairs of patterns: the mean of the bits left by the printed mean."""
    scheme = SCHEMES["3/1/0"]
    complete = [score_pattern(p, scheme) for p in PATTERNS if None not in p]
    bits = []
    for one, other in product(complete, repeat=2):
        printed = f"{float(Fraction(one + other, 2)):.1f}"
        span = rounding_range(printed, "half_up")
        bits.append(log2(len(multisets("3/1/0", 2, span))))
    found = disclosure.exposure("esik", rounding_range("4.8", "nearest"), 2, scheme=scheme)
    assert found.chance == pytest.approx(2 ** (sum(bits) / len(bits)))


def test_a_factor_on_all_points_changes_nothing():
    """2/1/0 stretched by 3/2 is 3/1.5/0 and leaves the same score sets."""
    span = rounding_range("7.5", "nearest")
    one, other = (
        disclosure.exposure("ushtobe", span, 4, scheme=SCHEMES[name])
        for name in ("2/1/0", "3/1.5/0")
    )
    assert one == other


def test_safe_from_looks_at_the_last_exposed_number():
    """A number of forms that the mean rules out exposes nobody; None where none is safe."""
    found = tuple(Exposure("a", n, 9, insider, 1.0) for n, insider in ((1, 1), (2, 9), (3, 0)))
    assert disclosure.safe_from(found) == {"a": 2}
    assert disclosure.safe_from((*found, Exposure("a", 4, 3, 3, 1.0))) == {"a": None}


def test_numbers_for_the_prose_follow_from_the_exposures(study):
    """Every town is exposed to an insider for some number of forms; Talgar's two alone by n = 1."""
    one = {"3/2/1": SCHEMES["3/2/1"]}
    texts = disclosure.disclosure_numbers(study, one)
    found = disclosure.exposures(study, SCHEMES["3/2/1"])
    exposed = {each.place for each in found if each.n_forms > 1 and each.insider == 1}
    assert texts["exposed_towns"] == str(len(exposed)) == "5"
    assert texts["excluded_town_sizes"] == str(sum(each.outsider == 0 for each in found))
    assert texts["exposed_outsider_towns"] == "0"


@pytest.mark.parametrize(("n_forms", "total"), [(-1, 3), (2, -1)])
def test_negative_numbers_are_refused(n_forms, total):
    """Neither forms nor sums are negative."""
    with pytest.raises(ArgumentError, match="neither can be negative"):
        disclosure.n_multisets((1, 2), n_forms, total)


def test_no_forms_are_refused():
    """A mean of nobody is no mean."""
    with pytest.raises(ArgumentError, match="n_forms is 0; give a whole number of at least 1"):
        disclosure.exposure("esik", rounding_range("4.8", "nearest"), 0, scheme=SCHEMES["3/2/1"])


@pytest.mark.usefixtures("own_outputs")
def test_the_figure_writes_every_number_it_colours(study):
    """Each count stands in its cell, so that no colour has to be told apart."""
    frame = disclosure.exposed_towns(study, replace(SCHEMES["3/2/1"], missing="zero"))
    drawing = disclosure.draw_exposure(frame, study, name="fig-exposure")
    assert drawing.svg.count("<text") >= 2 * len(frame)
    data = (paths.figures("en") / "fig-exposure.csv").read_text(encoding="utf-8")
    assert data.startswith("place,label,claim_id,n_forms,outsider,insider,chance\n")


@pytest.mark.usefixtures("own_outputs")
def test_a_reader_can_change_points_towns_and_threshold(study):
    """Other points, three towns, fewer forms, another number that counts as few."""
    frame = disclosure.exposed_towns(study, SCHEMES["3/1/0"], most_forms=4)
    assert set(frame["n_forms"]) == {1, 2, 3, 4}
    some = frame[frame["place"].isin(["talgar", "esik", "konaev"])]
    drawings = [
        disclosure.draw_exposure(some, study, few=few, name="fig-x").svg for few in (0, 10_000)
    ]
    assert "Points 3/1/0" in drawings[0]
    assert drawings[0].count(LIGHT_BLUE) < drawings[1].count(LIGHT_BLUE)

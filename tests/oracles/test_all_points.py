"""Statements over all points, against arithmetic and solvers that share no code with them.

Scores, sums and shares are written anew here from the answers' names; a proof is held against a
grid of points and every small set of forms, an exact range against HiGHS, and the forms that turn
the towns' order against the printed numbers of the ledger, read as text.
"""

from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from helpers.chapters.implied import solving
from helpers.chapters.implied.solving.variants import Variant, is_above, outer_range
from helpers.ledger.reported import ValueRange
from helpers.scale.schemes import EXTREME_POINTS, same_points
from tests import shared_build
from tests.conftest import SHARED

ANSWERS = (
    ("regular", "periodic", "rare_or_none"),
    ("active", "limited", "minimal_or_none"),
    ("regular", "rare", "none"),
)
FORMS = [form for form in product((0, 1, 2, None), repeat=3) if form != (None, None, None)]
RULES = ("zero", "person_mean")
# Falling points: 3 for the best answer, tenths for the others.
TENTHS = [(30, b, c) for b in range(1, 30, 2) for c in range(0, b, 3)]


def score(form, points, rule):
    """Of one form, in the points' unit; an answer is its place from the most engaged."""
    given_points = [points[answer] for answer in form if answer is not None]
    total = Fraction(sum(given_points))
    return total if rule == "zero" else total * 3 / len(given_points)


def mean(forms, points, rule):
    return sum(score(form, points, rule) for form in forms) / len(forms)


def read(name):
    return tuple(Fraction(point) for point in name.split("/"))


@pytest.fixture(scope="module")
def found(request, study):
    """The solver's answers: the book's where it is built or being built, else asked for here."""
    with shared_build.locked(request.config.stash[SHARED]):
        return solving.solved(study)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(FORMS), min_size=1, max_size=6),
    st.lists(st.sampled_from(FORMS), min_size=1, max_size=6),
    st.sampled_from(RULES),
)
def test_extreme_points_decide_for_all(one, other, rule):
    """Above under all falling points exactly where the three extreme ones say so."""
    means = [
        {"one": (mean(one, p, rule),) * 2, "other": (mean(other, p, rule),) * 2}
        for p in map(read, EXTREME_POINTS)
    ]
    report = same_points("3/2/1", missing=rule)
    found = [
        Variant(report, same_points(name, missing=rule), each)
        for name, each in zip(EXTREME_POINTS, means, strict=True)
    ]
    gaps = [mean(one, p, rule) - mean(other, p, rule) for p in TENTHS]
    # So near an extreme point that its sign is the one there.
    tiny = Fraction(1, 10**6)
    near = [(3, 2 * tiny, tiny), (3, 3 - tiny, tiny), (3, 3 - tiny, 3 - 2 * tiny)]
    gaps += [mean(one, p, rule) - mean(other, p, rule) for p in near]
    if is_above(found, "one", "other"):
        assert min(gaps) > 0
    else:
        assert min(gaps) <= 0


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(RULES),
    st.sampled_from(TENTHS),
    st.sampled_from([*EXTREME_POINTS, "3/2/1", "3/0.1/0", "3/2.9/2.8"]),
    st.integers(0, 90),
    st.integers(0, 15),
)
def test_an_exact_range_is_that_of_a_linear_programme(rule, tenths, reader, low, width):
    """HiGHS, in floating point, agrees to a millionth."""
    report = "/".join(f"{point // 10}.{point % 10}" for point in tenths)
    span = ValueRange(Fraction(low, 10), Fraction(low + width, 10))
    theirs = np.array([float(score(form, read(report), rule)) for form in FORMS])
    ours = np.array([float(score(form, read(reader), rule)) for form in FORMS])
    rows = {"A_ub": np.vstack([theirs, -theirs]), "b_ub": [float(span.high), -float(span.low)]}
    whole = {"A_eq": np.ones((1, len(FORMS))), "b_eq": [1.0]}
    found = [linprog(sign * ours, **rows, **whole, bounds=(0, None)) for sign in (1, -1)]
    if any(each.status != 0 for each in found):
        return
    schemes = [same_points(name, missing=rule) for name in (report, reader)]
    exact = [float(end) for end in outer_range(span, *schemes)]
    assert exact == pytest.approx([found[0].fun, -found[1].fun], abs=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(("higher", "least"), [("7.5", 3), ("7.05", 3)])
def test_small_towns_keep_the_order_that_is_proved(higher, least):
    """Every three forms that print 7.5 or more (7.05) by 3/2/1, every three that print 4.8.

    A gap earns the mean of the others. No falling points put the second town above the first.
    """
    by_share = {True: set(), False: set()}
    for forms in combinations_with_replacement(FORMS, least):
        printed = mean(forms, (3, 2, 1), "person_mean")
        is_high = Fraction(higher) <= printed <= 9
        if is_high or Fraction(475, 100) <= printed < Fraction(49, 10):
            ends = [mean(forms, p, "person_mean") for p in ((3, 0, 0), (3, 3, 0))]
            by_share[is_high].add(tuple(ends))
    best, both = (min(end) for end in zip(*by_share[True], strict=True))
    low_best, low_both = (max(end) for end in zip(*by_share[False], strict=True))
    assert by_share[True]
    assert by_share[False]
    assert best > low_best
    assert both > low_both


@pytest.mark.slow
def test_forms_that_turn_the_order_print_every_number(study, found):
    """Counts of answers, participants, towns with monitoring, and means, from the printed text."""
    ledger = study.ledger
    printed = {claim.place: claim.printed for claim in study.scores()}
    for turned in found.turned:
        forms = [
            (town, tuple(answers.split("/")))
            for town, own in turned.forms.items()
            for answers, number in own.items()
            for _ in range(number)
        ]
        assert len(forms) <= int(ledger["focus_participants"].printed)
        for place, (stem, words) in enumerate(
            zip(("frequency", "influence", "monitoring"), COUNTED, strict=True)
        ):
            for answer, word in zip(ANSWERS[place], words, strict=True):
                number = sum(answers[place] == answer for _, answers in forms)
                assert number == int(ledger[f"{stem}_{word}"].printed)
        assert len({town for town, answers in forms if answers[2]}) == 6
        for name, kept in ((turned.report.name, turned.printed), (turned.reader.name, None)):
            for town in printed:
                own = [answers for other, answers in forms if other == town]
                found = town_score(own, read(name), turned.report.missing, turned.averaged)
                if kept is None:
                    assert found == turned.preferred[town]
                else:
                    assert found == kept[town]
                    digits = printed[town].partition(".")[2]
                    unit = Fraction(1, 10 ** len(digits))
                    low = Fraction(printed[town])
                    assert low - unit / 2 <= found < low + unit


@pytest.mark.slow
def test_together_they_turn_every_order(study, found):
    """For each rule for gaps and each way to average: 21 pairs of towns."""
    ranked = sorted(study.scores(), key=lambda claim: claim.value, reverse=True)
    ways = {}
    for each in found.turned:
        pairs = ways.setdefault((each.averaged, each.report.missing), set())
        pairs |= {
            (one.place, other.place)
            for one, other in combinations(ranked, 2)
            if each.preferred[one.place] < each.preferred[other.place]
        }
    assert set(ways) == set(product(("forms", "questions"), RULES))
    assert all(len(pairs) == 21 for pairs in ways.values())


COUNTED = (
    ("regular", "periodic", "rare"),
    ("active", "limited", "minimal"),
    ("regular", "rare", "none"),
)


def town_score(own, points, rule, averaged):
    """Of a town's forms, answers by name, an empty one for a gap."""
    forms = [
        tuple(
            words.index(answer) if answer else None
            for words, answer in zip(ANSWERS, answers, strict=True)
        )
        for answers in own
    ]
    forms = [form for form in forms if form != (None, None, None)]
    if averaged == "forms":
        return mean(forms, points, rule)
    questions = []
    for place in range(3):
        given_points = [points[form[place]] for form in forms if form[place] is not None]
        if given_points:
            questions.append(Fraction(sum(given_points)) / len(given_points))
    return sum(questions) * (1 if rule == "zero" else Fraction(3, len(questions)))

"""The towns' programme against enumeration: every set of two forms in two towns, one by one.

Scores are added up here in plain Python and nothing of the programme or of the scale's module is
used, so that a slip in either shows.
"""

from fractions import Fraction
from functools import cache
from itertools import chain, combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.bounds.assumptions import ROUNDINGS, Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.extremes import extremes, optimal, ratio_extremes
from helpers.bounds.model import programme_of
from helpers.bounds.towns import mean_terms, size_terms
from helpers.scale.schemes import MISSING_RULES, Scheme
from tests.audit.small_ledgers import ledger_of, row

# Lists worlds one by one.
pytestmark = pytest.mark.slow

ANSWERS = {
    "interaction_frequency": ("regular", "periodic", "rare_or_none"),
    "influence_level": ("active", "limited", "minimal_or_none"),
    "monitoring_participation": ("regular", "rare", "none"),
}
TOWNS = ("here", "there")
FORMS = tuple(product(TOWNS, *(("", *answers) for answers in ANSWERS.values())))
MOST_FORMS = 2
WORLDS = tuple(
    chain.from_iterable(combinations_with_replacement(FORMS, n) for n in range(MOST_FORMS + 1))
)
POINTS = {"3/2/1": (3, 2, 1), "3/1/0": (3, 1, 0)}


def score(form, points, missing):
    """Points of one form; None where the rule for gaps gives it no score."""
    given_points = [
        points[answers.index(answer)]
        for answer, answers in zip(form[1:], ANSWERS.values(), strict=True)
        if answer
    ]
    if missing == "zero" or len(given_points) == 3:
        return Fraction(sum(given_points))
    if missing == "complete_cases" or not given_points:
        return None
    return Fraction(3 * sum(given_points), len(given_points))


@cache
def mean_of(world, town, points, missing):
    scores = [score(form, points, missing) for form in world if form[0] == town]
    scores = [each for each in scores if each is not None]
    return sum(scores) / len(scores) if scores else None


def prints(mean, tenths, rounding):
    """Whether a mean is printed as so many tenths."""
    if mean is None:
        return False
    cut, half = tenths <= 10 * mean < tenths + 1, abs(10 * mean - tenths) <= Fraction(1, 2)
    return {"nearest": half, "truncated": cut, "either": half or cut}[rounding]


@cache
def numbers_of(world):
    """How many forms give each answer, and how many towns answered on monitoring."""
    counts = {
        (question, answer): sum(form[place] == answer for form in world)
        for place, (question, answers) in enumerate(ANSWERS.items(), start=1)
        for answer in answers
    }
    return counts, len({form[0] for form in world if form[3]})


def ledger(counts, n_towns, tenths):
    """What such forms print: answers, towns asked about monitoring, mean of each town."""
    size = row("focus_participants", str(MOST_FORMS), variable="focus_gender", kind="base")
    numbers = [
        row(f"{question}_{answer}", str(n), variable=question, category=answer, unit="forms")
        for (question, answer), n in counts.items()
    ]
    asked = row("monitoring_towns", str(n_towns), variable="monitoring_participation", unit="towns")
    means = [
        row(f"mean_{town}", f"{n // 10}.{n % 10}", **MEAN, place=town) for town, n in tenths.items()
    ]
    sources = dict.fromkeys(ANSWERS, "form_a") | {"interaction_score": "scale"}
    answers = dict.fromkeys(ANSWERS, "ordinal")
    known = {"focus_gender": "discussion"}
    return ledger_of(size, *numbers, asked, *means, sources=sources | known, answers=answers)


MEAN = {"variable": "interaction_score", "kind": "mean", "unit": "points"}


@settings(max_examples=10, deadline=None)
@given(
    st.sampled_from(WORLDS),
    st.sampled_from(sorted(POINTS)),
    st.sampled_from(MISSING_RULES),
    st.sampled_from(ROUNDINGS),
    st.sampled_from([0, 0, 0, 1, -7]),
)
def test_sizes_and_means_are_those_of_enumeration(world, name, missing, rounding, slip):
    """Least numbers given up, forms per town, and the town's mean under the same points.

    Where a town's mean does not exist or slips, the report prints one that may be impossible.
    """
    points = POINTS[name]
    counts, n_towns = numbers_of(world)
    tenths = {}
    for town in TOWNS:
        mean = mean_of(world, town, points, missing)
        tenths[town] = max(0, int(10 * mean) + slip) if mean is not None else 40
    printed = ledger(counts, n_towns, tenths)

    def given_up(other):
        found, towns = numbers_of(other)
        lost = sum(found[key] != n for key, n in counts.items()) + (towns != n_towns)
        return lost + sum(
            not prints(mean_of(other, town, points, missing), tenths[town], rounding)
            for town in TOWNS
        )

    lost = {other: given_up(other) for other in WORLDS}
    fewest = min(lost.values())
    best = [other for other in WORLDS if lost[other] == fewest]
    scheme = Scheme(name, (points,) * 3, missing=missing)
    whole = programme_of(block_of(printed, "form_a"), Assumptions(rounding, "question", scheme))
    whole.only(["focus_participants"])
    programme, least = optimal(whole)
    assert least == fewest
    sizes = [sum(form[0] == "here" for form in other) for other in best]
    found = extremes(programme, size_terms("here"), block="form_a")
    assert (found.low, found.high, found.status) == (min(sizes), max(sizes), "proved")
    means = [mean_of(other, "here", points, missing) for other in best]
    means = [mean for mean in means if mean is not None]
    total, scored, factor = mean_terms("here", scheme)
    found = ratio_extremes(programme, total, scored, block="form_a", factor=factor)
    expected = (min(means), max(means)) if means else (None, None)
    assert (found.low, found.high) == expected

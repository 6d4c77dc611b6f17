"""Every defensible way, found again without the engine: from the file of claims, by trying.

The second half shares no code with the engine. It reads the printed digits, tries every count and
every base one by one in whole numbers, and solves the one question that needs it with HiGHS.
"""

import csv
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from helpers import paths
from helpers.chapters.sentences.specifications import OUTCOMES, specify
from tests.cases.audit_cases import audit_of, printing


def ways_of(study, sentence_id, **cells):
    """The ways of one sentence, with other cells where given."""
    (sentence,) = (each for each in study.sentences if each.sentence_id == sentence_id)
    return specify(study, replace(sentence, **cells), audit_of(study))


def outcomes(ways):
    return [way.outcome for way in ways]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"count": "57"}, ["stands"]),
        ({"count": "50"}, ["falls"]),  # a threshold itself is not passed
        ({"count": "40 to 60"}, ["open"]),
        ({"count": "51 to 60"}, ["stands"]),
        ({"count": "0 to 50"}, ["falls"]),
        ({"threshold": "3/5 to 4/5", "count": "70"}, ["open"]),
        ({"threshold": "1/4; 3/4", "count": "70"}, ["stands", "falls"]),
        ({"count": "60; 40"}, ["stands", "falls"]),
        ({"count": "60; 60", "base": "survey_size; survey_size"}, ["stands", "stands"]),
    ],
)
def test_a_share_stands_falls_or_is_left_open(study, cells, expected):
    """The worst and the best that the printed numbers allow decide."""
    cells = {"base": "survey_size", "threshold": "1/2"} | cells
    assert outcomes(ways_of(study, "russian_preferred", **cells)) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [("33", "stands"), ("29", "falls"), ("29 to 33", "open"), ("42", "falls"), ("58", "falls")],
)
def test_about_a_third_is_nearest_to_a_third(study, count, expected):
    """From 29.17 up to 41.67 of a hundred."""
    (way,) = ways_of(study, "every_third_limited", count=count)
    assert way.outcome == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"count": "funding_state"}, ["stands"]),
        ({"count": "funding_own"}, ["falls"]),
        # 11 and 11: second to none, but not alone; that is counted apart.
        ({"count": "funding_own", "against": "funding_private"}, ["falls", "stands"]),
        ({"count": "10 to 12", "against": "funding_private"}, ["open"]),
        ({"count": "10 to 11", "against": "funding_private"}, ["falls", "open"]),
        # Each of those named must lead.
        ({"count": "funding_state funding_own"}, ["falls"]),
    ],
)
def test_a_first_place_is_taken_alone_or_shared(study, cells, expected):
    """A second way only where sharing makes a difference."""
    assert outcomes(ways_of(study, "state_funding_first", **cells)) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [("70", "stands"), ("65", "falls"), ("69 to 71", "open")]
)
def test_shares_coincide_when_they_print_alike(study, count, expected):
    """70 of 96 is 72.9 %."""
    cells = {"count": f"{count}; focus_women", "base": "focus_participants; focus_participants"}
    (way,) = ways_of(study, "women_shares_coincide", **cells)
    assert way.outcome == expected


def test_where_count_and_percentage_agree_nothing_else_is_tried(study):
    """79 of 100 is 79 %; 80 of 100 is not, so 79 is tried as well, under either rule."""
    assert [way.roundings for way in ways_of(study, "small_teams")] == [("as_printed",)] * 2
    agree = ways_of(study, "zero_reports_most")
    assert [way.roundings for way in agree] == [("as_printed",), ("half_up",), ("truncated",)]
    agree = ways_of(printing(study, zero_reports_pct="73"), "zero_reports_most")
    assert [way.roundings for way in agree] == [("as_printed",)]


def test_equal_ways_count_once_with_the_choices_of_each(study):
    """75 is the base stated and the sum of the answers."""
    first, second = ways_of(study, "education_most")
    assert first.bases == second.bases == ("stated", "answers")
    for sentence in study.sentences:
        ways = specify(study, sentence, audit_of(study))
        keys = {(way.reading, way.asked, way.count, way.base, way.against) for way in ways}
        assert len(keys) == len(ways) > 0


# Without the engine.


def printed():
    """Claim id -> the printed digits."""
    with paths.CLAIMS.open(encoding="utf-8") as file:
        return {row["claim_id"]: row["printed"] for row in csv.DictReader(file)}


def whole(*names):
    numbers = printed()
    found = [int(numbers[name]) for name in names]
    return found if len(found) > 1 else found[0]


def nearest_percent(count, base):
    return (200 * count + base) // (2 * base)


def cut_percent(count, base):
    return 100 * count // base


def above(low, high, base, threshold):
    """What becomes of a share above a threshold for counts from low to high of a base."""
    each = {Fraction(count, base) > threshold for count in range(low, high + 1)}
    return {frozenset({True}): "stands", frozenset({False}): "falls"}.get(frozenset(each), "open")


def by_numbers(ways):
    """Least and largest count, least and largest base -> outcomes, one for each threshold."""
    found = {}
    for way in ways:
        numbers = tuple(int(end) for end in (*way.count, *way.base))
        found.setdefault(numbers, []).append(way.outcome)
    return found


def test_zero_reports_by_trying_every_count(study):
    """357, or any count of 487 that prints as 72 %, is more than half."""
    zero, register, percent = whole("zero_reports", "register_size", "zero_reports_pct")
    expected = {(zero, zero, register, register): ["stands"]}
    for rule in (nearest_percent, cut_percent):
        assert rule(zero, register) != percent
        counts = [n for n in range(register + 1) if rule(n, register) == percent]
        outcome = above(counts[0], counts[-1], register, Fraction(1, 2))
        expected[counts[0], counts[-1], register, register] = [outcome]
    assert by_numbers(ways_of(study, "zero_reports_most")) == expected
    assert len(expected) == 3


def test_monitoring_by_trying_every_count_and_base(study):
    """57 % of 65, 43 of the answers, 43 of every base up to the largest of the form."""
    regular, rare, none, base, percent = whole(
        *("monitoring_regular", "monitoring_rare", "monitoring_none"),
        *("monitoring_base", "monitoring_regular_pct"),
    )
    answers = regular + rare + none
    largest = sum(whole("frequency_regular", "frequency_periodic", "frequency_rare"))
    expected = {(regular, regular, base, base), (regular, regular, answers, answers)}
    for rule in (nearest_percent, cut_percent):
        counts = [n for n in range(base + 1) if rule(n, base) == percent]
        bases = [n for n in range(answers, largest + 1) if rule(regular, n) == percent]
        if counts:
            expected.add((counts[0], counts[-1], base, base))
        if bases:
            expected.add((regular, regular, bases[0], bases[-1]))
    found = by_numbers(ways_of(study, "monitoring_more_than_half"))
    assert set(found) == expected
    assert len(expected) == 5
    for (low, high, smallest, widest), outcome in found.items():
        each = {above(low, high, n, Fraction(1, 2)) for n in range(smallest, widest + 1)}
        assert each == set(outcome) == {"stands"}


def test_influence_by_trying_every_base(study):
    """33 is 44 % of 75, and of 74 with digits cut off; all are nearer to a half than to a third."""
    active, limited, minimal, base, percent = whole(
        *("influence_active", "influence_limited", "influence_minimal"),
        *("influence_base", "influence_active_pct"),
    )
    answers = active + limited + minimal
    largest = sum(whole("frequency_regular", "frequency_periodic", "frequency_rare"))
    assert cut_percent(active, base) == percent != nearest_percent(active, base)
    assert not [n for n in range(base + 1) if nearest_percent(n, base) == percent]
    bases = [n for n in range(answers, largest + 1) if nearest_percent(active, n) == percent]
    assert len(bases) == 1
    expected = {(active, active, n, n) for n in (base, answers, *bases)}
    found = by_numbers(ways_of(study, "influence_nearly_half"))
    assert set(found) == expected
    simple = [Fraction(1, n) for n in range(2, 50)]
    simple += [1 - each for each in simple]
    for _, _, n, _ in found:
        assert min(simple, key=lambda each, n=n: abs(each - Fraction(active, n))) == Fraction(1, 2)
    assert Counter(map(tuple, found.values())) == {("stands",): 3}


def test_weak_contact_by_adding_up(study):
    """Of those asked, and of those whose answers are printed; then of the forms."""
    high, medium, low, none = whole(
        *(f"participation_{level}" for level in ("high", "medium", "low", "none"))
    )
    regular, periodic, rare = whole(
        *(f"frequency_{each}" for each in ("regular", "periodic", "rare"))
    )
    asked, answered = whole("survey_size"), high + medium + low + none
    expected = {}
    for base in (asked, answered):
        for levels in ((low, none), (medium, low, none)):
            every = [
                sum(counts)
                for rule in (nearest_percent, cut_percent)
                for counts in product(
                    *([n for n in range(base + 1) if rule(n, base) == level] for level in levels)
                )
            ]
            least, most = min(every), max(every)
            expected[least, most, base, base] = [above(least, most, base, Fraction(1, 2))]
    forms = regular + periodic + rare
    for count in (rare, periodic + rare):
        expected[count, count, forms, forms] = [above(count, count, forms, Fraction(1, 2))]
    found = by_numbers(ways_of(study, "contact_weak"))
    assert found == expected
    assert Counter(outcome for each in found.values() for outcome in each) == {
        "stands": 2,
        "falls": 4,
    }


def test_state_money_alone_by_another_solver(study):
    """Over all patterns of answers: least and most who name the state and no other source."""
    names = ("state", "international", "private", "donations", "crowdfunding", "own")
    names += ("membership", "none")
    printed_counts = whole(*(f"funding_{name}" for name in names))
    patterns = [
        each for each in product((0, 1), repeat=len(names)) if not (each[-1] and any(each[:-1]))
    ]
    rows = np.array([*zip(*patterns, strict=True), [1] * len(patterns)])
    sides = [*printed_counts, whole("survey_size")]
    alone = np.array([each[0] and sum(each) == 1 for each in patterns], dtype=float)
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * alone,
            constraints=LinearConstraint(rows, sides, sides),
            integrality=np.ones(len(patterns)),
            bounds=Bounds(0, np.inf),
        )
        assert found.success
        ends.append(round(sign * found.fun))
    base = whole("survey_size")
    thresholds = (Fraction(1, 4), Fraction(1, 3), Fraction(1, 2))
    expected = {(*ends, base, base): [above(*ends, base, each) for each in thresholds]}
    assert by_numbers(ways_of(study, "state_grants_only")) == expected
    assert expected == {(0, 40, 100, 100): ["open", "open", "falls"]}


def test_opaque_funding_by_comparing(study):
    """6 against 9 statements, 6 against 6 participants, 6 to 9 statements against 9."""
    themes = ("limited_information", "ignored_environment", "formal_attitude")
    themes += ("low_competence", "weak_response")
    opaque, *others = whole("theme_opaque_funding", *(f"theme_{theme}" for theme in themes))
    total, largest = whole("statements_negative"), max(others)
    in_participants = max(n for n, theme in zip(others, themes, strict=True) if theme != themes[1])
    expected = Counter()
    for least, most, other in (
        (opaque, opaque, largest),
        (opaque, opaque, in_participants),
        (opaque, total - sum(others), largest),
    ):
        pair = []
        for leads in (lambda n, m: n > m, lambda n, m: n >= m):
            each = {leads(n, other) for n in range(least, most + 1)}
            pair.append("stands" if each == {True} else "falls" if each == {False} else "open")
        expected.update(pair if pair[0] != pair[1] else pair[:1])
    assert Counter(outcomes(ways_of(study, "opaque_funding_first"))) == expected
    assert [expected[each] for each in OUTCOMES] == [1, 1, 3]


def test_young_staff_and_small_staff_by_dividing(study):
    """603 of 1,387 or 1,388; 10 to 57 of the 100 asked or of the 98 in the table."""
    thresholds = (Fraction(1, 4), Fraction(1, 3), Fraction(1, 2))
    young = whole("staff_youth")
    assert by_numbers(ways_of(study, "young_staff_high")) == {
        (young, young, base, base): [above(young, young, base, each) for each in thresholds]
        for base in whole("staff_total_youth", "staff_total")
    }
    sizes = ("1", "2_5", "6_10", "11_15", "16_20", "over_30")
    one, to_five, *larger = whole(*(f"staff_size_{size}" for size in sizes))
    assert by_numbers(ways_of(study, "one_or_two_people")) == {
        (one, one + to_five, base, base): [above(one, one + to_five, base, t) for t in thresholds]
        for base in (whole("survey_size"), one + to_five + sum(larger))
    }


def test_rural_internet_is_bounded_by_the_programme(study):
    """The range in the file is what the printed numbers imply, by the engine of bounds."""
    from helpers.bounds import bounds

    query = "technology_limits = 'yes' and survey_location = outside_three_cities"
    found = bounds(query, study.ledger)
    low, high = (int(end) for end in (found.low, found.high))
    n_outside = whole("outside_cities")
    assert (low, high, n_outside, n_outside) in by_numbers(ways_of(study, "rural_internet"))

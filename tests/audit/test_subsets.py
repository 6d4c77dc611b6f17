"""Parts against the whole they are part of."""

import pytest

from helpers.audit.subsets import check_place_bases, check_place_totals, check_subsets
from tests.audit.findings import about, report_index, statuses, text
from tests.audit.small_ledgers import index_of, row


@pytest.mark.parametrize(
    ("part", "expected", "said"),
    [
        ("10", "consistent", "Parts printed: 1; the largest is 10, the base 10."),
        ("11", "inconsistent", "11 (part) is more than its base of 10."),
    ],
)
def test_a_part_is_no_larger_than_its_base(part, expected, said):
    """Equal is possible."""
    index = index_of(row("base", "10", kind="base"), row("part", part, base="base"))
    (found,) = check_subsets(index)
    assert (found.status, text(found)) == (expected, said)


def test_a_base_can_be_part_of_another_base():
    """Those who answered are part of those who were asked."""
    index = index_of(row("asked", "10", kind="base"), row("base", "11", kind="base", base="asked"))
    assert statuses(check_subsets(index)) == ["inconsistent"]


def test_one_respondent_counts_once_in_any_of_its_units():
    """Respondents are part of forms; staff is no part of organisations."""
    base = row("base", "10", kind="base", unit="forms")
    respondents = row("part", "11", unit="respondents", base="base")
    assert statuses(check_subsets(index_of(base, respondents))) == ["inconsistent"]
    people = row("part", "11", unit="people", base="base")
    assert check_subsets(index_of(base, people)) == ()


def test_without_a_base_nothing_is_a_subset():
    """The check does not apply."""
    assert check_subsets(index_of(row("part", "11"))) == ()


def by_place(*counts, whole="10", **known):
    """Counts of towns, by place, and a number for the country."""
    places = zip(("talgar", "esik", "konaev"), counts, strict=False)
    rows = [row(place, count, variable="register", place=place) for place, count in places]
    rows += [row("whole", whole, variable="register")] if whole else []
    return index_of(*rows, **known)


def test_places_together_are_no_more_than_the_whole():
    """4 + 6 fill 10, 4 + 7 are too many."""
    assert statuses(check_place_totals(by_place("4", "6"))) == ["consistent"]
    (found,) = check_place_totals(by_place("4", "7"))
    assert (found.status, text(found)) == (
        "inconsistent",
        "4 + 7 = 11, more than the whole, 10 (whole).",
    )


def test_towns_are_not_added_to_their_region():
    """A town is part of its region already."""
    known = {"regions": {"esik": "talgar"}}
    assert check_place_totals(by_place("9", "9", **known)) == ()
    assert statuses(check_place_totals(by_place("4", "9", "6", **known))) == ["consistent"]


def test_a_stated_base_is_a_whole_too():
    """Where no number for all places is printed, the base of all of them is compared."""
    cells = {"variable": "register", "base": "base"}
    index = index_of(
        row("base", "10", kind="base"),
        row("talgar", "4", place="talgar", **cells),
        row("esik", "7", place="esik", **cells),
    )
    assert statuses(check_place_totals(index)) == ["inconsistent"]


def test_places_without_a_whole_are_not_added_up():
    """Nor is one place alone."""
    assert check_place_totals(by_place("4", "7", whole="")) == ()
    assert check_place_totals(by_place("4")) == ()


def bases(*printed, unit="forms", other="75"):
    """Bases of towns, and another base of the same source."""
    cells = {"variable": "households", "kind": "base", "unit": unit}
    places = zip(("talgar", "esik"), printed, strict=True)
    rows = [row(place, number, place=place, **cells) for place, number in places]
    rows += [row("asked", other, kind="base", unit="forms")] if other else []
    return index_of(*rows, sources={"households": "form", "asked": "form"})


def test_bases_by_place_against_their_source():
    """More than the source has elsewhere is worth knowing; of other things it says nothing."""
    assert statuses(check_place_bases(bases("30", "45"))) == ["consistent"]
    (found,) = check_place_bases(bases("30", "46"))
    assert (found.status, found.ends) == ("open", ())
    (found,) = check_place_bases(bases("30", "46", unit="households"))
    assert (found.status, found.ends) == ("units", ("talgar", "esik", "asked"))
    assert text(found) == (
        "30 + 46 = 76, more than the 75 of the same source (asked). "
        "They count different things: households, forms."
    )


def test_bases_of_an_unknown_source_are_not_compared():
    """Without another base, too, nothing is compared."""
    assert check_place_bases(bases("30", "46", other="")) == ()


def test_the_report_keeps_its_subsets(study):
    """No part is larger than its base, no places more than the country."""
    index = report_index(study)
    assert set(statuses(check_subsets(index))) == {"consistent"}
    assert set(statuses(check_place_totals(index))) == {"consistent"}
    assert about(check_place_totals(index), "register_atyrau").claim_ids[0] == "register_size"


def test_the_reports_households(study):
    """23 + 61 + 23 households answered; the same form's other questions have 75 answers."""
    (found,) = check_place_bases(report_index(study))
    assert (found.status, text(found).split(",")[0]) == ("units", "23 + 61 + 23 = 107")

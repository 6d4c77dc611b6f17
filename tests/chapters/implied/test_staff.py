"""Staff of the largest organisations, and what it leaves for the others."""

from fractions import Fraction

import pytest

from helpers import paths
from helpers.chapters import implied
from helpers.chapters.implied.staff import staff_numbers

# Takes the solver's answers.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staff(found):
    return found.staff


def test_the_largest_hold_what_the_others_leave(staff):
    """1388 less the least and the most of 93 others, of which two are in no row: 0 to 30 each."""
    least = 10 * 1 + 47 * 2 + 22 * 6 + 7 * 11 + 5 * 16
    most = 10 * 1 + 47 * 5 + 22 * 10 + 7 * 15 + 5 * 20 + 2 * 30
    assert (staff["largest"].low, staff["largest"].high) == (1388 - most, 1388 - least)
    assert staff["largest_share"].high == Fraction(1388 - least, 1388)


def test_one_organisation_can_hold_more_than_half(staff):
    """The other six of its class have 31 at least; and it is no smaller than their mean."""
    assert staff["one_largest"].high == staff["largest"].high - 6 * 31
    assert staff["one_largest"].low == -(-int(staff["largest"].low) // 7)
    assert staff["one_largest"].high / 1388 > Fraction(1, 2)


def test_shares_of_the_others_are_undetermined(staff):
    """Women and the young among the staff of all others can be none or everyone."""
    for found in (staff["women_others"], staff["youth_others"]):
        assert (found.low, found.high, found.status) == (0, 1, "proved")


def test_women_among_the_largest_cannot_be_none(staff):
    """756 women do not fit into the 730 places of all others: 995 at most are in the largest."""
    others = 10 * 1 + 47 * 5 + 22 * 10 + 7 * 15 + 5 * 20 + 2 * 30
    assert staff["women_largest"].low > 0
    assert 756 - others == 26
    assert staff["women_largest"].high == 1


def test_numbers_for_the_prose(study, staff):
    """As the chapter prints them."""
    texts = staff_numbers(study, staff)
    ends = texts["implied_largest_share_low"], texts["implied_largest_share_high"]
    assert ends == ("47%", "72%")


@pytest.mark.usefixtures("own_outputs")
def test_the_picture_writes_the_data_it_draws(study, staff):
    """One row per share, each with its claims."""
    implied.draw_staff(implied.staff_shares(study, staff), study, name="fig-staff-bounds")
    lines = (paths.figures("en") / "fig-staff-bounds.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 5 + 1
    assert "claim_id" in lines[0]

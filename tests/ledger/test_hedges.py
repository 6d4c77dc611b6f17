"""Words and signs before a number, in the languages of the book."""

from fractions import Fraction

import pytest

from helpers.ledger.hedges import BEYOND, split, values_of


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("about 70", ("about", "70")),
        ("≈70.5", ("about", "70.5")),
        ("Less than 5", ("less_than", "5")),
        ("<5", ("less_than", "5")),
        ("<= 5", ("at_most", "5")),
        ("no more than 5", ("at_most", "5")),
        ("более 23000", ("more_than", "23000")),
        ("не более 23000", ("at_most", "23000")),
        ("не менее чем 3", ("at_least", "3")),
        ("not more than 3", ("at_most", "3")),
        ("кемінде 3", ("at_least", "3")),
        ("70", ("", "70")),
        ("-3", ("", "-3")),
        ("aboutness 70", ("", "aboutness 70")),
    ],
)
def test_a_hedge_is_split_off(printed, expected):
    """The longest word counts, so that "no more than" is no "more than"."""
    assert split(printed) == expected


@pytest.mark.parametrize(
    ("hedge", "printed", "inside", "outside"),
    [
        ("about", "23000", "23335", "23501"),
        ("about", "70.0", "74", "75.1"),
        ("about", "7.5", "7.54", "7.56"),
        ("about", "0", "0.4", "0.6"),
        ("less_than", "5", "4.99", "5"),
        ("at_most", "5", "5", "5.01"),
        ("more_than", "5", "5.01", "5"),
        ("at_least", "5", "5", "4.99"),
    ],
)
def test_values_of_a_hedged_number(hedge, printed, inside, outside):
    """Half a unit of the last digit that is no zero, or all on one side."""
    values = values_of(hedge, printed)
    assert values.contains(inside)
    assert not values.contains(outside)


def test_an_open_end_is_beyond_every_printed_number():
    """Fifteen digits are the most that a ledger holds."""
    assert values_of("more_than", "1").high == BEYOND > Fraction(10**15)

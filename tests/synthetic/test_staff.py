"""Staff of made-up organisations: within their classes, and together as many as printed."""

import pytest

from helpers.synthetic import rows
from helpers.synthetic.staff import deal, fill


def test_staff_add_up_to_the_printed_people(study):
    """1,388 staff within their classes, 756 women, 240 of unknown gender, 603 young."""
    frame = rows.make_rows(study.ledger, "survey")
    assert frame["staff"].sum() == 1388
    assert frame["staff_women"].sum() == 756
    assert frame["staff_unknown"].sum() == 240
    assert frame["staff_youth"].sum() == 603
    assert (frame["staff_women"] + frame["staff_unknown"] <= frame["staff"]).all()
    assert (frame.loc[frame["staff_size"] == "size_over_30", "staff"] > 30).all()
    assert frame.loc[frame["staff_size"] == "size_2_5", "staff"].between(2, 5).all()


@pytest.mark.parametrize(
    ("total", "least", "most", "dealt"),
    [(100, [31, 31], None, [69, 31]), (9, [2, 2, 2], 5, [5, 2, 2]), (4, [2, 2], 2, [2, 2])],
)
def test_dealing_keeps_limits_and_sums(total, least, most, dealt):
    """The first ones largest, also where there is no upper limit."""
    assert deal(total, least, most) == dealt


def test_filling_keeps_limits_and_sums():
    """Whoever comes first is full first."""
    assert fill(0, [2, 2]) == [0, 0]
    assert fill(4, [3, 1, 2]) == [3, 1, 0]

"""Scores against the ends of their scale."""

import pytest

from consistency.small_ledgers import index_of, row
from helpers.audit.scales import check_ranges
from helpers.audit.verdicts import judge


def scored(score, **ends):
    """A printed score with the printed ends of its scale."""
    cells = {"variable": "score", "unit": "points"}
    limits = [row(end, limit, category=end, **cells) for end, limit in ends.items()]
    return index_of(row("town", score, kind="mean", place="esik", **cells), *limits)


@pytest.mark.parametrize(
    ("score", "status"),
    [
        ("8", "consistent"),
        ("9", "consistent"),
        ("9.0", "consistent"),
        ("9.8", "inconsistent"),
        ("2.9", "inconsistent"),
        ("3", "consistent"),
    ],
)
def test_a_score_lies_within_its_scale(score, status):
    """From 3 to 9 points, both ends included; the verdict of the score follows the finding."""
    index = scored(score, minimum="3", maximum="9")
    (finding,) = check_ranges(index)
    assert (finding.status, finding.claim_ids) == (status, ("town", "minimum", "maximum"))
    is_wrong = judge(index, "town").verdict == "contradiction"
    assert is_wrong == (status == "inconsistent")


def test_a_rounded_score_may_print_as_more_than_the_maximum():
    """A mean of 8.8 prints as 9, which is not beyond a maximum of 8.8."""
    assert check_ranges(scored("9", maximum="8.8"))[0].status == "consistent"
    assert check_ranges(scored("10", maximum="8.8"))[0].status == "inconsistent"


def test_without_a_printed_scale_nothing_is_compared():
    """A score alone, a scale alone, and a limit in another unit give no finding."""
    assert check_ranges(scored("8")) == ()
    assert check_ranges(index_of(row("most", "9", variable="score", category="maximum"))) == ()
    other = row("most", "9", variable="score", category="maximum", unit="percent")
    town = row("town", "10", variable="score", kind="mean", unit="points")
    assert check_ranges(index_of(town, other)) == ()

"""Staff of the largest organisations: classes by hand, bounds against arithmetic."""

from fractions import Fraction
from itertools import pairwise

import pytest

from helpers.bounds.blocks import block_of
from helpers.bounds.staff import SizeClass, bound_staff, size_class, size_classes
from helpers.errors import ArgumentError


def test_a_class_is_read_from_its_id():
    """One number, a range, or more than a number."""
    assert size_class("size_1") == SizeClass("size_1", 1, 1)
    assert size_class("size_6_10") == SizeClass("size_6_10", 6, 10)
    assert size_class("size_over_30") == SizeClass("size_over_30", 31, None)
    with pytest.raises(ArgumentError, match="'large' names no size; write it as size_1"):
        size_class("large")


def test_classes_of_the_report_follow_each_other(study):
    """Only the last has no upper end."""
    classes = size_classes(block_of(study.ledger, "survey"))
    assert [each.high is None for each in classes] == [False] * (len(classes) - 1) + [True]
    assert all(one.high < other.low for one, other in pairwise(classes))


def test_the_largest_hold_what_the_others_cannot(study):
    """All staff less the most and the least that every smaller organisation can have."""
    ledger = study.ledger
    block = block_of(ledger, "survey")
    *smaller, over = size_classes(block)
    number = {
        category: int(ledger[name].value)
        for category, name in block.questions["staff_size", ""].answers.items()
    }
    n_others = int(ledger["survey_size"].value) - sum(number.values())
    total = int(ledger["staff_total"].value)
    most = sum(number[each.category] * each.high for each in smaller)
    least = sum(number[each.category] * each.low for each in smaller)
    found = bound_staff(ledger)
    assert found.largest.status == "proved"
    assert found.largest.high <= total + 1 - least
    assert found.largest.low >= total - 1 - most - n_others * (over.low - 1)
    assert found.largest.low >= number[over.category] * over.low
    assert found.largest_share.low >= Fraction(int(found.largest.low), total + 1)
    assert found.one_largest.low * number[over.category] >= found.largest.low

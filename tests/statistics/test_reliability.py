"""Alpha of two coders: Krippendorff's own examples, and nothing before there are two."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest

from helpers.ledger import second_coding
from helpers.statistics import reliability

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A and B.
PUBLISHED = [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)]


def by_unit(codes):
    return {f"unit {number}": code for number, code in enumerate(codes)}


def by_hand(first, second):
    """His formula for nominal codes of two coders without gaps, as a fraction."""
    counts = Counter(first) + Counter(second)
    apart = sum(a * b for a, b in permutations(counts.values(), 2))
    unlike = 2 * sum(a != b for a, b in zip(first, second, strict=True))
    return 1 - Fraction((counts.total() - 1) * unlike, apart)


@pytest.mark.parametrize(("first", "second", "alpha"), PUBLISHED)
def test_alpha_is_krippendorff_s(first, second, alpha):
    """To the decimals he prints, and by his formula to the last."""
    found = reliability.agreement("theme", by_unit(first), by_unit(second))
    assert round(found.alpha, 3) == alpha
    assert found.alpha == pytest.approx(float(by_hand(first, second)))
    assert found.n_units == len(first)
    assert found.n_alike == sum(a == b for a, b in zip(first, second, strict=True))


def test_units_that_one_of_them_left_out_do_not_count():
    """An empty code is no disagreement."""
    full, gap = by_unit("aabb"), by_unit("aab")
    assert reliability.agreement("theme", full, {**gap, "unit 3": ""}).n_units == 3
    assert reliability.agreement("theme", full, gap).alpha == 1


@pytest.mark.parametrize(("first", "second"), [("aaa", "aaa"), ("ab", "")])
def test_alpha_is_not_defined_for_a_single_code(first, second):
    """Nor without any unit: there is nothing to agree on beyond chance."""
    assert reliability.agreement("theme", by_unit(first), by_unit(second)).alpha is None


def test_nobody_is_no_second_coder(study):
    """The published data have none."""
    assert reliability.agreements(study) == ()


def test_a_made_up_second_coder_is_compared_with_the_first(study, tmp_path):
    """Who repeats the first but swaps the codes of a unit agrees on all others."""
    rows = [[quote.quote_id, quote.find, quote.theme, quote.direction] for quote in study.quotes]
    rows[0][2], rows[1][3] = "openness", ""
    sheet = tmp_path / "sheet.csv"
    lines = [second_coding.COLUMNS, *rows]
    sheet.write_text("".join(",".join(cells) + "\n" for cells in lines), encoding="utf-8")
    theme, direction = reliability.agreements(study, sheet)
    assert (theme.n_units, theme.n_alike) == (len(rows), len(rows) - 1)
    themes = [[quote.theme for quote in study.quotes], [row[2] for row in rows]]
    assert theme.alpha == pytest.approx(float(by_hand(*themes)))
    assert (direction.n_units, direction.alpha) == (len(rows) - 1, 1)

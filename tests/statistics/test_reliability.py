"""Alpha of two coders: Krippendorff's own examples, and nothing before there are two."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

import krippendorff
import numpy as np
import pytest

from helpers.ledger import second_coding
from helpers.statistics import reliability
from helpers.synthetic.watermark import SyntheticDataError

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


def several(n_units, n_coders=3, seed=1):
    """Coders who see the same code in two of three units, and leave a fifth of units out."""
    generator = np.random.default_rng(seed)
    truth = generator.integers(0, 4, n_units)
    return [
        {
            f"u{unit}": int(truth[unit] if generator.random() < 0.67 else generator.integers(0, 4))
            for unit in range(n_units)
            if generator.random() < 0.8
        }
        for _ in range(n_coders)
    ]


def as_matrix(coders):
    units = sorted({unit for coder in coders for unit in coder})
    return [[coder.get(unit, np.nan) for unit in units] for coder in coders]


def test_alpha_of_several_coders_is_the_package_s(monkeypatch):
    """With gaps; the resampled formula gives the same where each unit is drawn once."""
    coders = several(60)
    found = reliability.reliability("theme", coders)
    data = as_matrix(coders)
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert found.alpha == pytest.approx(expected)
    counts = reliability._counts(coders)
    assert found.n_units == len(counts)

    class Once:
        def multinomial(self, n, chances, size):
            return np.tile(np.rint(n * chances).astype(int), (size, 1))

    monkeypatch.setattr(np.random, "default_rng", lambda _: Once())
    assert reliability._interval(counts) == pytest.approx((expected, expected))


def test_the_interval_holds_alpha_and_narrows_with_more_units():
    """Seeded, so that it is the same again."""
    few, many = (reliability.reliability("theme", several(n)) for n in (40, 400))
    assert few == reliability.reliability("theme", several(40))
    for each in (few, many):
        assert each.low < each.alpha < each.high
    assert many.high - many.low < (few.high - few.low) / 2


def test_the_interval_covers_the_alpha_of_many_units():
    """In about 95 of 100 samples of 60 units; alpha of 20,000 units is taken as the true one."""
    true = reliability.agreement("theme", *by_text(several(20_000, 2))).alpha
    found = [reliability.reliability("theme", several(60, 2, seed)) for seed in range(100, 200)]
    assert 88 <= sum(each.low <= true <= each.high for each in found) <= 100


def by_text(coders):
    return [{unit: str(code) for unit, code in coder.items()} for coder in coders]


def test_a_code_is_a_question_of_its_own():
    """Applied or not; of a rare code no interval is given, for it is often not drawn."""
    first = {f"u{n}": frozenset("ab"[n % 2]) for n in range(20)}
    second = {**first, "u0": frozenset("ac")}
    a, b, c = reliability.by_code([first, second])
    assert [each.name for each in (a, b, c)] == ["a", "b", "c"]
    assert (a.alpha, a.low, a.high, b.alpha) == (1, 1, 1, 1)
    assert (c.n_alike, c.low, c.high) == (19, None, None)
    assert c.alpha == pytest.approx(0, abs=0.03)


def test_a_single_code_has_no_alpha():
    """There is nothing to agree on beyond chance."""
    coder = {f"u{n}": "x" for n in range(12)}
    found = reliability.reliability("theme", [coder, coder])
    assert (found.n_alike, found.alpha, found.low) == (12, None, None)


@pytest.mark.parametrize("coders", [[], several(50, 1), several(9, 2), [*several(50, 1), {}]])
def test_agreement_needs_two_coders_and_ten_units(coders):
    """Of units that both coded."""
    with pytest.raises(reliability.TooLittleCodedError, match="needs 10 units and two coders"):
        reliability.reliability("theme", coders)


def test_agreement_of_made_up_units_is_refused():
    """Overall and by code."""
    coders = by_text(several(50))
    with pytest.raises(SyntheticDataError, match="which nobody coded"):
        reliability.reliability("theme", coders, synthetic=True)
    with pytest.raises(SyntheticDataError):
        reliability.by_code(coders, synthetic=True)

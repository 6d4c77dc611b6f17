"""A page's weight is judged by what its reader waits for."""

from __future__ import annotations

import pytest

from helpers.review.weights import Weight, weights_table


@pytest.mark.parametrize(
    ("n_bytes", "paint", "is_light"),
    [(500_000, 1000.0, True), (500_001, 400.0, False), (80_000, 1000.1, False)],
)
def test_a_page_keeps_to_both_goals_or_to_none(n_bytes: int, paint: float, is_light: bool) -> None:
    """500 kB and a second are still met; one byte or a moment more is not."""
    weight = Weight("a.html", n_bytes, 5, 900_000, 9, paint)
    assert weight.is_light == is_light
    assert weights_table([weight]).endswith("| met |" if is_light else "| missed |")

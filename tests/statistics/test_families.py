"""Holm's correction: what it does to a family of one, of none, and of many."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.statistics.families import holm


@given(st.dictionaries(st.text("abc", min_size=1), st.floats(0, 1), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_no_p_falls_and_none_rises_above_bonferroni(family):
    """Each is at least itself and at most as many times itself as there are tests."""
    for name, adjusted in holm(family).items():
        assert family[name] <= adjusted + 1e-12
        assert adjusted <= min(1.0, len(family) * family[name]) + 1e-12


def test_an_empty_family_has_no_tests():
    """Nothing in, nothing out; a single test stays what it is."""
    assert holm({}) == {}
    assert holm({"one": 0.2}) == pytest.approx({"one": 0.2})

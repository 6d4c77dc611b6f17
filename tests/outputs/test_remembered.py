"""Results kept between editions: found again, never stale."""

import pytest

from helpers import inputs, paths
from helpers.outputs.remembered import remembered


@pytest.fixture(autouse=True)
def outputs(own_outputs):
    """Not the reader's."""
    return own_outputs


def calls(results):
    """A computation that gives another result each time."""
    return lambda: results.pop(0)


def test_a_result_is_computed_once():
    """The second edition finds it."""
    results = [{"n": 1}, {"n": 2}]
    assert remembered("found", calls(results), of="ledger") == {"n": 1}
    assert remembered("found", calls(results), of="ledger") == {"n": 1}


def test_other_values_are_another_result():
    """And the older file goes."""
    results = [1, 2]
    remembered("found", calls(results), of="ledger")
    assert remembered("found", calls(results), of="changed ledger") == 2
    assert len(list((paths.OUTPUTS / "computed").iterdir())) == 1


def test_changed_code_is_another_result(monkeypatch):
    """What computes it is part of what it depends on."""
    results = [1, 2]
    remembered("found", calls(results), of="ledger")
    monkeypatch.setattr(type(inputs.ANALYSIS), "state", lambda _: "other code")
    assert remembered("found", calls(results), of="ledger") == 2


def test_results_of_other_names_stay():
    """Each computation has a file of its own."""
    assert remembered("one", lambda: 1, of="x") == 1
    assert remembered("other", lambda: 2, of="x") == 2
    assert remembered("one", lambda: 3, of="x") == 1


def test_a_failed_computation_leaves_nothing():
    """The next call computes again."""
    with pytest.raises(ZeroDivisionError):
        remembered("found", lambda: 1 / 0, of="x")
    assert not (paths.OUTPUTS / "computed").exists()

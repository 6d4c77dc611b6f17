"""The frame counts every organisation once."""

from __future__ import annotations

import pandas as pd

from helpers.register.frame import frame
from helpers.register.funnel import frame_table
from tests.register import made_up
from tests.register.conftest import Whole


def test_counts_add_up(whole: Whole) -> None:
    """Also those of an unknown region; response rates are shares of the frame."""
    table = frame_table(whole.funnel, "reports.csv", bytes(32))
    register = pd.DataFrame(table.to_dict(as_series=False))
    answered = list(register["organisation"][::4])
    counts = frame(register, [*answered, "not of the frame"])
    assert counts["organisations"].sum() == made_up.FATES["kept"]
    assert counts["answered"].sum() == len(answered)
    assert counts[counts["region"].isna()]["organisations"].sum() == made_up.UNKNOWN
    zero = counts[counts["zero_report"]]["organisations"].sum()
    assert zero == made_up.ZERO_REPORTS
    assert counts["response_rate"].between(0, 1).all()


def test_an_unknown_zero_report_is_a_group_of_its_own() -> None:
    """Neither yes nor no."""
    register = pd.DataFrame(
        {"organisation": ["a", "b"], "region": ["atyrau"] * 2, "zero_report": [None, True]}
    )
    assert len(frame(register)) == 2

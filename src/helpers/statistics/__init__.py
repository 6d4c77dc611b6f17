"""How far the truth can lie from a share, a lead or a mean, and which of it the report allows."""

from helpers.statistics.intervals import (
    Interval,
    no_assumption_bounds,
    over_representation_bounds,
    wilson_interval,
)
from helpers.statistics.leads import lead_interval
from helpers.statistics.resampling import resampled_mean
from helpers.statistics.survey import survey_intervals

__all__ = [
    "Interval",
    "lead_interval",
    "no_assumption_bounds",
    "over_representation_bounds",
    "resampled_mean",
    "survey_intervals",
    "wilson_interval",
]

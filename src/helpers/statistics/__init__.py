"""How far the truth can lie from a share, a lead or a mean, and which of it the report allows."""

from helpers.statistics.intervals import (
    Interval,
    Stratum,
    no_assumption_bounds,
    over_representation_bounds,
    post_stratified_bounds,
    wilson_interval,
)
from helpers.statistics.leads import lead_interval
from helpers.statistics.precision import interval_width, respondents_needed
from helpers.statistics.resampling import resampled_mean
from helpers.statistics.selection import bounded_selection, majority_breakdown
from helpers.statistics.survey import survey_intervals

__all__ = [
    "Interval",
    "Stratum",
    "bounded_selection",
    "interval_width",
    "lead_interval",
    "majority_breakdown",
    "no_assumption_bounds",
    "over_representation_bounds",
    "post_stratified_bounds",
    "resampled_mean",
    "respondents_needed",
    "survey_intervals",
    "wilson_interval",
]

"""How far the truth can lie from a share, a lead or a mean; and what only rows can be asked."""

from helpers.statistics.design import Design, kish_effect, rake, rao_scott, weighted_mean
from helpers.statistics.families import holm
from helpers.statistics.intervals import (
    Interval,
    Stratum,
    no_assumption_bounds,
    over_representation_bounds,
    post_stratified_bounds,
    wilson_interval,
)
from helpers.statistics.items import item_statistics
from helpers.statistics.leads import lead_interval
from helpers.statistics.ordinal import check_proportional_odds, fit_ordinal
from helpers.statistics.permutation import compare_groups, compare_two
from helpers.statistics.precision import interval_width, respondents_needed
from helpers.statistics.resampling import resampled_mean
from helpers.statistics.selection import bounded_selection, majority_breakdown
from helpers.statistics.several_answers import named_alike, same_by_group
from helpers.statistics.survey import survey_intervals

__all__ = [
    "Design",
    "Interval",
    "Stratum",
    "bounded_selection",
    "check_proportional_odds",
    "compare_groups",
    "compare_two",
    "fit_ordinal",
    "holm",
    "interval_width",
    "item_statistics",
    "kish_effect",
    "lead_interval",
    "majority_breakdown",
    "named_alike",
    "no_assumption_bounds",
    "over_representation_bounds",
    "post_stratified_bounds",
    "rake",
    "rao_scott",
    "resampled_mean",
    "respondents_needed",
    "same_by_group",
    "survey_intervals",
    "weighted_mean",
    "wilson_interval",
]

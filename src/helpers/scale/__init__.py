"""The 9-point scale of the focus groups: points of answers, scores, levels of towns.

Answers earn a score; printed scores and levels say which thresholds are possible:

    score_pattern(("regular", "limited", "none"), SCHEMES["3/2/1"])
    printed_levels_reproduced((6, 8), printed_scores, printed_levels=study.levels)
"""

from helpers.scale.levels import (
    LEVELS,
    Thresholds,
    admissible_thresholds,
    compare_thresholds,
    printed_levels_reproduced,
)
from helpers.scale.schemes import (
    DEFAULT_SCHEME,
    DISTINCT_SCHEMES,
    EXTREME_POINTS,
    QUESTIONS,
    SCHEMES,
    Scheme,
    same_points,
)
from helpers.scale.scores import (
    level_of,
    mean_score,
    score_pattern,
    score_responses,
    sum_of_question_means,
)

__all__ = [
    "DEFAULT_SCHEME",
    "DISTINCT_SCHEMES",
    "EXTREME_POINTS",
    "LEVELS",
    "QUESTIONS",
    "SCHEMES",
    "Scheme",
    "Thresholds",
    "admissible_thresholds",
    "compare_thresholds",
    "level_of",
    "mean_score",
    "printed_levels_reproduced",
    "same_points",
    "score_pattern",
    "score_responses",
    "sum_of_question_means",
]

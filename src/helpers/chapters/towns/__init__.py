"""The towns of the focus groups: scores, levels, problems, languages, visits.

scores, draw_scale                      printed mean scores, and what rounding leaves open
town_scores, draw_towns                 where the towns lie, with scores and levels
compare_thresholds, draw_thresholds,
show_thresholds                         which thresholds give every town its printed level
problems, draw_problems                 which environmental problems were named where
languages, show_languages               in which language each town talked
spoken_of, show_spoken_of, show_links   what people spoke of, and the way to the towns' cards
visits, draw_visits                     where and when the focus groups met
SCHEMES, score_pattern, level_of        points and thresholds, and what a form scores with them
DEFAULT_THRESHOLDS                      lowest scores of the medium and the high level
"""

from helpers.chapters.towns.cards import show_links, show_spoken_of, spoken_of
from helpers.chapters.towns.charts import (
    draw_problems,
    draw_scale,
    languages,
    problems,
    scores,
    show_languages,
)
from helpers.chapters.towns.maps import draw_towns, draw_visits, town_scores, visits
from helpers.chapters.towns.thresholds import (
    compare_thresholds,
    draw_thresholds,
    show_thresholds,
)
from helpers.scale.levels import DEFAULT_THRESHOLDS, THRESHOLD_ALTERNATIVES
from helpers.scale.schemes import SCHEMES
from helpers.scale.scores import level_of, score_pattern

__all__ = [
    "DEFAULT_THRESHOLDS",
    "SCHEMES",
    "THRESHOLD_ALTERNATIVES",
    "compare_thresholds",
    "draw_problems",
    "draw_scale",
    "draw_thresholds",
    "draw_towns",
    "draw_visits",
    "languages",
    "level_of",
    "problems",
    "score_pattern",
    "scores",
    "show_languages",
    "show_links",
    "show_spoken_of",
    "show_thresholds",
    "spoken_of",
    "town_scores",
    "visits",
]

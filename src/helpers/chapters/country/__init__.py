"""Where and when: the regions of the country, and how the study was run.

counts_by_region, draw_regions   how many are printed for each region, as a map
funnel, draw_funnel              from the register to the questionnaires
activities, draw_timeline        what was done when
"""

from helpers.chapters.country.fieldwork import activities, draw_funnel, draw_timeline, funnel
from helpers.chapters.country.regions import counts_by_region, draw_regions

__all__ = [
    "activities",
    "counts_by_region",
    "draw_funnel",
    "draw_regions",
    "draw_timeline",
    "funnel",
]

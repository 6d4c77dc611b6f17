"""What the report advises on each pathway of chapter 4, and what stands behind it by our rule.

measures, show_measures         what should be done, by whom, and how well the need is known
items, show_items               the numbers and quotes that bear on a pathway
strengths, show_strengths       how strong the evidence is, and the number that is highest
draw_matrix                     pathways against kinds of evidence, with the strength of each
"""

from helpers.chapters.pathways.evidence import items, show_items, show_strengths, strengths
from helpers.chapters.pathways.matrix import draw_matrix
from helpers.chapters.pathways.measures import measures, show_measures

__all__ = [
    "draw_matrix",
    "items",
    "measures",
    "show_items",
    "show_measures",
    "show_strengths",
    "strengths",
]

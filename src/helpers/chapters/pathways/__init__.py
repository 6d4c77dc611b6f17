"""What stands behind each pathway of chapter 4, and how strongly by our rule.

items, show_items               the numbers and quotes that bear on a pathway
strengths, show_strengths       how strong the evidence is, and what carries it
draw_matrix                     pathways against kinds of evidence, with the strength of each
"""

from helpers.chapters.pathways.evidence import items, show_items, show_strengths, strengths
from helpers.chapters.pathways.matrix import draw_matrix

__all__ = ["draw_matrix", "items", "show_items", "show_strengths", "strengths"]

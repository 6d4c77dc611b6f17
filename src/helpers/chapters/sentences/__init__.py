"""Do the report's main sentences stand on the report's own numbers?

assess            every sentence with its assessment, its share, ranges and the reasons
draw_sentences    which stand, and by how much the numbers carry them
show_sentences    the sentences with the arithmetic
specifications    every defensible way to hold every sentence against the numbers
draw_specifications, show_specifications
                  in how many of these ways each sentence stands
"""

from helpers.chapters.sentences.assessments import assess, show_sentences
from helpers.chapters.sentences.charts import draw_sentences
from helpers.chapters.sentences.curves import (
    draw_specifications,
    show_specifications,
    specifications,
)

__all__ = [
    "assess",
    "draw_sentences",
    "draw_specifications",
    "show_sentences",
    "show_specifications",
    "specifications",
]

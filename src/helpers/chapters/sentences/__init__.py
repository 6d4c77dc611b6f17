"""Do the report's main sentences stand on the report's own numbers?

assess            every sentence with its assessment, its share, ranges and the reasons
draw_sentences    which stand, and by how much the numbers carry them
show_sentences    the sentences with the arithmetic
"""

from helpers.chapters.sentences.assessments import assess, show_sentences
from helpers.chapters.sentences.charts import draw_sentences

__all__ = ["assess", "draw_sentences", "show_sentences"]

"""What was answered, how often, and how far can the truth lie from it?

shares, shares_of, draw_shares          shares of a base, with interval and bounds
leads, show_leads, lead_numbers          is one answer ahead of another by more than chance?
counts, draw_counts, show_instruments   how often each answer was given
contents, show_contents                 what stands behind each answer, in our words
table, show_answers                     what is printed of each answer, and what follows
part, draw_part                         one count within its base
households, draw_households             who heads the households, by region
themes, draw_themes                     what was said of local bodies, by theme and direction
matches, draw_matches                   answers to several questions about the same thing
quotes, show_quotes                     the printed quotes, coded
foundation, show_foundation             when the organisations were founded, where that is known
inventory, show_inventory               figures and tables of the report, and what is missing
"""

from helpers.chapters.answers.charts import (
    counts,
    draw_counts,
    draw_shares,
    shares,
    shares_of,
)
from helpers.chapters.answers.groups import (
    draw_households,
    draw_matches,
    draw_part,
    draw_themes,
    households,
    matches,
    part,
    themes,
)
from helpers.chapters.answers.leads import lead_numbers, leads, show_leads
from helpers.chapters.answers.tables import (
    contents,
    foundation,
    inventory,
    quotes,
    show_answers,
    show_contents,
    show_foundation,
    show_instruments,
    show_inventory,
    show_quotes,
    table,
)

__all__ = [
    "contents",
    "counts",
    "draw_counts",
    "draw_households",
    "draw_matches",
    "draw_part",
    "draw_shares",
    "draw_themes",
    "foundation",
    "households",
    "inventory",
    "lead_numbers",
    "leads",
    "matches",
    "part",
    "quotes",
    "shares",
    "shares_of",
    "show_answers",
    "show_contents",
    "show_foundation",
    "show_instruments",
    "show_inventory",
    "show_leads",
    "show_quotes",
    "table",
    "themes",
]

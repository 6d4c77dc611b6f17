"""What people of each town spoke of, with the way to the town's card on the page of the towns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.outputs import tables
from helpers.outputs.tables import Markdown
from helpers.paths import TOWNS_PAGE

if TYPE_CHECKING:
    import pandas as pd

    from helpers.study import Study

# As a link in a notebook, one directory below the page.
_CARD = f"../{TOWNS_PAGE}#town-"
_NUMBER = re.compile(r"\{\{<\s*var (?P<claim_id>\w+)\s*>\}\}")
_SPOKEN_OF = "local_problem"


def spoken_of(study: Study) -> pd.DataFrame:
    """What did people of each town speak of? One row per town: place (id), town, said, claim_ids.

    `said` is text in our words, several subjects separated by semicolons; missing where the report
    tells of none. `claim_ids` are those of the numbers in it.
    """
    import pandas as pd

    rows = []
    for town in study.codebook.towns():
        said = [
            study.category_label(_SPOKEN_OF, fact.category)
            for fact in study.town_facts
            if (fact.place, fact.variable) == (town.id, _SPOKEN_OF)
        ]
        text = "; ".join(said)
        rows.append(
            {
                "place": town.id,
                "town": study.label("places", town.id),
                "said": _with_numbers(study, text) or None,
                "claim_ids": " ".join(_NUMBER.findall(text)),
            }
        )
    return pd.DataFrame(rows)


def show_spoken_of(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show what was spoken of, each town a link to its card; columns as `spoken_of` makes them."""
    tables.check_columns(frame, ("place", "town", "said"), "show_spoken_of", rows=True)
    headings = {"town": study.text("Town"), "said": study.text("What people spoke of")}
    links = {"town": [f"{_CARD}{place}" for place in frame["place"]]}
    return tables.show_table(frame, study, name=name, columns=headings, links=links)


def show_links(study: Study) -> Markdown:
    """Show the names of all towns in a line, each a link to its card."""
    towns = [
        f"[{study.label('places', town.id)}]({_CARD}{town.id})" for town in study.codebook.towns()
    ]
    return Markdown(f"{study.text('Cards of the towns')}: {' · '.join(towns)}")


def _with_numbers(study: Study, text: str) -> str:
    """A text of the codebook with the printed numbers that it names."""
    return _NUMBER.sub(lambda match: study.printed(study.ledger[match["claim_id"]]), text)

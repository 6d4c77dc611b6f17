"""A card for each town of the focus groups, set into `towns.qmd` where it says so.

A card holds what the report says of its town and nothing else: what people spoke of, the language
of their talk, when the groups of the region met, the town's score. What the report does not print
is named on the card as not published. Everything comes from `town_facts.csv`, `claims.csv` and the
codebook, so that a row added there is on the card.
"""

from __future__ import annotations

from helpers.interface import marked
from helpers.ledger.codebook import Place
from helpers.study import Study

MARK = "<!-- town cards -->"
LIST_MARK = "<!-- town list -->"

# What stands on a card in full sentences, and below them in a list, by variable of the town facts.
SPOKEN_OF = "local_problem"
REMARKS = "town_circumstance"
LANGUAGE = "discussion_language"
DATES = "fieldwork_date"

NOT_PUBLISHED = marked("not published")


def with_cards(text: str, study: Study) -> str:
    """The page with the list of towns and the cards in the places that it keeps for them."""
    towns = study.codebook.towns()
    cards = "\n\n".join(card(study, town) for town in towns)
    links = " · ".join(f"[{study.label('places', town.id)}](#town-{town.id})" for town in towns)
    return text.replace(MARK, cards).replace(LIST_MARK, links)


def card(study: Study, town: Place) -> str:
    """The card of a town as Markdown: its heading with an anchor, what was said, the facts."""
    problems = [f"- {_sentence(said)}" for said in _said(study, town.id, SPOKEN_OF)]
    facts = {
        study.text("Where"): study.label("places", town.region),
        study.text("Focus groups of the region"): _dates(study, town.region),
        study.text("Language of the talk"): "; ".join(_said(study, town.id, LANGUAGE)),
        study.text("Score of interaction"): _score(study, town.id),
        study.text("Level"): _level(study, town.id),
    }
    missing = study.text(NOT_PUBLISHED)
    parts = [
        f"## {study.label('places', town.id)} {{#town-{town.id} .unnumbered}}",
        f"**{study.text('What people spoke of')}**",
        "\n".join(problems),
        f"**{study.text('The meeting and the answers')}**",
        " ".join(_said(study, town.id, REMARKS)),
        "\n".join(f"- {name}: {value or missing}" for name, value in facts.items()),
    ]
    return "\n\n".join(part for part in parts if part)


def _said(study: Study, place: str, variable: str) -> list[str]:
    """What the report says of a town, in the words of the codebook."""
    return [
        study.category_label(variable, fact.category)
        for fact in study.town_facts
        if (fact.place, fact.variable) == (place, variable)
    ]


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def _dates(study: Study, region: str) -> str:
    """From the first to the last day of a region's discussions; empty where neither is printed."""
    ends = [
        study.ledger.select(variable=DATES, kind="date", category=category, place=region)
        for category in ("focus_groups_start", "focus_groups_end")
    ]
    if not all(ends):
        return ""
    first, last = (claims[0].printed for claims in ends)
    return study.edition.days(first, last)


def _score(study: Study, place: str) -> str:
    """The printed score as a number that leads to the ledger; empty where there is none."""
    found = [claim.claim_id for claim in study.scores() if claim.place == place]
    if not found:
        return ""
    score, maximum = (f"{{{{< var {claim_id} >}}}}" for claim_id in (found[0], "scale_max"))
    return study.text("{score} of {maximum}").format(score=score, maximum=maximum)


def _level(study: Study, place: str) -> str:
    level = study.levels.get(place)
    return study.category_label("interaction_level", level) if level else ""

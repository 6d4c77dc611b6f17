"""How a voice is named wherever the book shows it, and how far two coders of voices agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.interface import marked
from helpers.ledger.quotes import REPRESENTATIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.ledger.quotes import Quote
    from helpers.statistics.reliability import Agreement
    from helpers.study import Study

# What two coders of a quote decide.
CODED = {"theme": marked("Theme"), "direction": marked("Direction")}


def anchor(quote_id: str) -> str:
    """The id of a voice on the page Voices.

    >>> anchor("q07")
    'voice-q07'
    """
    return f"voice-{quote_id}"


def speaker_label(study: Study, speaker: str) -> str:
    """A woman, a man, or somebody of whom the report says no more than that an NGO sent them."""
    if speaker == REPRESENTATIVE:
        return study.text("representative of an NGO")
    return study.label("genders", speaker)


def attribution(study: Study, quote: Quote) -> str:
    """Where somebody speaks and who: "Zhetysu Region, woman"."""
    region = study.label("places", quote.region) if quote.region else ""
    return ", ".join(filter(None, (region, speaker_label(study, quote.speaker))))


def agreement_text(study: Study, agreements: Sequence[Agreement]) -> str:
    """What the second coder makes of the codes, as sentences or a list in Markdown."""
    if not agreements:
        return study.text("Nobody has coded the quotes a second time yet; no agreement is claimed.")
    line = study.text(
        "{column}: alpha {alpha}; quotes coded by both: {n_units}; of these coded alike: {n_alike}"
    )
    return "\n".join(
        "- "
        + line.format(
            column=study.text(CODED[each.column]),
            alpha=study.text("not defined, with a single code")
            if each.alpha is None
            else study.edition.number(each.alpha, 2),
            n_units=study.edition.number(each.n_units),
            n_alike=study.edition.number(each.n_alike),
        )
        for each in agreements
    )

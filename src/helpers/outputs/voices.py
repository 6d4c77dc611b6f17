"""How a voice is named wherever the book shows it: who speaks, from where, and its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.ledger.quotes import REPRESENTATIVE

if TYPE_CHECKING:
    from helpers.ledger.quotes import Quote
    from helpers.study import Study


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

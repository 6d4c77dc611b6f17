"""Quotes: words of one person, released only with attributes that several others share.

A quote shows attributes of who said it (region, gender, type of organisation). Those of them that
the rules name as identifying together are counted among the respondents: fewer than
`quote_respondents`, the speaker included, and the quote is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.disclosure.released import Refusal
from helpers.disclosure.rules import QUOTE, Rules


@dataclass(frozen=True)
class CodedQuote:
    """One quote: its id, its words, and the attributes that would stand beside it."""

    quote_id: str
    words: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def check_quotes(
    quotes: Iterable[CodedQuote],
    rules: Rules,
    *,
    respondents: Sequence[Mapping[str, str]],
    personal: Callable[[str], object] | None = None,
) -> tuple[list[CodedQuote], list[Refusal]]:
    """Which quotes may be released, and what was refused.

    respondents    attributes of everybody who could have said it, the rows of the answers or of the
                   register; an attribute they do not have hides nobody, and refuses the quote
    personal       finds personal data in words; what it finds refuses the quote

    A refusal has the quote's id as its table and the identifying attributes as its cell.
    """
    released, refused = [], []
    for quote in quotes:
        shown = {
            name: value
            for name, value in quote.attributes.items()
            if name in rules.quote_combination and value
        }
        number = sum(shown.items() <= dict(each).items() for each in respondents)
        has_names = personal is not None and bool(personal(quote.words))
        if number < rules.quote_respondents or has_names:
            cell = ("words",) if has_names else tuple(shown)
            refused.append(Refusal(quote.quote_id, (cell,), QUOTE))
        else:
            released.append(quote)
    return released, refused

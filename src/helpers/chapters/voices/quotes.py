"""The voices that speak of a subject, and how a chapter shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.ledger.csv_files import suggest
from helpers.outputs import tables, voices
from helpers.paths import VOICES_PAGE

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# As a link in a notebook, one directory below the page.
_PAGE = f"../{VOICES_PAGE}"
_NAME = re.compile(r"quotes-[a-z0-9][a-z0-9-]*")


def quotes(
    study: Study,
    *,
    chapter: str | None = None,
    themes: str | Sequence[str] | None = None,
    direction: str | None = None,
) -> pd.DataFrame:
    """Which voices speak in a chapter of the report, of some themes, in a direction?

    One row each, in the order of the report; with several themes, in the order of these. Columns:
    quote_id, chapter, theme, direction, region (ids of the codebook), speaker (woman, man or
    representative), theme_label, direction_label, region_label, speaker_label, attribution (region
    and speaker), paraphrase. Raises `ArgumentError` for an id that the codebook does not have, and
    where no voice fits.
    """
    import pandas as pd

    wanted = _listed(themes)
    _check_known(study, "chapters", _listed(chapter))
    _check_known(study, "quote_themes", wanted)
    _check_known(study, "directions", _listed(direction))
    found = [
        quote
        for quote in study.quotes
        if chapter in (None, quote.chapter)
        and (not wanted or quote.theme in wanted)
        and direction in (None, quote.direction)
    ]
    if not found:
        raise ArgumentError("no voice fits; leave out the chapter, a theme or the direction")
    if wanted:
        found.sort(key=lambda quote: wanted.index(quote.theme))
    return pd.DataFrame(
        [
            {
                **{key: getattr(quote, key) for key in ("quote_id", "chapter", "theme")},
                **{key: getattr(quote, key) for key in ("direction", "region", "speaker")},
                "theme_label": study.label("quote_themes", quote.theme),
                "direction_label": study.label("directions", quote.direction),
                "region_label": study.label("places", quote.region) if quote.region else "",
                "speaker_label": voices.speaker_label(study, quote.speaker),
                "attribution": voices.attribution(study, quote),
                "paraphrase": quote.paraphrase(study.language),
            }
            for quote in found
        ]
    )


def show_quotes(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show voices one below the other, each with a link to its place on the page Voices.

    Columns as `quotes` makes them. `name` is the id of the list, "quotes-" and a word, the same as
    the cell's label; the page Voices leads back to it.
    """
    columns = ("quote_id", "attribution", "paraphrase")
    tables.check_columns(frame, columns, "show_quotes", rows=True)
    if not _NAME.fullmatch(name):
        raise ArgumentError(f"name {name!r}: write quotes- and small letters, as quotes-money")
    title = study.text("This voice among all voices")
    texts = list(frame["paraphrase"])
    # An id on words stays in every format; one on a block is lost in print.
    texts[0] = f"[{texts[0]}]{{#{name}}}"
    said = [
        f'> {text}\\\n> [{row.attribution}]({_PAGE}#{voices.anchor(row.quote_id)} "{title}")'
        for text, row in zip(texts, frame.itertuples(), strict=True)
    ]
    return tables.Markdown("\n\n".join(["::: {.voices}", *said, ":::"]))


def _listed(given: str | Iterable[str] | None) -> list[str]:
    if given is None:
        return []
    return [given] if isinstance(given, str) else list(given)


def _check_known(study: Study, section: str, ids: Iterable[str]) -> None:
    known = study.codebook.labels[section]
    for each in ids:
        if each not in known:
            hint = suggest(str(each), known)
            raise ArgumentError(f"no {each!r} in the codebook's {section}; {hint}")

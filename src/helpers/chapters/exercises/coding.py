"""An exercise on what people said: quotes coded by the reader, compared with our codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.chapters.exercises.outcomes import off, right, unanswered
from helpers.interface import marked
from helpers.outputs import tables
from helpers.statistics.reliability import agreement

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.quotes import Quote
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# The complaints of the report's chapter on the regions.
CHAPTER, DIRECTION = "3", "negative"

# Below it Krippendorff would draw no conclusions, not even tentative ones.
LEAST_ALPHA = 0.667

CODE = {
    "kind": marked("the answer is a {kind}; write a code for each quote, as a dict"),
    "quote": marked("{key} is none of these quotes"),
    "theme": marked("{quote}: {theme} is none of these codes"),
    "missing": marked("without a code: {quotes}"),
    "alpha": marked(
        "coded as we did: {n} of {all}, alpha {alpha}, which is below {least}. Read the "
        "definitions again and look once more at {quotes}"
    ),
}
HEADINGS = {
    "quote_id": marked("Quote"),
    "paraphrase": marked("In our words"),
    "theme": marked("Code"),
    "label": marked("Theme"),
    "definition": marked("Meaning"),
}
ALIKE = marked("You coded all quotes as we did.")
AGREED = marked(
    "Coded as we did: {n} of {all}, alpha {alpha}. We differ on {quotes}, where you may be right."
)


def quotes_to_code(study: Study) -> pd.DataFrame:
    """The quotes to code, without our codes: columns quote_id and paraphrase."""
    import pandas as pd

    rows = [(quote.quote_id, quote.paraphrase(study.language)) for quote in _quotes(study)]
    return pd.DataFrame(rows, columns=["quote_id", "paraphrase"])


def codes_to_choose(study: Study) -> pd.DataFrame:
    """The codes that the quotes can have, in the codebook's order: theme, label, definition."""
    import pandas as pd

    entries = study.codebook.quote_codes
    rows = [
        (theme, study.label("quote_themes", theme), entries[theme]["definition"][study.language])
        for theme in _themes(study)
    ]
    return pd.DataFrame(rows, columns=["theme", "label", "definition"])


def show_to_code(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the quotes to code, or the codes; columns as the functions above make them."""
    tables.check_columns(frame, (), "show_to_code", rows=True)
    headings = {column: study.text(HEADINGS.get(column, column)) for column in frame.columns}
    shown = tables.show_table(frame, study, name=name, columns=headings).text
    # Ids are typed in an answer, whatever the language.
    return tables.Markdown(re.sub(r"(?m)^\| ([a-z0-9_]+) \|", r"| `\1` |", shown))


def check_code(study: Study, codes: object) -> Markdown:
    """How far does the reader agree with us? Right is an agreement that bears a conclusion.

    `codes` maps each quote's id to a theme; `...` is no answer yet, for one of them, too.
    """
    if codes is ...:
        return unanswered(study)
    if not isinstance(codes, dict):
        return off(study, CODE["kind"], kind=type(codes).__name__)
    codes = {key: theme for key, theme in codes.items() if theme is not ...}
    ours = {quote.quote_id: quote.theme for quote in _quotes(study)}
    themes = _themes(study)
    for key, theme in codes.items():
        if key not in ours:
            return off(study, CODE["quote"], key=repr(key))
        if theme not in themes:
            return off(study, CODE["theme"], quote=key, theme=repr(theme))
    if missing := [key for key in ours if key not in codes]:
        return off(study, CODE["missing"], quotes=", ".join(missing))
    unlike = [key for key in ours if codes[key] != ours[key]]
    if not unlike:
        return right(study, study.text(ALIKE))
    found = agreement("theme", ours, codes)
    # Ours are several codes, so that alpha is defined.
    alpha = found.alpha or 0.0
    values = {
        "n": found.n_alike,
        "all": found.n_units,
        "alpha": study.edition.number(alpha, 2),
        "quotes": ", ".join(unlike),
    }
    if alpha < LEAST_ALPHA:
        return off(study, CODE["alpha"], least=study.edition.number(LEAST_ALPHA, 3), **values)
    return right(study, study.text(AGREED).format(**values))


def _quotes(study: Study) -> list[Quote]:
    return [
        quote for quote in study.quotes if (quote.chapter, quote.direction) == (CHAPTER, DIRECTION)
    ]


def _themes(study: Study) -> list[str]:
    used = {quote.theme for quote in _quotes(study)}
    return [theme for theme in study.codebook.labels["quote_themes"] if theme in used]

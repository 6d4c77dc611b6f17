"""Tables of answers and of what the report prints at all, ready to show in a chapter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.outputs import tables
from helpers.outputs.words import word
from helpers.statistics import survey

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study


def show_answers(study: Study, variable: str, *, name: str) -> Markdown:
    """A variable's answers: printed count and percent, recomputed share, interval and bounds.

    Columns without any entry are left out. Raises `ArgumentError` when nothing is printed.
    """
    frame = answers(study, variable)
    headings = {
        "label": study.label("variables", variable),
        "count": word("count", study.language),
        "percent": word("percent_printed", study.language),
        "recomputed": word("recomputed", study.language),
        "wilson": word("interval_short", study.language),
        "bounds": word("bounds_short", study.language),
    }
    shown = {key: text for key, text in headings.items() if frame[key].notna().any()}
    computed = ["recomputed", "wilson", "bounds"]
    frame[computed] = frame[computed].fillna(word("nothing_missing", study.language))
    return tables.markdown(frame, study, name=name, columns=shown)


def answers(study: Study, variable: str) -> pd.DataFrame:
    """One row per category: label, count, percent, recomputed, wilson, bounds, as text, and the
    claims behind them (claim_ids, base).

    Missing where the report prints nothing or the measure does not apply.
    """
    import pandas as pd

    rows = []
    for category, label in study.codebook.variables[variable].categories.items():
        printed = {
            claim.kind: claim
            for claim in reversed(study.ledger.select(variable=variable, category=category))
        }
        count, percent = printed.get("count") or printed.get("total"), printed.get("percent")
        if count is None and percent is None:
            continue
        rows.append({"label": label[study.language], **_measures(study, count, percent)})
    if not rows:
        raise ArgumentError(f"the ledger prints no count or percent for {variable!r}")
    return pd.DataFrame(rows)


def show_inventory(study: Study, *, name: str) -> Markdown:
    """Every numbered figure and table of the report: its subject, how many of its numbers the text
    prints, and what is missing."""
    import pandas as pd

    by_location = {
        location: variable
        for variable in study.codebook.variables.values()
        for location in variable.location.split(", ")
        if location != "text"
    }
    n_claims = Counter(
        claim.variable
        for claim in study.ledger.values()
        if claim.kind not in ("rank", "base") and (claim.category or claim.place)
    )
    rows = []
    for location in sorted(by_location, key=_place_in_list):
        variable = by_location[location]
        kind, number = location.split()
        rows.append(
            {
                "what": f"{word(kind, study.language)} {number}",
                "subject": variable.label[study.language],
                "printed": n_claims[variable.id],
                "missing": variable.not_published.get(study.language)
                or word("nothing_missing", study.language),
            }
        )
    headings = ("what", "subject", "printed_numbers", "missing")
    columns = ("what", "subject", "printed", "missing")
    named = {c: word(h, study.language) for c, h in zip(columns, headings, strict=True)}
    return tables.markdown(pd.DataFrame(rows), study, name=name, columns=named)


def show_quote_themes(study: Study, *, name: str, chapter: str) -> Markdown:
    """How many of a chapter's printed quotes carry each theme, by direction; most frequent first.

    Counts of what the report chose to print, not of what was said.
    """
    import pandas as pd

    quotes = [quote for quote in study.quotes if quote.chapter == chapter]
    counts = Counter((quote.theme, quote.direction) for quote in quotes)
    directions = [d for d in study.codebook.labels["directions"] if any(k[1] == d for k in counts)]
    totals = Counter(quote.theme for quote in quotes)
    rows = [
        {"theme": study.label("quote_themes", theme)}
        | {direction: counts[theme, direction] for direction in directions}
        for theme, _ in totals.most_common()
    ]
    columns = {"theme": word("quote_theme", study.language)}
    columns |= {direction: study.label("directions", direction) for direction in directions}
    return tables.markdown(pd.DataFrame(rows), study, name=name, columns=columns)


def _place_in_list(location: str) -> tuple[str, int]:
    """Figures before tables, each by number."""
    kind, number = location.split()
    return kind, int(number)


def _measures(study: Study, count: object, percent: object) -> dict[str, object]:
    claim = count or percent
    recomputed = study.ledger.recompute(percent.claim_id) if percent else None
    if recomputed is None and count and count.base:
        recomputed = 100 * count.value / study.ledger[count.base].value
    ranges = survey.survey_intervals(study, claim)
    shown = {kind: survey.range_text(study, kind, ends) for kind, ends in ranges.items()}
    return {
        "claim_ids": " ".join(each.claim_id for each in (count, percent) if each),
        "base": claim.base,
        "count": int(count.value) if count else None,
        "percent": study.printed(percent) if percent else None,
        "recomputed": study.edition.percent(recomputed, 1) if recomputed is not None else None,
        "wilson": shown.get("wilson"),
        "bounds": shown.get("bounds"),
    }

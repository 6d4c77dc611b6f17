"""Tables of answers, of quotes, and of what the report prints at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.chapters.answers import charts
from helpers.errors import ArgumentError
from helpers.outputs import tables
from helpers.outputs.figures import LOCATIONS
from helpers.statistics import survey

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Claim
    from helpers.ledger.codebook import Variable
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

NOTHING = "—"
FOUNDATION = "registration_year"


def table(study: Study, variable: str) -> pd.DataFrame:
    """What does the report print of each answer, and what follows from it?

    One row per answer, in the codebook's order: answer, count (a number), percent, recomputed,
    wilson, bounds (as text), claim_ids, base (claim). Missing where the report prints nothing or
    the measure does not apply. Raises `ArgumentError` when nothing is printed, or the codebook has
    no such variable.
    """
    import pandas as pd

    tables.check_variable(study, variable)
    rows = []
    for category, label in study.codebook.variables[variable].categories.items():
        printed = {
            claim.kind: claim
            for claim in reversed(study.ledger.select(variable=variable, category=category))
        }
        count, percent = printed.get("count") or printed.get("total"), printed.get("percent")
        if count or percent:
            rows.append({"answer": label[study.language], **_measures(study, count, percent)})
    if not rows:
        raise ArgumentError(f"the ledger prints no count or percent for {variable!r}")
    return pd.DataFrame(rows)


def show_answers(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show a table of answers; columns as `table` makes them, those without any entry left out."""
    tables.check_columns(frame, ("answer", "claim_ids"), "show_answers", rows=True)
    first = study.ledger[frame["claim_ids"].iloc[0].split()[0]]
    headings = {
        "label": study.label("variables", first.variable),
        "count": study.text("Count"),
        "percent": study.text("Percent printed"),
        "recomputed": study.text("Recomputed"),
        "wilson": study.text("95% interval"),
        "bounds": study.text("Bounds, register"),
    }
    frame = frame.rename(columns={"answer": "label"})
    filled = set(frame.columns[frame.notna().any()])
    shown = {column: heading for column, heading in headings.items() if column in filled}
    gaps = dict.fromkeys(("recomputed", "wilson", "bounds"), NOTHING)
    return tables.show_table(frame.fillna(gaps), study, name=name, columns=shown)


def contents(study: Study, variable: str) -> pd.DataFrame:
    """What stands behind each answer, and how often was it given? Most mentions first.

    Columns answer, description (in our words; missing where the codebook has none), count,
    claim_id. Raises `ArgumentError` as `charts.counts`.
    """
    frame = charts.counts(study, variable)
    categories = [study.ledger[claim_id].category for claim_id in frame["claim_id"]]
    texts = [
        study.codebook.description(variable, category, study.language) or None
        for category in categories
    ]
    frame.insert(1, "description", texts)
    kept = ["answer", "description", "count", "claim_id"]
    return frame[kept].sort_values("count", ascending=False, kind="stable", ignore_index=True)


def show_contents(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show answers with what stands behind them; columns as `contents` makes them."""
    tables.check_columns(
        frame, ("answer", "description", "count", "claim_id"), "show_contents", rows=True
    )
    first = study.ledger[frame["claim_id"].iloc[0]]
    headings = {
        "answer": study.label("variables", first.variable),
        "description": study.text("What stands behind it"),
        "count": study.text("Mentions"),
    }
    return tables.show_table(frame, study, name=name, columns=headings)


def show_instruments(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the parts of the instruments and their size; columns as `counts` makes them."""
    tables.check_columns(frame, ("answer", "count", "claim_id"), "show_instruments")
    claims = [study.ledger[claim_id] for claim_id in frame["claim_id"]]
    data = frame[["claim_id"]].assign(
        label=frame["answer"],
        value=frame["count"].astype(float),
        base=[claim.base for claim in claims],
    )
    headings = {
        "label": study.text("Part of an instrument"),
        "value": study.text_in("how many", "Number"),
    }
    return tables.show_table(data, study, name=name, columns=headings)


def inventory(study: Study) -> pd.DataFrame:
    """Which numbered figures and tables has the report, and what of them is in its text?

    One row each: what ("figure 1"), subject, printed (how many of its numbers are known), missing
    (what is not there; a number that is handed in is counted out of it).
    """
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
                "what": study.text(LOCATIONS[kind]).format(n=number),
                "subject": variable.label[study.language],
                "printed": n_claims[variable.id],
                "missing": _missing(study, variable, n_claims[variable.id]),
            }
        )
    return pd.DataFrame(rows)


def _missing(study: Study, variable: Variable, n_printed: int) -> str:
    """What the codebook says is missing, `{printed}` and `{left}` (of the regions) filled in."""
    said, left = variable.not_published.get(study.language, ""), len(study.codebook.regions())
    left -= n_printed
    if not said or ("{left}" in said and not left):
        return NOTHING
    return said.format(printed=n_printed, left=left)


def foundation(study: Study) -> pd.DataFrame:
    """When were the surveyed organisations founded? One row per period whose count is known.

    Columns period, count, claim_id, base; one row without a count where none is known.
    """
    import pandas as pd

    claims = study.ledger.select(variable=FOUNDATION, kind="count")
    rows = [
        {
            "period": study.category_label(FOUNDATION, claim.category),
            "count": float(claim.value),
            "claim_id": claim.claim_id,
            "base": claim.base,
        }
        for claim in claims
    ]
    nothing = {"period": NOTHING, "count": None, "claim_id": "", "base": ""}
    return pd.DataFrame(rows or [nothing])


def show_foundation(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the periods of foundation; columns as `foundation` makes them."""
    headings = {"period": study.text("Founded"), "count": study.text("Organisations")}
    tables.check_columns(frame, tuple(headings), "show_foundation", rows=True)
    return tables.show_table(frame, study, name=name, columns=headings)


def show_inventory(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the figures and tables of the report; columns as `inventory` makes them."""
    headings = {
        "what": study.text("Shown in the report"),
        "subject": study.text("Subject"),
        "printed": study.text("Numbers known"),
        "missing": study.text("Not published"),
    }
    tables.check_columns(frame, tuple(headings), "show_inventory")
    return tables.show_table(frame, study, name=name, columns=headings)


def quotes(study: Study) -> pd.DataFrame:
    """The quotes that the report prints, coded: one row each.

    Columns chapter, theme, direction, region, gender (ids; empty where the report states nothing).
    What was said is in `helpers.chapters.voices`.
    """
    import pandas as pd

    columns = ("chapter", "theme", "direction", "region", "gender")
    rows = [[getattr(quote, column) for column in columns] for quote in study.quotes]
    return pd.DataFrame(rows, columns=columns)


def show_quotes(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show how many quotes carry each theme, by direction; most frequent first.

    Counts of what the report chose to print, not of what was said. Columns as `quotes` makes them.
    """
    tables.check_columns(frame, ("theme", "direction"), "show_quotes", rows=True)
    counts = frame.groupby(["theme", "direction"]).size().unstack(fill_value=0)
    totals = frame.groupby("theme", sort=False).size().sort_values(ascending=False, kind="stable")
    counts = counts.loc[totals.index]
    directions = [each for each in study.codebook.labels["directions"] if each in counts]
    labels = [study.label("quote_themes", theme) for theme in counts.index]
    data = counts[directions].assign(theme=labels)
    columns = {"theme": study.text("Theme")}
    columns |= {direction: study.label("directions", direction) for direction in directions}
    return tables.show_table(data, study, name=name, columns=columns)


def _place_in_list(location: str) -> tuple[str, int]:
    """Figures before tables, each by number."""
    kind, number = location.split()
    return kind, int(number)


def _measures(study: Study, count: Claim | None, percent: Claim | None) -> dict[str, object]:
    claim = count or percent
    recomputed = study.ledger.recompute(percent.claim_id) if percent else None
    if recomputed is None and count and count.base:
        recomputed = 100 * count.value / study.ledger[count.base].value
    ranges = survey.survey_intervals(study, claim)
    shown = {kind: survey.range_text(study, ends) for kind, ends in ranges.items()}
    return {
        "count": int(count.value) if count else None,
        "percent": study.printed(percent) if percent else None,
        "recomputed": study.edition.percent(recomputed, 1) if recomputed is not None else None,
        "wilson": shown.get("wilson"),
        "bounds": shown.get("bounds"),
        "claim_ids": " ".join(each.claim_id for each in (count, percent) if each),
        "base": claim.base,
    }

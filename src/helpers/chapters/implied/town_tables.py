"""Tables and numbers of the towns' scorings, for the chapter's text and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.implied.town_words import town_word
from helpers.chapters.implied.towns import TownScoring, agreeing, union_of_sizes
from helpers.outputs import tables

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study


def scoring_frame(study: Study, found: tuple[TownScoring, ...]) -> pd.DataFrame:
    """One row per scoring and town.

    Columns scoring (its place among `found`), points, missing, place, claim_id, status, low, high
    (forms; missing unless the scoring agrees), unasked (status word, "" unless it agrees).
    """
    import pandas as pd

    claims = study.scores()
    rows = []
    for number, each in enumerate(found):
        for claim in claims:
            low, high = each.sizes.get(claim.place, (None, None))
            row = {"scoring": number, "points": each.scheme.name, "missing": each.scheme.missing}
            row |= {"place": claim.place, "claim_id": claim.claim_id, "status": each.status}
            row |= {"low": low, "high": high, "unasked": each.unasked.get(claim.place, "")}
            rows.append(row)
    return pd.DataFrame(rows)


def show_scorings(study: Study, found: tuple[TownScoring, ...], *, name: str) -> Markdown:
    """Every scoring: do the printed means agree with it, how many forms, which town unasked?"""
    import pandas as pd

    columns = ("points", "missing", "result", "forms", "unasked")
    frame = pd.DataFrame([_scoring_row(study, each) for each in found])
    headings = {column: town_word(f"column_{column}", study.language) for column in columns}
    return tables.markdown(frame, study, name=name, columns=headings)


def town_numbers(study: Study, found: tuple[TownScoring, ...]) -> dict[str, str]:
    """Numbers for the prose.

    scorings_tried, scorings_agreeing, town_questions (asked of the solver), forms_total_low and
    _high, and for every town forms_<town>_low and _high over all scorings that agree; forms_least
    (the smallest number any town can have had), esik_zero_least (of Esik under 3/1/0 with "zero").
    """
    agree = agreeing(found)
    union = union_of_sizes(found)
    totals = [each.total for each in agree if each.total]
    numbers = {
        "scorings_tried": len(found),
        "scorings_agreeing": len(agree),
        "town_questions": sum(each.n_questions for each in found),
        "forms_total_low": min(low for low, _ in totals),
        "forms_total_high": max(high for _, high in totals),
    }
    for town, (low, high) in union.items():
        numbers |= {f"forms_{town}_low": low, f"forms_{town}_high": high}
    for each in agree:
        key = each.scheme.name.replace("/", "").replace(".", "")
        for town, (low, high) in each.sizes.items():
            stem = f"forms_{town}_{key}_{each.scheme.missing}"
            numbers |= {f"{stem}_low": low, f"{stem}_high": high}
    return {name: study.edition.number(number) for name, number in numbers.items()}


def _scoring_row(study: Study, each: TownScoring) -> dict[str, object]:
    language = study.language
    results = {"feasible": town_word("agree", language)}
    if each.status == "infeasible":
        cost = town_word("cost", language).format(n=study.edition.number(each.n_more or 0))
        results["infeasible"] = cost
    towns = [study.label("places", town) for town in each.possible_unasked]
    names = ", ".join(towns) or town_word("none", language)
    if towns and len(towns) == len(each.unasked):
        names = town_word("any_town", language)
    total = "–".join(study.edition.number(end) for end in each.total or ())
    return {
        "points": each.scheme.name,
        "missing": town_word(each.scheme.missing, language),
        "result": results.get(each.status, town_word("undecided", language)),
        "forms": total or town_word("none", language),
        "unasked": names,
        "claim_ids": " ".join(claim.claim_id for claim in study.scores()),
    }

"""The respondents as their own chapter counts them: groups, the register beside them, the tables.

    survey_location   in one of the three cities of republican significance, or outside them
    staff_class       up to five people, or more
    financial_report  whether the organisation's report in the register was a zero report

The tables go through the gate, where "<wave>/" stands before their names:

    respondents/difficulty.<answer>.need    needs of those who named a difficulty, and of the others
    respondents/difficulty.location         difficulties by place
    respondents/funding.staff               sources of funding by number of staff
    respondents/participation.impact        two questions with one answer each
    respondents/response.<group>            who of the register answered, by place and zero report

A table of two questions of which many cells are small is left out: what protects them would be
numbers of the whole, which say more than it does.

By region there is none: beside the questionnaires' own regions it would be a second count of the
same, and one of the two could be solved for what the other withholds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from helpers import paths
from helpers.disclosure.rules import load_rules
from helpers.disclosure.tables import LEFT, NO_ANSWER, NOT_ANSWERED, TICKED, count

if TYPE_CHECKING:
    import pandas as pd

    from helpers.disclosure.tables import CountTable

PLACE = "place"
REGION = "register_region"
ZERO = "financial_report"
GROUPS = ("survey_location", "staff_class")
BLOCKS = ("difficulty", "need", "training_topic", "obstacle", "funding_source")
SINGLES = ("participation_level", "local_impact", "technology_limits")
ALONE = ("__none", "__dont_know", "__other")
SMALL_STAFF = 5
FEW_PROP = 0.2  # of the cells of a table, that may be small
YES_NO = (TICKED, LEFT, NO_ANSWER)
OUTSIDE, INSIDE = "outside_three_cities", "three_cities"
CITIES = ("astana", "almaty_city", "shymkent")


def answers_of(rows: pd.DataFrame, block: str) -> list[str]:
    """The columns of a question with several answers, but for what was written in."""
    return [name for name in map(str, rows.columns) if name.startswith(f"{block}__")]


def with_groups(instrument: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the groups that are compared; an answer that was not given is missing."""
    import pandas as pd

    if instrument != "survey" or "staff" not in rows:
        return rows
    singles = {
        name: rows[name].mask(rows[name] == NOT_ANSWERED) for name in SINGLES if name in rows
    }
    staff = pd.to_numeric(rows["staff"])
    is_small = (staff <= SMALL_STAFF).map({True: "to_5", False: "over_5"})
    return rows.assign(**singles, staff_class=is_small.where(staff.notna(), None))


def with_register(rows: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame | None:
    """The organisations that were asked, and whether each answered; None where nobody can tell.

    Parameters: `rows` of the survey; `register` as `microdata.questionnaires.prepared` gives it.
    Returns one row per organisation with `organisation`, `register_region`, `financial_report`
    ("zero", "not_zero" or missing), `survey_location` and `answered`, 1 or 0. Respondents who are
    not in the register are no rows of it.
    """
    if "organisation" not in rows or "organisation" not in register:
        return None
    frame = register.loc[register["organisation"].notna()].drop_duplicates("organisation")
    region = frame.get(REGION, frame["region"])
    inside = region.isin(CITIES).map({True: INSIDE, False: OUTSIDE})
    answered = frame["organisation"].isin(rows["organisation"].dropna())
    derived = {REGION: region, GROUPS[0]: inside.where(region.notna(), None)}
    return frame.assign(**{ZERO: frame.get(ZERO), **derived, "answered": answered.astype(int)})


def tables(rows: Mapping[str, pd.DataFrame], wave: str = paths.WAVES[0]) -> list[CountTable]:
    """The tables of the respondents' chapter, for the gate. `rows` as `microdata.prepared` gives.

    A register among the rows adds who answered.
    """
    found: list[CountTable] = []
    if "survey" in rows:
        survey = with_groups("survey", rows["survey"])
        found += _survey_tables(survey, wave)
        joined = with_register(survey, rows["register"]) if "register" in rows else None
        found += _response_tables(joined, wave) if joined is not None else []
    return found


def _survey_tables(rows: pd.DataFrame, wave: str) -> Iterator[CountTable]:
    own = {"population": f"{wave}/survey"}
    for column in answers_of(rows, "difficulty"):
        answer = column.partition("__")[2]
        # The gate knows a single answer of a question by this name in every table.
        variable = f"difficulty={answer}"
        ticked = rows[column].map({1: TICKED, 0: LEFT}).fillna(NO_ANSWER)
        named = rows.assign(**{variable: ticked})
        categories = {"categories": {variable: YES_NO}}
        yield count(
            named, _name(wave, f"difficulty.{answer}.need"), (variable, "need"), **categories, **own
        )
    for name, dimensions in _CROSSED.items():
        if all(_is_there(rows, each) for each in dimensions):
            table = count(rows, _name(wave, name), dimensions, **own)
            if not (table.additive and _is_sparse(table)):
                yield table


_CROSSED = {
    "difficulty.location": (GROUPS[0], "difficulty"),
    "funding.staff": (GROUPS[1], "funding_source"),
    "participation.impact": ("participation_level", "local_impact"),
}


def _response_tables(joined: pd.DataFrame, wave: str) -> Iterator[CountTable]:
    own = {"population": f"{wave}/register"}
    for group in (GROUPS[0], ZERO):
        if joined[group].notna().any():
            yield count(joined, _name(wave, f"response.{group}"), (group, "answered"), **own)


def _is_sparse(table: CountTable) -> bool:
    """Whether so many cells are small that withholding them would take totals along."""
    least = load_rules().minimum
    given = [n for key, n in table.counts.items() if NOT_ANSWERED not in key]
    return sum(0 < n < least for n in given) > FEW_PROP * len(given)


def _is_there(rows: pd.DataFrame, variable: str) -> bool:
    return variable in rows or bool(answers_of(rows, variable))


def _name(wave: str, table: str) -> str:
    return f"{wave}/respondents/{table}"

"""What only rows allow: tests, weights and models, each with its assumption or the reason for none.

    towns               the scale and its questions between towns, by permutation
    town_pairs          the score of every two towns
    answers_alike       within a question of several answers: are all named equally often
    answers_by_group    the same questions by where and how large an organisation is
    single_by_group     questions with one answer by the same groups, weighted
    scale_items         how the questions of the scale hang together
    nonresponse         who of the register answered, by place and by zero report
    weights             shares raked to the register, their design effects, and how far they move
    ordinal             the level of participation by place and staff

Every result is a mapping with the same keys:

    n            respondents, or organisations of the register, that it rests on
    groups       names of what is compared; their sizes are in the released tables
    assumption   what has to be taken for granted, in one sentence
    family       the tests that Holm's correction joins; "" where it is one
    values       one mapping per test, answer or coefficient (`release.tested`); p is a number, or
                 only a class ("< 0.05") where the table behind it has a withheld cell
    refused      "" or the reason why nothing was computed; `details` fills its braces

No number here is a count of an answer: those are tables (`release.respondents`) and go through the
gate. Groups below the rules' minimum are in no test, and no answer is whose count is withheld: that
it could be tested would say that it is large enough.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from helpers.disclosure.tables import NOT_ANSWERED
from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.release import survey_tests, town_tests
from helpers.release.respondents import GROUPS, with_groups, with_register
from helpers.release.tested import RefusedError
from helpers.synthetic.watermark import SyntheticDataError

if TYPE_CHECKING:
    import pandas as pd

    from helpers.disclosure.released import Table
    from helpers.disclosure.rules import Rules

    Result = dict[str, Any]

ASSUMPTIONS = {
    "towns": marked("if forms could have been exchanged between towns"),
    "town_pairs": marked("if forms could have been exchanged between two towns"),
    "answers_alike": marked("if respondents answered independently of each other"),
    "answers_by_group": marked("if respondents were a random sample of their group"),
    "single_by_group": marked("if the weighted respondents were a random sample"),
    "scale_items": marked("if one quantity lay behind all questions of the scale"),
    "nonresponse": marked("if each organisation decided by itself whether to answer"),
    "weights": marked("if within a region those who answered stand for those who did not"),
    "ordinal": marked("if every step of the answer had the same odds ratio"),
}
# Tests that were asked together, and that Holm's correction judges together.
FAMILIES = {
    "towns": marked("score and questions of the scale between towns"),
    "town_pairs": marked("every two towns"),
    "answers_alike": marked("answers within a question"),
    "answers_by_group": marked("questions with several answers by group"),
    "single_by_group": marked("questions with one answer by group"),
    "nonresponse": marked("who answered, by group"),
    "ordinal": marked("coefficients of the model"),
}
REASONS = {
    "synthetic": marked(
        "These rows are made up. What is computed from them would measure how they were made."
    ),
    "absent": marked("Nobody answered the questions that this needs."),
    "small": marked(
        "It needs at least {groups} groups of {least} respondents or more; there are fewer."
    ),
    "few": marked("It needs at least {least} respondents; there are fewer."),
    "register": marked("There is no register of the organisations that were asked."),
    "unmatched": marked(
        "Fewer than {least} respondents are found in the register, so who is silent is not known."
    ),
    "sparse": marked("Too few answers are expected in a cell for the test to hold."),
    "levels": marked(
        "Each level of the answer needs at least {least} respondents; one of them has fewer."
    ),
    "odds": marked(
        "The steps of the answer have different odds ratios by more than chance; one for all of "
        "them would describe none."
    ),
    "withheld": marked("a number it needs is withheld"),
    "degenerate": marked("The answers do not differ enough for it to be computed."),
}


def results(
    rows: Mapping[str, pd.DataFrame],
    register: pd.DataFrame | None,
    rules: Rules,
    *,
    withheld: Collection[tuple[str, str]] = (),
) -> dict[str, Result]:
    """All results of a wave, by name, refused ones among them.

    Parameters: `rows` the tables of `microdata.questionnaires.prepared` by instrument; `register`
    the frame that was asked, or None; `rules` of `helpers.disclosure`; `withheld` questions of the
    survey with answers whose counts are (`withheld_answers`).
    """
    frames = {name: with_groups(name, frame) for name, frame in rows.items() if name != "register"}
    if "survey" in frames:
        frames["survey"] = without(frames["survey"], withheld)
    joined = None
    if register is not None and "survey" in frames:
        joined = with_register(frames["survey"], register)
    steps: dict[str, Callable[[], Result]] = {
        "towns": lambda: town_tests.towns(frames, rules),
        "town_pairs": lambda: town_tests.pairs(frames, rules),
        "answers_alike": lambda: survey_tests.answers_alike(frames, rules),
        "answers_by_group": lambda: survey_tests.answers_by_group(frames, rules),
        "single_by_group": lambda: survey_tests.single_by_group(frames, joined, rules),
        "scale_items": lambda: town_tests.items(frames, rules),
        "nonresponse": lambda: survey_tests.nonresponse(joined, rules),
        "weights": lambda: survey_tests.weights(frames, joined, rules, withheld=withheld),
        "ordinal": lambda: survey_tests.ordinal(frames, rules),
    }
    return {name: _computed(name, step) for name, step in steps.items()}


def withheld_answers(tables: Mapping[str, Table], wave: str) -> set[tuple[str, str]]:
    """Question and answer of every withheld count of a wave's survey, from released tables."""
    start = f"{wave}/survey/"
    return {
        (name.removeprefix(start), cell.key[0])
        for name, table in tables.items()
        if name.startswith(start)
        for cell in table.cells
        if cell.value is None
    }


def without(rows: pd.DataFrame, withheld: Collection[tuple[str, str]]) -> pd.DataFrame:
    """The rows without answers whose counts are withheld.

    A question with one answer is left out where it is withheld how many gave none, which the number
    of those who are compared would say.
    """
    columns = [f"{question}__{answer}" for question, answer in withheld]
    columns += [question for question, answer in withheld if answer == NOT_ANSWERED]
    return rows.drop(columns=[name for name in columns if name in rows and name not in GROUPS])


def _computed(name: str, step: Callable[[], Result]) -> Result:
    empty = {"n": None, "groups": [], "values": [], "refused": "", "details": {}}
    empty |= {"assumption": ASSUMPTIONS[name], "family": FAMILIES.get(name, "")}
    try:
        return {**empty, **step()}
    except SyntheticDataError:
        return {**empty, "refused": REASONS["synthetic"]}
    except RefusedError as refusal:
        return {**empty, "refused": REASONS[refusal.reason], "details": refusal.details}
    except ArgumentError:
        return {**empty, "refused": REASONS["degenerate"]}

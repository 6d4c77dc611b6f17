"""What the page that scores a visitor's own group knows: questions, schemes, thresholds, towns.

The page computes in the browser (assets/score.js). Everything it shows or multiplies comes
from here, as fractions written "15/2" and labels in the edition's language, so that nothing is
typed twice and the script has no number of the study.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from helpers.interface import marked
from helpers.ledger.reported import rounding_range
from helpers.scale.levels import (
    DEFAULT_THRESHOLDS,
    LEVELS,
    THRESHOLD_ALTERNATIVES,
    THRESHOLD_NAMES,
    Thresholds,
    printed_levels_reproduced,
)
from helpers.scale.schemes import DEFAULT_SCHEME, MISSING_RULES, QUESTIONS, SCHEMES, Scheme
from helpers.staging.scripted import ScriptedPage
from helpers.study import Study

PAGE = ScriptedPage(
    source="score.qmd",
    directory="score",
    mark="<!-- calculator -->",
    assets=Path(__file__).parent / "assets",
    files=(
        *("fractions.js", "page-parts.js"),
        *("score.js", "score-input.js", "score-result.js", "score-page.js", "score.css"),
    ),
    data="score-data.js",
    variable="scoreData",
)
ROUNDING = "nearest"

# What the scripts say, by the names they know; they put the values in.
TEXTS = {
    "mode": marked("How do you have the answers?"),
    "mode_counts": marked("As counts per answer"),
    "mode_table": marked("As a table, one row per person"),
    "people": marked("Size of the group"),
    "people_number": marked("number of people"),
    "people_help": marked("Leave it empty if at least one question was answered by everybody."),
    "table": marked("Your table"),
    "table_help": marked(
        "Paste from a spreadsheet, or type: one row per person, one column per question in the "
        "order below, separated by tab, semicolon or comma. An empty cell is no answer. A first "
        "row with the names of the questions may set another order."
    ),
    "spellings": marked(
        "How an answer may be written: its number in this list, its id, or its name in English, "
        "Russian or Kazakh. The number is a place in the list, not points."
    ),
    "submit": marked("Show the score"),
    "example": marked("Fill in an invented example"),
    "clear": marked("Clear"),
    "cleared": marked("All fields are empty."),
    "problems": marked("Please mend this first:"),
    "problems_more": marked("and {number} more of this kind"),
    "problem_count": marked(
        "{question}, {answer}: “{value}” is not a whole number from 0 to {max}. Write digits only, "
        "or leave the field empty."
    ),
    "problem_many": marked(
        "{question}: {value} answers; counts work for at most {max} people. Paste a table instead."
    ),
    "problem_people": marked(
        "Size of the group: “{value}” is less than the {total} answers to {question}. Write at "
        "least {total}, or leave the field empty."
    ),
    "problem_no_counts": marked("There are no answers yet. Enter at least one count."),
    "problem_answer": marked(
        "Row {row}, column {column} ({question}): “{value}” is not an answer. Write {allowed}, or "
        "leave the cell empty for no answer."
    ),
    "problem_columns": marked(
        "Row {row}: “{value}”, columns found: {found}. Write one per question, separated by tab, "
        "semicolon or comma; leave a cell empty for no answer."
    ),
    "problem_no_rows": marked("The table has no rows yet. Paste one row per person."),
    "exact": marked("Score {score} of {max}: {level}."),
    "between": marked("Score between {low} and {high} of {max}: {level}."),
    "no_score": marked("No score: nobody answered every question."),
    "none": marked("no score"),
    "book_reading": marked(
        "This book's reading: points {points}; {rule}; medium from {medium}, high from {high}."
    ),
    "scored": marked("People: {people}, with a score: {scored}."),
    "needs_table": marked(
        "Counts do not say whose answers are missing, so there is a range: each end belongs to "
        "some group with these counts. A table, one row per person, decides it."
    ),
    "perhaps_none": marked(
        "It may also be that nobody answered every question; then there is no score."
    ),
    "size_assumed": marked(
        "Size of the group: {people}, the largest number of answers to one question. If more "
        "people filled in the form, enter how many."
    ),
    "header_read": marked("The first row was read as the names of the questions."),
    "readings_same": marked(
        "All {number} readings of the same answers (choices of points: {schemes}, rules for "
        "missing answers: {rules}, pairs of thresholds: {cuts}) give this level: {levels}. They "
        "are examples; others may give another."
    ),
    "readings_differ": marked(
        "Levels that readings of the same answers give: {levels}. How many of the {number} "
        "(choices of points: {schemes}, rules for missing answers: {rules}, pairs of thresholds: "
        "{cuts}) give one is no evidence for it."
    ),
    "open": marked("undecided between levels"),
    "chart_title": marked("Your group beside the towns"),
    "chart_note": marked(
        "Towns: printed means, with what rounding leaves open. Shaded: this book's levels. Forms "
        "per town are not published, so no difference is tested here."
    ),
    "your_group": marked("Your group"),
    "not_entered": marked("not entered yet"),
    "score": marked("Score"),
    "level": marked("Level"),
    "position": marked("On the scale"),
    "schemes_title": marked("Other points, other rules for missing answers"),
    "schemes_note": marked(
        "Levels by this book's thresholds. Points of the first, second, third answer."
    ),
    "points": marked("Points"),
    "same_as": marked("stretched to the same maximum, the same as {name}; not counted twice"),
    "book_scheme": marked("this book"),
    "complete_cases": marked("forms with a gap are left out"),
    "zero": marked("a gap earns nothing"),
    "person_mean": marked("a gap earns the mean of the person's answers"),
    "thresholds_title": marked("Other thresholds, this book's points"),
    "your_level": marked("Your level"),
    "read_title": marked("What was read"),
    "question": marked("Question"),
    "answers": marked("Answers"),
    "no_answer": marked("no answer"),
    "alternative": marked("Thresholds"),
    "cut_medium": marked("medium from"),
    "cut_high": marked("high from"),
    "reproduces": marked("Printed levels reproduced"),
    "town": marked("Town"),
}

# An invented group: what the button "example" fills in. Positions of answers, None for a gap.
EXAMPLE = ((0, 0, 0), (0, 1, 1), (1, 1, 0), (1, 0, None), (2, 1, 1), (0, None, 2))


def write(study: Study, directory: Path) -> Path:
    """Write the page's data, scripts and style into directory/score; return the data's path.

    `directory` is the staged project of the edition.
    """
    return PAGE.write(build(study), directory)


def build(study: Study) -> dict[str, Any]:
    """Everything the page needs to know, ready for JSON; exact numbers are text, "15/2"."""
    return {
        "language": study.language,
        "decimal_sign": study.edition.number(0, 1)[1],
        "questions": [_question(study, question) for question in QUESTIONS],
        "levels": [
            {"id": level, "label": study.category_label("interaction_level", level)}
            for level in LEVELS
        ],
        "schemes": [_scheme(study, scheme) for scheme in SCHEMES.values()],
        "rules": [{"id": rule, "label": study.text(TEXTS[rule])} for rule in _rules()],
        "thresholds": [_thresholds(study, name) for name in THRESHOLD_ALTERNATIVES],
        "default": _default(),
        "score_min": str(DEFAULT_SCHEME.score_min),
        "score_max": str(DEFAULT_SCHEME.score_max),
        "towns": towns(study),
        "example": [list(person) for person in EXAMPLE],
        "words": {key: study.text(english) for key, english in TEXTS.items()},
    }


def towns(study: Study) -> list[dict[str, Any]]:
    """The printed scores and levels, highest first; equal scores in the report's order."""
    levels = _printed(study)[1]
    claims = study.scores()
    rows = []
    for claim in sorted(claims, key=lambda claim: -claim.value):
        span = rounding_range(claim.printed, ROUNDING)
        rows.append(
            {
                "id": claim.place,
                "label": study.label("places", claim.place),
                "text": study.printed(claim),
                "score": str(claim.value),
                "rounding": [str(span.low), str(span.high)],
                "level": LEVELS.index(levels[claim.place]),
            }
        )
    return rows


def _printed(study: Study) -> tuple[dict[str, str], dict[str, str]]:
    """Printed scores and printed levels, by town."""
    claims = study.scores()
    levels = study.levels
    scores = {claim.place: claim.printed for claim in claims}
    return scores, {place: level for place, level in levels.items() if place in scores}


def _question(study: Study, question: str) -> dict[str, Any]:
    variable = study.codebook.variables[question]
    return {
        "id": question,
        "label": study.label("variables", question),
        "names": list(variable.label.values()),
        "answers": [
            {
                "id": answer,
                "label": study.category_label(question, answer),
                "names": list(variable.categories[answer].values()),
            }
            for answer in QUESTIONS[question]
        ],
    }


def _scheme(study: Study, scheme: Scheme) -> dict[str, Any]:
    """A scheme's points; `same_as` names an earlier scheme that gives every answer the same."""
    earlier = []
    for other in SCHEMES.values():
        if other is scheme:
            break
        if _stretched(other) == _stretched(scheme):
            earlier.append(other.name)
    return {
        "name": scheme.name,
        "label": study.edition.points(scheme.name),
        "points": [[str(point) for point in row] for row in scheme.points],
        "rescale": str(scheme.rescale),
        "same_as": earlier[0] if earlier else "",
    }


def _stretched(scheme: Scheme) -> list[list[Fraction]]:
    return [[scheme.rescale * point for point in row] for row in scheme.points]


def _rules() -> list[str]:
    """The rules for missing answers, this book's first."""
    return sorted(MISSING_RULES, key=lambda rule: rule != DEFAULT_SCHEME.missing)


def _thresholds(study: Study, name: str) -> dict[str, Any]:
    cuts = THRESHOLD_ALTERNATIVES[name]
    return {
        "id": name,
        "label": study.text(THRESHOLD_NAMES[name]),
        "cuts": [str(cut) for cut in cuts],
        "texts": [_cut_text(study, cut) for cut in cuts],
        "reproduces": _reproduces(study, cuts),
    }


def _reproduces(study: Study, cuts: Thresholds) -> str:
    """Do these thresholds give the towns their printed levels? In words."""
    scores, levels = _printed(study)
    if printed_levels_reproduced(cuts, scores, printed_levels=levels).reproduced:
        return study.text("✓ yes")
    rounded = printed_levels_reproduced(cuts, scores, printed_levels=levels, rule=ROUNDING)
    return study.text("≈ only if scores were rounded" if rounded.reproduced else "✗ no")


def _cut_text(study: Study, cut: Fraction) -> str:
    """A threshold with as many decimals as it has, two at most."""
    decimals = next(places for places in (0, 1, 2) if (cut * 10**places).denominator == 1)
    return study.edition.number(cut, decimals)


def _default() -> dict[str, str]:
    (thresholds,) = [k for k, cuts in THRESHOLD_ALTERNATIVES.items() if cuts == DEFAULT_THRESHOLDS]
    return {
        "scheme": DEFAULT_SCHEME.name,
        "rule": DEFAULT_SCHEME.missing,
        "thresholds": thresholds,
    }

"""Words of the page that scores a visitor's own group, in three languages; `{name}` is filled in.

What the page shares with figures and tables comes from `helpers.outputs.words`.
"""

from __future__ import annotations

from helpers.interface import phrases

SCORE_WORDS: dict[str, dict[str, str]] = phrases(
    "score_words.score_words",
    {
        "mode": "How do you have the answers?",
        "mode_counts": "As counts per answer",
        "mode_table": "As a table, one row per person",
        "people": "Size of the group",
        "people_number": "number of people",
        "people_help": "Leave it empty if at least one question was answered by everybody.",
        "table": "Your table",
        "table_help": "Paste from a spreadsheet, or type: one row per person, one column per "
        "question in "
        "the order below, separated by tab, semicolon or comma. An empty cell is no answer. A "
        "first row with the names of the questions may set another order.",
        "spellings": "How an answer may be written: its number in this list, its id, or its name "
        "in "
        "English, Russian or Kazakh. The number is a place in the list, not points.",
        "submit": "Show the score",
        "example": "Fill in an invented example",
        "clear": "Clear",
        "cleared": "All fields are empty.",
        "problems": "Please mend this first:",
        "problems_more": "and {number} more of this kind",
        "problem_count": "{question}, {answer}: “{value}” is not a whole number from 0 to {max}. "
        "Write digits "
        "only, or leave the field empty.",
        "problem_many": "{question}: {value} answers; counts work for at most {max} people. "
        "Paste a table "
        "instead.",
        "problem_people": "Size of the group: “{value}” is less than the {total} answers to "
        "{question}. Write "
        "at least {total}, or leave the field empty.",
        "problem_no_counts": "There are no answers yet. Enter at least one count.",
        "problem_answer": "Row {row}, column {column} ({question}): “{value}” is not an answer. "
        "Write "
        "{allowed}, or leave the cell empty for no answer.",
        "problem_columns": "Row {row}: “{value}”, columns found: {found}. Write one per "
        "question, separated by "
        "tab, semicolon or comma; leave a cell empty for no answer.",
        "problem_no_rows": "The table has no rows yet. Paste one row per person.",
        "exact": "Score {score} of {max}: {level}.",
        "between": "Score between {low} and {high} of {max}: {level}.",
        "no_score": "No score: nobody answered every question.",
        "none": "no score",
        "book_reading": "This book's reading: points {points}; {rule}; medium from {medium}, "
        "high from "
        "{high}.",
        "scored": "People: {people}, with a score: {scored}.",
        "needs_table": "Counts do not say whose answers are missing, so there is a range: each "
        "end belongs "
        "to some group with these counts. A table, one row per person, decides it.",
        "perhaps_none": "It may also be that nobody answered every question; then there is no "
        "score.",
        "size_assumed": "Size of the group: {people}, the largest number of answers to one "
        "question. If more "
        "people filled in the form, enter how many.",
        "header_read": "The first row was read as the names of the questions.",
        "readings": "Of {number} readings of the same answers (choices of points: {schemes}, "
        "rules for "
        "missing answers: {rules}, pairs of thresholds: {cuts}): {parts}.",
        "open": "undecided between levels",
        "chart_title": "Your group beside the towns",
        "chart_note": "Towns: printed means, with what rounding leaves open. Shaded: this book's "
        "levels. "
        "Forms per town are not published, so no difference is tested here.",
        "your_group": "Your group",
        "not_entered": "not entered yet",
        "score": "Score",
        "level": "Level",
        "position": "On the scale",
        "schemes_title": "Other points, other rules for missing answers",
        "schemes_note": "Levels by this book's thresholds. Points of the first, second, third "
        "answer.",
        "points": "Points",
        "same_as": "stretched to the same maximum, the same as {name}; not counted twice",
        "book_scheme": "this book",
        "complete_cases": "forms with a gap are left out",
        "zero": "a gap earns nothing",
        "person_mean": "a gap earns the mean of the person's answers",
        "thresholds_title": "Other thresholds, this book's points",
        "your_level": "Your level",
        "read_title": "What was read",
        "question": "Question",
        "answers": "Answers",
        "no_answer": "no answer",
    },
)

# Words of `helpers.outputs.words` that the page uses too.
SHARED_WORDS = ("alternative", "cut_medium", "cut_high", "reproduces", "town")

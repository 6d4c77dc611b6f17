"""What an intake notices: one rule each, with what it means and how to mend it.

A line of the report names the rule; `left_out` rows are in no clean table, `missing` cells are
empty there, `mended` and `noted` change nothing that was said.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule: its effect on the clean table, what it says, how an author mends it."""

    effect: str
    says: str
    mend: str


EFFECTS = ("left_out", "missing", "noted", "mended")
_MAP = "say what it means in the mapping file, or correct the answer where it was given"

RULES = {
    "row_shape": Rule(
        "left_out",
        "the row has more or fewer cells than the heading",
        "a comma or a line break outside quotes: export the file again",
    ),
    "blank_row": Rule("left_out", "the row is blank", "nothing to do"),
    "heading_again": Rule(
        "left_out", "the row repeats the heading", "two exports below each other: nothing to do"
    ),
    "total_row": Rule(
        "left_out",
        "the row begins as a row of totals does",
        "delete it if it is one; else empty its first cell",
    ),
    "no_answers": Rule(
        "left_out", "no question is answered in the row", "an opened form that was not filled"
    ),
    "duplicate": Rule(
        "left_out", "every cell repeats an earlier row", "the first of them is in the table"
    ),
    "resubmitted": Rule(
        "left_out",
        "a later version of the same submission is there",
        "the latest is in the table; leave that one out by the mapping file if it is the wrong one",
    ),
    "same_organisation": Rule(
        "left_out",
        "the organisation (by BIN) sent a later questionnaire",
        "the latest is in the table; leave that one out by the mapping file if it is the wrong one",
    ),
    "rejected": Rule(
        "left_out",
        "the submission was rejected where it was collected",
        "approve it in KoboToolbox or ODK Central and export again",
    ),
    "asked_out": Rule("left_out", "the mapping file leaves the row out", "nothing to do"),
    "mostly_unread": Rule(
        "missing",
        "most answers in this column mean nothing",
        "look whether its cells stand under another heading, or map the heading to -",
    ),
    "unknown_answer": Rule("missing", "the answer is none of the question's", _MAP),
    "unknown_part": Rule("missing", "a part of the answer is none of the question's", _MAP),
    "ambiguous_answer": Rule("missing", "the answer can mean several of the question's", _MAP),
    "several_for_one": Rule(
        "missing", "several answers where one was asked", "ask the organisation, or map the answer"
    ),
    "ambiguous_place": Rule(
        "missing",
        "the old name covers several of today's units",
        "ask where the organisation works, or map the answer",
    ),
    "unknown_place": Rule(
        "missing",
        "no place of the question has this name",
        "map the answer, or add the name to data/instruments/place_names.yaml",
    ),
    "not_a_number": Rule("missing", "no whole number", "ask for the number, or map the answer"),
    "range_of_numbers": Rule(
        "missing", "a range or an estimate and no number", "ask for the number, or map the answer"
    ),
    "not_a_date": Rule("missing", "no date", "write it as 2024-10-03"),
    "ambiguous_date": Rule(
        "missing",
        "day and month can be read both ways",
        "export with dates as 2024-10-03 or 03.10.2024",
    ),
    "not_a_tick": Rule("missing", "neither ticked nor not", "0 or 1, or TRUE or FALSE"),
    "impossible": Rule(
        "missing", "the answer cannot be", "correct it where it was given, then export again"
    ),
    "exclusive": Rule(
        "missing",
        "an answer that excludes all others stands beside others",
        "ask the organisation, or correct the row",
    ),
    "columns_disagree": Rule(
        "missing",
        "two columns of the same question say different things",
        "correct one of them, or map one to -",
    ),
    "cell_error": Rule(
        "missing", "the spreadsheet could not compute the cell", "correct the formula"
    ),
    "same_name": Rule(
        "noted",
        "an organisation of this name is there twice",
        "leave one out by the mapping file if it is the same organisation",
    ),
    "same_answers": Rule(
        "noted",
        "all answers are the same as in an earlier row",
        "leave one out by the mapping file if it was sent twice",
    ),
    "other_year": Rule(
        "noted",
        "submitted in another year than the wave's",
        "is it a questionnaire of this wave? Leave it out by the mapping file if it is not",
    ),
    "straight_line": Rule(
        "noted", "the same place was ticked all the way down", "look at the row; it is kept"
    ),
    "test_submission": Rule(
        "noted", "it looks like a trial", "leave it out by the mapping file if it is one"
    ),
    "personal": Rule(
        "mended", "something personal in free text was masked", "nothing to do; the raw file has it"
    ),
    "not_concerned": Rule(
        "noted", "answered, though the form would have passed it over", "nothing to do"
    ),
    "dont_know": Rule("noted", "did not know", "kept as missing: the question has no such answer"),
    "near_answer": Rule(
        "noted",
        'nearly one of the question\'s answers, kept as words of "other"',
        "say in the mapping file which answer it is, or `other` if it is another",
    ),
    "mostly_other": Rule(
        "noted",
        'most answers in this column are none of the choices, kept as words of "other"',
        "look whether its cells stand under another heading, or map the answers",
    ),
    "by_number": Rule(
        "noted",
        "the heading is a number, taken as that question of the printed form",
        "if the form was another, map the heading to its question",
    ),
    "merged_cells": Rule(
        "noted",
        "cells are merged: only the first of them has what was written",
        "take the merging off and fill every row's own cell",
    ),
    "old_letters": Rule(
        "noted",
        "the file is no UTF-8: letters that its encoding lacks may be lost",
        "export it again as CSV UTF-8 if it has Kazakh answers",
    ),
    "written_out": Rule("mended", "a number with words around it was read", "nothing to do"),
    "year_of_date": Rule("mended", "the year of a date was taken", "nothing to do"),
    "old_name": Rule("mended", "an old name of the place was read", "nothing to do"),
    "no_heading": Rule(
        "noted", "the column has values and no heading", "give it a heading, or empty it"
    ),
    "not_read": Rule("noted", "this part of the file was not read", "put it first if it is needed"),
    "column_kept_out": Rule("noted", "the column is kept out of the clean table", "nothing to do"),
    "not_asked": Rule(
        "noted", "the file has no column for the question", "nothing to do if it was not asked"
    ),
    "language_of_form": Rule(
        "noted",
        "the language of the questionnaire was taken from the wording of its form",
        "nothing to do",
    ),
}

"""What the checks say, in three languages: templates of `audit.wording`.

Russian and Kazakh sentences are phrased so that no slot needs an ending.
"""

from __future__ import annotations

from helpers.interface import phrase, phrases

Words = dict[str, dict[str, str]]

_WHEN: Words = phrases(
    "answer_words.when",
    {
        "half_up": "with ordinary rounding",
        "half_even": "with halves rounded to the even digit",
        "truncated": "with further digits cut off",
        "up": "with everything rounded up",
    },
)

_BY_RULE: Words = phrases(
    "answer_words.by_rule",
    {
        "question_stated_all": "{prints}: all {n_answers} follow on the stated base of {base} %s.",
        "question_stated_some": "{prints}: {n_follow} of {n_answers} follow on the stated base "
        "of {base} %s.",
        "question_divided_all": "{prints}: all {n_answers} follow on {base}, the base that other "
        "numbers imply, %s.",
        "question_divided_some": "{prints}: {n_follow} of {n_answers} follow on {base}, the base "
        "that other numbers"
        " imply, %s.",
        "question_fit": "Bases on which all of them follow %s: {bases}.",
        "question_most": "At most {n_follow} of {n_answers} follow together %s; bases: {bases}.",
        "percents_all": "{expression} = {value}; before rounding between {low} and {high} %s.",
        "percents_over": "{expression} = {value}; before rounding at least {low} %s: more than "
        "100 for a"
        " question with one answer each.",
        "percents_short": "{expression} = {value}; before rounding at most {high} %s, so at "
        "least {gap} gave"
        " none of the printed answers.",
    },
)

_AMONG = phrase("answer_words.among", "among others {bases}")


def _by_rule() -> Words:
    """Each sentence of `_BY_RULE` under each rule, and with a list of bases that is not whole."""
    said = {}
    for key, texts in _BY_RULE.items():
        for rule, when in _WHEN.items():
            full = {language: text % when[language] for language, text in texts.items()}
            said[f"{key}_{rule}"] = full
            if "{bases}" in full["en"]:
                among = {code: text.replace("{bases}", _AMONG[code]) for code, text in full.items()}
                said[f"{key}_{rule}_among"] = among
    return said


ANSWER_TEMPLATES: Words = _by_rule() | phrases(
    "answer_words.templates",
    {
        "question_none": "No base from {first} to {last} gives all {n_answers} under one "
        "rounding rule.",
        "percents_missing": "Of {base} respondents these are at most {most}: at least {gap} gave "
        "none of the"
        " printed answers.",
        "single_all": "{expression} = {value}, all respondents.",
        "single_short": "{expression} = {value} of {printed}: the other {gap} gave another "
        "answer or none.",
        "multiple_short": "{expression} = {value}: at least {gap} of {base} gave none of the "
        "printed answers.",
        "multiple_enough": "{expression} = {value}: each of the {base} can have given a printed "
        "answer.",
        "multiple_least": "At least {fewest} gave one.",
        "multiple_least_or_none": "At least {largest} + {none} = {fewest} gave one or said that "
        "none applies.",
        "multiple_over": "{largest} gave one answer and {none} said that none applies: {fewest}, "
        "more than"
        " {base}.",
        "differ_counts": "{count_one} ({one}) and {count_other} ({other}), both on a base of "
        "{base}.",
        "differ_gap": "At least {gap} gave this answer to one question only.",
        "differ_both": "At least {both} gave it to both.",
        "differ_nothing": "All or none of them may be the same respondents.",
    },
)

MEANS_TEMPLATES: dict[str, dict[str, str]] = phrases(
    "means_words.templates",
    {
        "mean_possible": "With a base of {n}, whole-number answers can have the mean {mean}: "
        "their sum is then {sums}.",
        "mean_impossible": "{sum_below} / {n} = {below} and {sum_above} / {n} = {above}: "
        "with a base of {n}, whole-number answers have no mean that rounds to {mean}.",
        "mean_possible_half_up": "It is possible if halves were rounded up.",
        "mean_possible_half_even": "It is possible if halves were rounded to the even digit.",
        "mean_possible_truncated": "It is possible if further digits were cut off.",
        "mean_possible_up": "It is possible if it was rounded up.",
        "mean_untestable": "With a base of {n} every number with as many decimals as {mean} is a "
        "possible mean, "
        "so this test says nothing.",
    },
)

# What may have happened, by the case of a verdict.
MEANS_POSSIBLE: dict[str, dict[str, str]] = phrases(
    "means_words.possible",
    {
        "mean_impossible": "The mean may rest on fewer or more answers than stated, be weighted, "
        "or have been "
        "mistyped.",
    },
)

TEMPLATES: Words = ANSWER_TEMPLATES | phrases(
    "check_words.templates",
    {
        "rank_order": "{order}. Position of {value}: {positions}; printed: {rank}.",
        "rank_order_start": "The largest of {n_ranked}: {order}. Position of {value}: "
        "{positions}; printed:"
        " {rank}.",
        "rank_tied": "Equal numbers share their positions.",
        "rank_larger": "A larger number is printed for: {names}.",
        "rank_units": "They are not all in one unit; of the {n_ranked} in its own unit its "
        "position is: "
        "{positions}.",
        "rank_rounded": "Before rounding the position may have been: {positions}.",
        "rank_alone": "The report prints {value} and nothing to compare it with.",
        "one_in": "{base} / {count} = {value}, printed: one in {printed}.",
        "more_than_one_in": "{base} / {count} = {value}, printed: more than one in {printed}.",
        "one_in_rounded": "It follows for some shares that round to {share}.",
        "one_in_none": "None of {base}, printed: one in {printed}.",
        "level_room": "A threshold above {low} ({below}) and not above {high} ({above}) "
        "separates the"
        " levels.",
        "level_crossed": "No threshold separates the levels: {low} ({below}) has a lower level, "
        "{high}"
        " ({above}) a higher one.",
        "level_rounded": "Thresholds exist only for scores before they were rounded.",
        "level_count": "Places with this level in the report: {n_places} ({names}). Printed: "
        "{printed}.",
        "level_count_none": "The report gives this level to no place. Printed: {printed}.",
        "subset_within": "Parts printed: {n_parts}; the largest is {largest}, the base {base}.",
        "subset_over": "{part} ({name}) is more than its base of {base}.",
        "places_within": "{expression} = {value}, part of {whole} ({name}).",
        "places_over": "{expression} = {value}, more than the whole, {whole} ({name}).",
        "bases_within": "{expression} = {value}, no more than the {whole} of the same source "
        "({name}).",
        "bases_beyond": "{expression} = {value}, more than the {whole} of the same source "
        "({name}).",
        "bases_units": "They are counted in another unit.",
    },
)

# What may have happened, by the case of a verdict.
POSSIBLE: Words = phrases(
    "check_words.possible",
    {
        "rank_wrong": "The words may rest on another way of counting, or on numbers that are not "
        "printed.",
        "rank_rounded": "The order may have been read off unrounded numbers.",
        "one_in_rounded": "The words may rest on the unrounded share.",
        "one_in_wrong": "The words may be meant loosely.",
        "level_count_differs": "The count may cover other places than those whose level is "
        "printed.",
    },
)

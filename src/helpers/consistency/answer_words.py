"""What the checks of questions and their answers say, in three languages; see `check_words`."""

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


TEMPLATES: Words = _by_rule() | phrases(
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

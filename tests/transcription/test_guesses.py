"""Kind, unit and hedge are what the words beside a number say."""

import pytest

from helpers.transcription.guesses import guess
from helpers.transcription.numbers import find_numbers
from helpers.transcription.report import ROW, TEXT, Piece
from helpers.transcription.rules import Place


def _guessed(text, language, **more):
    piece = Piece(text, more.pop("kind", TEXT), **more)
    found = [guess(Place(piece, n, language)) for n in find_numbers(text, language)]
    return [" | ".join((each.hedge, each.kind, each.unit)).strip(" |") for each in found]


@pytest.mark.parametrize(
    ("language", "text", "guessed"),
    [
        ("en", "about 70 forms", ["about | count | forms"]),
        (
            "en",
            "<5 staff and 30+ members",
            ["less than | count | staff", "at least | count | members"],
        ),
        (
            "en",
            "no more than 3 of 40 surveyed libraries",
            ["at most | count | libraries", "count | libraries"],
        ),
        ("en", "over half", ["rank | more than one in N"]),
        ("en", "$2.5 million in 2019", ["money | million $", "year | year"]),
        (
            "en",
            "between 5–10% or 2 percentage points",
            ["percent | percent", "percent | percent", "count | percentage points"],
        ),
        ("en", "44.3 years (SD 12.1; median 43)", ["mean | years", "sd", "median"]),
        ("en", "the standard deviation of scores was 2", ["sd"]),
        ("ru", "медиана выборки: 43, среднее 44,3", ["median", "mean"]),
        ("ru", "в 2019–2023 гг. расходы, с 2024 г. доходы", ["year | year"] * 3),
        (
            "kk",
            "5%-дан аз, шамамен 70 мың теңге",
            ["less than | percent | percent", "about | money | thousand теңге"],
        ),
        ("ru", "более 23 000 НПО", ["more than | count | НПО"]),
        ("ru", "описанные выше три причины", ["count | причины"]),
        ("ru", "не менее 2–6 раз", ["at least | count | раз", "count | раз"]),
        ("ru", "4.8 баллов в 2024 году", ["mean | баллов", "year | year"]),
        ("ru", "40 миллионов долларов США", ["money | million долларов США"]),
        ("kk", "шамамен 70 ұйым", ["about | count | ұйым"]),
        ("kk", "23 000-нан астам ұйым", ["more than | count"]),
        ("kk", "30 пайыз", ["percent | percent"]),
    ],
)
def test_words_beside_a_number_are_read(language, text, guessed):
    assert _guessed(text, language) == guessed


def test_a_cell_takes_the_heading_of_its_column():
    heads = ("Size", "Libraries", "% of all")
    found = _guessed("small\t40\t39.6", "en", kind=ROW, heads=heads)
    assert found == ["count | Libraries", "percent | percent"]

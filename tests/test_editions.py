"""Every edition writes numbers its own way, and none of them says more than is known."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.editions import (
    LANGUAGES,
    MINUS,
    NARROW_SPACE,
    Edition,
    languages_of,
    round_outward,
)
from helpers.errors import ArgumentError

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

languages = st.sampled_from(LANGUAGES)
decimals = st.integers(0, 3)
percents = st.fractions(0, 100) | st.sampled_from(
    [Fraction(text) for text in ("0.0001", "0.5", "99.5", "99.96", "99.9999", "0", "100")]
)


def read(text, language):
    """A number as an edition writes it, back as an exact fraction."""
    text = text.replace(MINUS, "-")
    if language == "en":
        return Fraction(text.replace(",", ""))
    return Fraction(text.replace(NARROW_SPACE, "").replace(",", "."))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["1,327", "7.50", "\u22123.1", "0"]),
        ("ru", ["1\u202f327", "7,50", "\u22123,1", "0"]),
        ("kk", ["1\u202f327", "7,50", "\u22123,1", "0"]),
    ],
)
def test_numbers_by_language(language, expected):
    """Thousands and decimals are set apart as the language does; no edition writes minus zero."""
    edition = Edition(language)
    found = [
        edition.number(1327),
        edition.number(Fraction(15, 2), 2),
        edition.number(-3.1, 1),
        edition.number(-0.4),
    ]
    assert found == expected


@repeatable
@given(
    language=languages, value=st.fractions(-(10**9), 10**9, max_denominator=10**4), places=decimals
)
def test_numbers_round_trip(language, value, places):
    """What is written, read back, is the value rounded half to even."""
    text = Edition(language).number(value, places)
    assert read(text, language) == round(value, places)


@repeatable
@given(language=languages, value=percents, places=decimals)
def test_percentages_never_show_a_false_0_or_100(language, value, places):
    """Only nothing is 0 % and only all is 100 %; what rounds to them is marked as less or more."""
    text = Edition(language).percent(value, places)
    assert text.endswith("%" if language == "en" else f"{NARROW_SPACE}%")
    sign, shown = text[0], read(text.strip("<>%").rstrip(NARROW_SPACE), language)
    if sign == "<":
        assert 0 < value < shown == Fraction(1, 10**places)
    elif sign == ">":
        assert value > shown == 100 - Fraction(1, 10**places)
    else:
        assert shown == round(value, places)
        assert (shown == 0) is (value == 0)
        assert (shown == 100) is (value == 100)


def test_the_printed_72_percent_is_73_3():
    """357 of 487 is 73.3 %, whatever the language; the report prints 72 %."""
    share = Fraction(100 * 357, 487)
    assert [Edition(language).percent(share, 1) for language in LANGUAGES] == [
        "73.3%",
        "73,3\u202f%",
        "73,3\u202f%",
    ]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((15.6, 95.07), "15–96%"),
        ((0, 3.7), "0–4%"),
        ((0.2, 99.9), "<1–>99%"),
        ((96.3, 100), "96–100%"),
    ],
)
def test_ranges_have_one_percent_sign(ends, expected):
    """An en dash joins the ends, rounded outward, and they never reach a false 0 or 100 either."""
    assert Edition("en").percent_range(*ends) == expected
    spaced = expected.replace("%", f"{NARROW_SPACE}%")
    assert Edition("ru").percent_range(*ends) == spaced


@repeatable
@given(part=st.integers(0, 500), whole=st.integers(1, 500), places=decimals)
def test_a_range_written_outward_holds_the_exact_one(part, whole, places):
    """Both ends hold the value, are less than a last digit away, and a float ends where it does."""
    value = Fraction(100 * part, whole)
    low, high = round_outward(value, "low", places), round_outward(value, "high", places)
    step = Fraction(1, 10**places)
    assert low <= value <= high
    assert high - low == (0 if low == value else step)
    for end, exact in (("low", low), ("high", high)):
        assert round_outward(100 * (part / whole), end, places) == exact
        assert round_outward(-value, end, places) == -(low if end == "high" else high)


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en", "June 2024", "December 2, 2024"),
        ("ru", "июнь 2024\u202fг.", "2 декабря 2024\u202fг."),
        ("kk", "2024\u202fж. маусым", "2024\u202fж. 2 желтоқсан"),
    ],
)
def test_dates_are_no_more_exact_than_printed(language, month, day):
    """A month stays a month; a day is written in full."""
    edition = Edition(language)
    assert edition.day("2024-06").replace("\u00a0", NARROW_SPACE) == month
    assert edition.day("2024-12-02").replace("\u00a0", NARROW_SPACE) == day


def test_an_unknown_language_is_named():
    """The editions there are stand in the message."""
    with pytest.raises(
        ArgumentError, match=r"^language 'de' has no edition; choose one of en, ru, kk$"
    ):
        Edition("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_negative_number_has_a_minus_and_no_hyphen(language):
    """A hyphen before a number reads as a range."""
    assert Edition(language).number(-15).startswith(MINUS)


def test_languages_are_those_of_the_book(tmp_path):
    """`lang` is what it is written in; a catalogue of its title makes an edition, a folder none."""
    assert languages_of() == LANGUAGES == ("en", "ru", "kk")
    assert languages_of(tmp_path) == ("en",)
    (tmp_path / "_quarto.yml").write_text("book:\n  lang: en\nlang: kk\n")
    (tmp_path / "locale" / "kk").mkdir(parents=True)
    (tmp_path / "locale" / "kk" / "interface.po").touch()
    assert languages_of(tmp_path) == ("kk",)
    (tmp_path / "locale" / "en").mkdir()
    (tmp_path / "locale" / "en" / "book.po").touch()
    assert languages_of(tmp_path) == ("kk", "en")

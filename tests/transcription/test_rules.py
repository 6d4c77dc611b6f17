"""Each rule of the transcription leaves out its numbers and no others."""

import pytest

from helpers.transcription.numbers import find_numbers
from helpers.transcription.report import HEADING, ITEM, LITERATURE, NOTE, ROW, TEXT, Piece
from helpers.transcription.rules import REASONS, Place, reason_of


@pytest.mark.parametrize(
    ("kind", "language", "text", "reasons"),
    [
        (HEADING, "en", "2.1 Trust", ["heading"]),
        (HEADING, "ru", "100 анкет", [""]),
        (TEXT, "ru", "как видно из таблицы 2, 40 НПО", ["label", ""]),
        (TEXT, "kk", "2-кестеде 40 ұйым", ["label", ""]),
        (TEXT, "ru", "в Астане - 49. Высокий", [""]),
        (ITEM, "en", "3) 40 forms", ["item", ""]),
        (NOTE, "en", "Smith (2011). Journal, 12(3), 44–61.", ["literature"] * 5),
        (LITERATURE, "ru", "Министерство, 2023. 23 335 НПО (10.04.2025)", ["literature", "", ""]),
        (TEXT, "ru", "пп. 2, ст. 4–2 Закона", ["law"] * 3),
        (TEXT, "en", "https://a.example/2023 and COVID-19 took 40", ["address", "address", ""]),
        (TEXT, "en", "Rust 1.31.0 has 40 users of 1.234.567", ["address"] * 3 + ["", ""]),
        (TEXT, "ru", "Женщина, 50 лет, область", ["age"]),
        (TEXT, "ru", "Женщины, 50 из них", [""]),
        (TEXT, "en", "the 3rd of 40", ["ordinal", ""]),
        (TEXT, "ru", "одна из причин, один город", ["one_of", "one"]),
        (ROW, "en", "2–5\t40", ["row_label", "row_label", ""]),
    ],
)
def test_a_rule_applies_to_its_numbers_only(kind, language, text, reasons):
    piece = Piece(text, kind)
    places = [Place(piece, number, language) for number in find_numbers(text, language)]
    assert [reason_of(place) for place in places] == reasons


def test_rows_are_numbered_where_their_column_says_so():
    piece = Piece("1\tTrust\t40", ROW, heads=("№", "Topic", "Forms"))
    places = [Place(piece, number, "en") for number in find_numbers(piece.text, "en")]
    assert [reason_of(place) for place in places] == ["row_number", ""]
    assert set(REASONS) > {"row_number", "mark"}

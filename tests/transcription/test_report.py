"""A report's pieces know their section, their table and what is no text of the study."""

import pytest

from helpers.transcription.report import PAGE, ROW, TEXT, Piece, arranged, is_caption, location_of


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Table A1. Staff", "table A1"),
        ("Figure 4a: Trust", "figure 4a"),
        ("Рис. 3 Доверие", "figure 3"),
        ("Приложение 2. Анкета", "appendix 2"),
        ("2-кесте. Ұйымдар", "table 2"),
        ("Tables are good", ""),
    ],
)
def test_a_caption_names_its_location(text, location):
    assert location_of(text) == location


def test_a_sentence_about_a_table_is_no_caption():
    assert not is_caption("Table 2 shows that 40 closed.")


def test_rows_take_the_caption_on_the_side_that_the_report_prefers():
    caption = [Piece(f"Table {n}. Staff", TEXT) for n in (1, 2)]
    row = Piece("a\t5", ROW)
    pieces = [row, caption[0], row, Piece("7", PAGE), row, caption[1], Piece("Text", TEXT)]
    found = arranged(pieces)
    assert [each.location for each in found if each.kind == ROW] == [
        "table 1",
        "table 2",
        "table 2",
    ]


def test_an_endless_piece_is_cut_and_keeps_its_words_and_lines():
    piece = Piece("Of 5 forms. " * 1000, TEXT, places=((0, 1), (6000, 2)))
    found = arranged([piece])
    assert "".join(each.text for each in found) == piece.text
    assert found[0].place(0) == 1
    assert found[-1].place(0) == 2

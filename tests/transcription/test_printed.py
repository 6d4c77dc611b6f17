"""Lines of a PDF become pieces by what can be measured of them."""

from helpers.transcription.printed import Box, Line, measured, pieces_of_lines


def test_a_raised_figure_is_a_mark_and_a_wide_gap_parts_cells():
    boxes = [Box(0, 0, 5, 7), Box(6, 3.5, 8, 7), Box(40, 0, 45, 7)]
    assert measured("a1b", boxes, [0, 1, 3]) == ("a\tb", 1, False)


def test_running_heads_and_page_numbers_are_no_text():
    lines = [
        line
        for page in (1, 2, 3)
        for line in (
            Line(f"Report {page}", page, 11, is_edge=True),
            Line(f"Of {page}00 forms.", page, 11),
            Line(str(page), page, 11, is_edge=True),
        )
    ]
    kinds = [piece.kind for piece in pieces_of_lines(lines)]
    assert kinds.count("page") == 6
    assert kinds.count("text") == 3


def test_a_number_keeps_its_hyphen_at_the_end_of_a_line():
    lines = [Line("Twenty-", 1, 11), Line("five organi-", 1, 11), Line("sations", 1, 11)]
    assert [piece.text for piece in pieces_of_lines(lines)] == ["Twenty-five organisations"]


def test_a_cell_that_goes_on_stays_in_its_table():
    lines = [Line("1\tTrust\t40", 1, 11, right=400), Line("and more", 1, 11, left=50, right=120),
             Line("2\tMoney\t50", 1, 11, right=400)]  # fmt: skip
    assert [piece.kind for piece in pieces_of_lines(lines)] == ["row", "row", "row"]

"""Worlds: cells of answer patterns, tied to the numbers they add up to."""

from helpers.bounds.blocks import Question
from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import SIZE, Programme
from helpers.bounds.worlds import cell_name, write_margins

COLOUR = Question("colour", "", "single", {"red": "n_red", "blue": "n_blue"}, "size")


def test_cells_add_up_to_answers_and_block():
    """Of ten, four red and five blue, one gave no answer."""
    programme = Programme()
    for name, number in ((SIZE, 10), ("n_red", 4), ("n_blue", 5)):
        programme.variable(name, number, number)
    cells = [(("colour", answer),) for answer in ("", "red", "blue")]
    write_margins(programme, cells, [COLOUR], most=10)
    values = CpSat(programme).solve().values
    assert [values[cell_name(cell)] for cell in cells] == [1, 4, 5]

"""Published bounds of tables whose conditional frequencies are known, exact or rounded.

Smucker & Slavković (2008), Cell bounds in two-way contingency tables based on conditional
frequencies, PSD 2008, tables 1-3, doi:10.1007/978-3-540-87471-3_6.
Sage & Wright (2016), Obtaining cell counts for contingency tables from rounded conditional
frequencies, European Journal of Operational Research 250, tables 1, 3, 4 and 7,
doi:10.1016/j.ejor.2015.09.011.
The bounds of Fréchet are in `test_enumeration`.
"""

from fractions import Fraction

import pytest

from helpers.bounds import highs
from helpers.bounds.cpsat import CpSat
from helpers.bounds.extremes import extremes
from helpers.bounds.programme import Programme
from helpers.bounds.worlds import SIZE
from helpers.ledger.reported import ValueRange

# Solves until every table is known.
pytestmark = pytest.mark.slow


def table(total, shares, *, error=Fraction(0)):
    """The programme of all tables with this total whose row shares lie within the error.

    `shares` holds a row of fractions for each row of the table; no row is empty, as in both papers.
    """
    programme = Programme()
    programme.variable(SIZE, total, total)
    cells = {
        (i, j): programme.variable(f"cell:row={i}&column={j}", 0, total)
        for i, row in enumerate(shares)
        for j in range(len(row))
    }
    everybody = dict.fromkeys(cells.values(), 1)
    programme.require(everybody, total, total, rule="total")
    for i, row in enumerate(shares):
        whole = row_of(cells, i)
        programme.require(whole, 1, None, rule="no empty row")
        for j, share in enumerate(row):
            span = ValueRange(share - error, share + error)
            programme.require_ratio({cells[i, j]: 1}, whole, span, rule="share of a row")
    return programme, cells


def row_of(cells, i):
    return {name: 1 for (row, _), name in cells.items() if row == i}


def conditionals(counts):
    return [[Fraction(n, sum(row)) for n in row] for row in counts]


def transposed(counts):
    return [list(column) for column in zip(*counts, strict=True)]


def bounds_of(programme, cells):
    """Both ends of every cell by CP-SAT; HiGHS must say the same."""
    ends = {}
    for place, name in cells.items():
        found = extremes(programme, {name: 1}, block="table")
        assert found.status == "proved"
        second = tuple(
            highs.solve(programme, {name: 1}, maximise=up).objective for up in (False, True)
        )
        assert (found.low, found.high) == second
        ends[place] = (int(found.low), int(found.high))
    return ends


SMALL = [[15, 10], [5, 20]]
CHILDREN = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]


def test_bounds_from_row_frequencies():
    """Smucker & Slavković, table 2."""
    found = bounds_of(*table(50, conditionals(SMALL)))
    assert found == {(0, 0): (3, 27), (0, 1): (2, 18), (1, 0): (1, 9), (1, 1): (4, 36)}


def test_bounds_from_column_frequencies():
    """Smucker & Slavković, table 3; the columns are the rows here."""
    found = bounds_of(*table(50, conditionals(transposed(SMALL))))
    assert found == {(0, 0): (6, 33), (0, 1): (2, 11), (1, 0): (2, 14), (1, 1): (4, 28)}


def test_row_frequencies_that_leave_one_table():
    """Smucker & Slavković: the table of delinquent children is the only one of its frequencies."""
    found = bounds_of(*table(135, conditionals(CHILDREN)))
    assert found == {(i, j): (n, n) for i, row in enumerate(CHILDREN) for j, n in enumerate(row)}


ROUNDED_CHILDREN = [
    (750, 50, 150, 50),
    (364, 182, 181, 273),
    (120, 400, 400, 80),  # printed as .040; 2 of 25 are .08
    (343, 400, 200, 57),
]
THREE_DIGITS = [(429, 571), (625, 375), (400, 600), (556, 444)]
TWO_DIGITS = [(43, 57), (63, 37), (40, 60), (56, 44)]
OTHER_DIGITS = [(43, 57), (62, 38), (40, 60), (56, 44)]


def rounded(total, shares, digits, error):
    """A table whose shares are printed as whole thousandths or hundredths."""
    return table(total, [[Fraction(n, 10**digits) for n in row] for row in shares], error=error)


def possible(programme, terms):
    """Every value a sum can take, each asked for by itself."""
    values = set()
    for value in range(programme.variables[SIZE][1] + 1):
        fixed = programme.copy()
        fixed.require(terms, value, value, rule="asked")
        solution = CpSat(fixed).solve()
        assert solution.status != "undecided"
        if solution.status == "feasible":
            values.add(value)
    return values


@pytest.mark.parametrize("error", [Fraction(1, 2000), Fraction(1, 1000)])
def test_three_digits_leave_two_tables(error):
    """Sage & Wright, table 3(b): the second row, (5, 3), is disclosed, at either error."""
    programme, cells = rounded(48, THREE_DIGITS, 3, error)
    sizes = [possible(programme, row_of(cells, i)) for i in range(4)]
    assert sizes == [{7, 21}, {8}, {10, 15}, {9, 18}]
    both = [(3, 4, 5, 3, 6, 9, 10, 8), (9, 12, 5, 3, 4, 6, 5, 4)]
    for counts in both:
        fixed = programme.copy()
        for name, count in zip(cells.values(), counts, strict=True):
            fixed.require({name: 1}, count, count, rule="asked")
        assert CpSat(fixed).solve().status == "feasible"


# Row sums, then counts of the first and of the second column.
FOUR_ROWS = {
    "63 and 37 %": (
        TWO_DIGITS,
        [{7, 14, 16, 19, 21, 23, 26}, {8, 11, 16, 22, 27}, {5, 10, 15}, {9, 16, 18, 20, 23, 25}],
        [{3, 6, 7, 8, 9, 10, 11}, {5, 7, 10, 14, 17}, {2, 4, 6}, {5, 9, 10, 11, 13, 14}],
        [{4, 8, 9, 11, 12, 13, 15}, {3, 4, 6, 8, 10}, {3, 6, 9}, {4, 7, 8, 9, 10, 11}],
    ),
    "62 and 38 %": (
        OTHER_DIGITS,
        # The text names no 18 in the second row; table 4 holds it, as 11 and 7.
        [{7, 14, 16, 19, 21, 26}, {8, 13, 16, 18, 27}, {5, 10, 15}, {9, 16, 18, 20, 23}],
        [{3, 6, 7, 8, 9, 11}, {5, 8, 10, 11, 17}, {2, 4, 6}, {5, 9, 10, 11, 13}],
        [{4, 8, 9, 11, 12, 15}, {3, 5, 6, 7, 10}, {3, 6, 9}, {4, 7, 8, 9, 10}],
    ),
}


@pytest.mark.parametrize("case", FOUR_ROWS)
def test_two_digits_leave_many_tables(case):
    """Sage & Wright, tables 3(c), 3(d) and 4, at an error of .01: every possible value."""
    shares, sums, firsts, seconds = FOUR_ROWS[case]
    programme, cells = rounded(48, shares, 2, Fraction(1, 100))
    for i in range(4):
        assert possible(programme, row_of(cells, i)) == sums[i]
        assert possible(programme, {cells[i, 0]: 1}) == firsts[i]
        assert possible(programme, {cells[i, 1]: 1}) == seconds[i]


def test_two_digits_at_half_the_error():
    """The paper says .005 changes nothing, but 42.5 to 43.5 % of 16 lie between 6.8 and 6.96."""
    programme, cells = rounded(48, TWO_DIGITS, 2, Fraction(1, 200))
    assert 16 not in possible(programme, row_of(cells, 0))
    assert not [n for n in range(17) if Fraction(425, 1000) <= Fraction(n, 16) <= Fraction(87, 200)]


def test_three_digits_of_a_larger_table():
    """Sage & Wright, table 7(a): the rounded frequencies give all 16 counts away."""
    found = bounds_of(*rounded(135, ROUNDED_CHILDREN, 3, Fraction(1, 1000)))
    assert found == {(i, j): (n, n) for i, row in enumerate(CHILDREN) for j, n in enumerate(row)}

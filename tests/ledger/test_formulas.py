"""Formulas over claims are exact fraction arithmetic, and nothing else is a formula."""

from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.ledger.formulas import DEEPEST, MOST_PARTS, evaluate, find_cycles, names_in

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

NAMES = tuple("abcdef")
MEND = "use claim ids, numbers, + - * / and ( )"

literals = st.from_regex(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,25})?", fullmatch=True)
values = st.fixed_dictionaries({name: st.fractions(max_denominator=100) for name in NAMES})

# Pairs of the same text for us and for Python, whose operators bind as ours should.
atoms = st.sampled_from(NAMES).map(lambda name: (name, name)) | literals.map(
    lambda text: (text, f"Fraction('{text}')")
)
expressions = st.recursive(
    atoms,
    lambda parts: (
        st.tuples(parts, st.sampled_from("+-*/"), parts).map(
            lambda p: (f"{p[0][0]} {p[1]} {p[2][0]}", f"{p[0][1]} {p[1]} {p[2][1]}")
        )
        | parts.map(lambda p: (f"({p[0]})", f"({p[1]})"))
        | parts.map(lambda p: (f"-({p[0]})", f"-({p[1]})"))
    ),
    max_leaves=8,
)
graphs = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=3), max_size=6
)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("100 * zero / register", Fraction(35700, 487)),  # 73.3 %, printed as 72 %
        ("total - unknown", 1148),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("8 / 4 / 2", 1),
        ("8 - 4 - 2", 2),
        ("-2 * -3", 6),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("0.1234567890123456789", Fraction(1234567890123456789, 10**19)),
        ("zero", 357),
    ],
)
def test_hand_checked_formulas(formula, expected):
    """Operators bind as in school, and decimals are the tenths they are written as."""
    numbers = {"zero": 357, "register": 487, "total": 1388, "unknown": 240}
    given_values = {name: Fraction(number) for name, number in numbers.items()}
    assert evaluate(formula, given_values) == expected


@repeatable
@given(expression=expressions, values=values)
def test_formulas_agree_with_python_fractions(expression, values):
    """Any formula gives what Python gives for the same text over `Fraction`, or divides by zero."""
    formula, python = expression
    try:
        expected = eval(python, {"Fraction": Fraction, **values})
    except ZeroDivisionError:
        with pytest.raises(ArgumentError, match="divides by zero"):
            evaluate(formula, values)
    else:
        assert evaluate(formula, values) == expected


@repeatable
@given(expression=expressions)
def test_names_are_those_written_each_once(expression):
    """Every claim id of a formula is named in the order of its first use."""
    written = [character for character in expression[0] if character in NAMES]
    assert names_in(expression[0]) == tuple(dict.fromkeys(written))


@pytest.mark.parametrize("formula", ["100 *", "", "a b", "1 327", "(a", "a == ", "a\0", "7,", "=a"])
def test_text_that_is_no_arithmetic_is_refused(formula):
    """A syntax error names the formula and what one may hold."""
    with pytest.raises(ArgumentError) as error:
        names_in(formula)
    reasons = (f"formula {formula!r} is not arithmetic; {MEND}", f"holds {formula!r}; {MEND}")
    assert str(error.value).endswith(reasons)


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("sum(a)", "sum(a)"),
        ("a ** 2", "Pow"),
        ("a // 2", "FloorDiv"),
        ("a % 2", "Mod"),
        ("+a", "UAdd"),
        ("a.real", "a.real"),
        ("a[0]", "a[0]"),
        ("a if b else c", "a if b else c"),
        ("a < b", "a < b"),
        ("7,3", "7,3"),
        ("True", "True"),
        ("'a'", "'a'"),
        ("1e400", "1e400"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("2j", "2j"),
        ("(b := 2)", "b := 2"),
        ("[a]", "[a]"),
        ("__import__('os').getcwd()", "__import__('os').getcwd()"),
    ],
)
def test_anything_but_arithmetic_is_refused(formula, found):
    """Calls, powers, attributes, comparisons and odd numbers name what is not allowed."""
    with pytest.raises(ArgumentError) as error:
        evaluate(formula, {name: Fraction(1) for name in NAMES})
    assert str(error.value) == f"formula {formula!r} holds {found!r}; {MEND}"


@pytest.mark.parametrize(
    "formula",
    [
        "½ + a",
        "²",
        "٣ + a",
        "a²",
        " a",
        "a\n+ b",
        "007",
        "lambda",
        "1.5.2",
        "1a",
        "a.1",
        "()",
        "a)",
    ],
)
def test_what_python_does_not_read_as_arithmetic_is_refused(formula):
    """Also other digits than 0 to 9, words of the language, and spaces before the formula."""
    with pytest.raises(ArgumentError, match=r"^formula .* (is not arithmetic|holds)"):
        names_in(formula)


def test_a_name_in_other_letters_is_a_name():
    """So that a Cyrillic letter in a claim id is reported as an unknown claim."""
    assert names_in("сlaim + 1") == ("сlaim",)


def test_long_sums_are_read_and_endless_ones_refused():
    """Five hundred parts are one formula; more are a table that deserves claims of its own."""
    names = [f"part_{number}" for number in range(MOST_PARTS // 2)]
    assert evaluate(" + ".join(names), dict.fromkeys(names, Fraction(1))) == len(names)
    with pytest.raises(ArgumentError, match=r"^formula 'a \+ .*…' has more than 1000 parts; "):
        names_in(" + ".join("a" * MOST_PARTS))
    with pytest.raises(ArgumentError, match=r"is nested too deeply or holds too long a number; "):
        names_in("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))
    with pytest.raises(ArgumentError, match=r"is nested too deeply or holds too long a number; "):
        names_in("a + " + "9" * 99)


def test_division_by_zero_names_the_formula():
    """A zero below the line is a problem of the data, said as such."""
    with pytest.raises(ArgumentError) as error:
        evaluate("a / (b - b)", {"a": Fraction(1), "b": Fraction(2)})
    assert str(error.value) == (
        "formula 'a / (b - b)' divides by zero; check the claim below the line"
    )


def test_an_id_without_a_number_is_named():
    """Every id of a formula needs a value."""
    with pytest.raises(ArgumentError, match=r"^formula 'a \+ b' needs 'b', which has no number$"):
        evaluate("a + b", {"a": Fraction(1)})


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({}, ()),
        ({"a": (), "b": ("a",)}, ()),
        ({"a": ("a",)}, ("a", "a")),
        ({"a": ("b",), "b": ("c", "d"), "d": ("b",)}, ("b", "d", "b")),
        ({"a": ("b", "c"), "b": ("c",), "c": ()}, ()),
    ],
)
def test_hand_checked_circles(graph, expected):
    """A circle starts and ends with the same claim; claims that only lead to it are left out."""
    assert next(find_cycles(graph), ()) == expected


@repeatable
@given(graph=graphs)
def test_circles_are_found_exactly_when_there_are_any(graph):
    """The standard library's topological sort agrees, and the circle named is one of the graph."""
    try:
        TopologicalSorter(graph).prepare()
        sortable = True
    except CycleError:
        sortable = False
    circle = next(find_cycles(graph), ())
    assert (circle == ()) is sortable
    assert all(later in graph[earlier] for earlier, later in pairwise(circle))
    assert circle[:1] == circle[-1:]


@repeatable
@given(graph=graphs)
def test_opening_every_circle_leaves_none(graph):
    """Each begins at another claim, and with these claims' formulas emptied all can be computed."""
    circles = list(find_cycles(graph))
    opened = [circle[0] for circle in circles]
    assert len(set(opened)) == len(opened)
    TopologicalSorter(graph | dict.fromkeys(opened, ())).prepare()
    assert all(later in graph[earlier] for names in circles for earlier, later in pairwise(names))

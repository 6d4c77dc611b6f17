"""Conditions on answers: classical logic, and texts that say what is meant."""

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.bounds.conditions import And, Is, Missing, Not, Or

ATOMS = st.sampled_from(
    [
        Is("need", ("finance",)),
        Is("need", ("finance", "training")),
        Is("local_impact", ("yes",)),
        Missing("local_impact"),
    ]
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.tuples(inner, inner)),
        st.builds(Or, st.tuples(inner, inner)),
    ),
    max_leaves=6,
)
PATTERNS = st.fixed_dictionaries(
    {
        "need": st.frozensets(st.sampled_from(["finance", "training", "staff"])),
        "local_impact": st.sampled_from([frozenset(), frozenset({"yes"}), frozenset({"no"})]),
    }
)


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, CONDITIONS, PATTERNS)
def test_logic_is_classical(one, other, pattern):
    """De Morgan's laws hold, for those who did not answer, too."""
    both = Not(And((one, other)))
    either = Or((Not(one), Not(other)))
    assert both.holds(pattern) == either.holds(pattern)


def test_a_condition_names_its_questions_and_answers_once():
    """In the order in which they stand."""
    condition = And((Is("need", ("finance",)), Not(Is("need", ("training", "finance")))))
    assert condition.variables == ("need",)
    assert condition.answers == {"need": ("finance", "training")}
    assert Missing("need").answers == {"need": ()}


def test_parts_of_another_kind_stand_in_parentheses():
    """So that the text can be read in one way only."""
    condition = And((Or((Is("need", ("a",)), Missing("use"))), Is("use", ("b", "c"))))
    assert str(condition) == "(need = a or use is missing) and use in (b, c)"

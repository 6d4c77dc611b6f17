"""Which counts can be held against each other."""

import pytest

from helpers.audit.groups import ANSWERS, comparable


@pytest.mark.parametrize(
    ("units", "as_parts", "as_answers"),
    [
        (("people",), True, True),
        (("forms", "respondents", "participants"), True, True),
        (("mentions", "respondents"), False, True),
        (("people", "organisations"), False, False),
        (("statements", "participants"), False, False),
        ((), True, True),
    ],
)
def test_units_of_which_a_respondent_is_one_each_are_the_same(units, as_parts, as_answers):
    """Mentions are answers, but one respondent may make several."""
    assert comparable(units) == as_parts
    assert comparable(units, among=ANSWERS) == as_answers

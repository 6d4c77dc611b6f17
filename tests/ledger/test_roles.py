"""Which ids mean something is declared in a codebook, checked, and the same for every spelling."""

import pytest

from helpers.ledger import codebook
from helpers.ledger.roles import ROLES, WORDS, Roles, faults

KNOWN = {"units": {"people"}, "categories": {"neither"}, "sources": set(), "variables": {"score"}}


def test_a_role_that_is_left_out_has_the_words_of_the_format():
    """And an empty list takes them away."""
    roles = Roles.of({"exclusive": [], "unanswered": ["no_reply"]})
    assert (roles.exclusive, roles.unanswered) == (frozenset(), frozenset({"no_reply"}))
    assert roles.external == WORDS.external


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (["people"], "no mapping"),
        ({"exclusiv": ["neither"]}, "did you mean 'exclusive'"),
        ({"exclusive": "neither"}, "write [id, id]"),
        ({"measured": ["peple"]}, "did you mean 'people'"),
        ({"levels": ["level"]}, "is not in the codebook's variables"),
    ],
)
def test_what_is_wrong_with_roles_is_named(section, message):
    """With its key, the value received and the mend."""
    ((key, said),) = faults(section, KNOWN)
    assert key.startswith("roles")
    assert message in said


def test_ids_of_a_section_that_is_not_there_are_not_asked():
    """A codebook for the audit alone may have no sources."""
    assert not list(faults({"external": ["press"]}, KNOWN))


def test_this_study_declares_every_role_that_it_uses():
    """None of its ids means something by its spelling; the bounds read the words of the format.

    A participant of the discussions is a respondent: the report calls them by either word.
    """
    roles = codebook.load().roles
    assert set(ROLES) >= {"respondents", "levels"}
    assert roles.respondents
    words = ("mentions", "exclusive", "unanswered", "one_in", "more_than_one_in", "among_first")
    for role in words:
        assert getattr(roles, role) == getattr(WORDS, role), role
    assert roles.one_each == WORDS.one_each | {"participants"}

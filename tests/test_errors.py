"""The study's own errors."""

import pytest

from helpers.errors import ArgumentError, BookError, InputError


@pytest.mark.parametrize("kind", [ArgumentError, InputError])
def test_every_error_has_the_project_base(kind):
    """Whoever catches `BookError` catches all that is raised on purpose."""
    assert issubclass(kind, BookError)


def test_a_wrong_argument_is_a_value_error_too():
    """Callers who know nothing of this project still catch a wrong argument."""
    assert issubclass(ArgumentError, ValueError)

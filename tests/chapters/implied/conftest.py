"""What the solver found, read where it is current: it is solved once for all tests."""

import pytest

from helpers.chapters.implied.solving import Implied, results


@pytest.fixture(scope="session")
def found(built_book, study):
    """The answers to all questions of the chapter, as the build has asked them."""
    assert built_book.root.is_dir()
    answers = results.read("implied", results.digest(study), Implied)
    assert answers is not None
    return answers

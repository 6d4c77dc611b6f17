"""What the solver found, read where it is current: it is solved once for all tests."""

import pytest

from helpers.chapters.implied import solving


@pytest.fixture(scope="session")
def found(study):
    """The answers to all questions of the chapter."""
    return solving.solved(study)

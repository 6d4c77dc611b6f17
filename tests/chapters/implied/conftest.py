"""What the solver found, read where it is current: it is solved once for all tests."""

import pytest

from helpers.chapters.implied import solving
from tests import shared_build
from tests.conftest import SHARED


@pytest.fixture(scope="session")
def found(request, study):
    """The answers to all questions of the chapter; a build of the run asks them for all."""
    with shared_build.locked(request.config.stash[SHARED]):
        return solving.solved(study)

"""A release of made-up questionnaires, counted and protected as real ones would be."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from helpers import paths
from helpers.disclosure.released import Release
from helpers.release.making import make_release
from helpers.study import Study, open_study
from tests.cases.questionnaires import write_wave


@cache
def made_up_release() -> Release:
    """The release of one wave, of each question by itself: others take the gate long."""
    with tempfile.TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "RESTRICTED", Path(directory))
        write_wave("2024", open_study())
        return make_release(("2024",), crossed=lambda *_: [])


def wave_release(*, marked: bool = True) -> Release:
    """The same; without the mark its rows pass for real ones."""
    return replace(made_up_release(), synthetic=marked)


@cache
def study_from_rows(*, marked: bool = True, language: str = "en") -> Study:
    """The study of a book from these questionnaires."""
    return open_study(language).counted_anew(wave_release(marked=marked))

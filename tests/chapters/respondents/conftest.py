"""Studies with a release: of respondents, of too few of them, and of made-up rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import paths
from helpers.study import open_study
from tests.cases.respondents import make_release

KINDS = {"respondents": (160, False), "few": (9, False), "made_up": (160, True)}


@pytest.fixture(scope="session")
def studies():
    study = open_study("en")
    return {
        kind: replace(study, data="microdata", release=make_release(n, marked=marked))
        for kind, (n, marked) in KINDS.items()
    }


@pytest.fixture
def real(studies):
    return studies["respondents"]


@pytest.fixture(params=list(KINDS))
def study(request, studies):
    return studies[request.param]


@pytest.fixture(autouse=True)
def outputs(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path)
    return tmp_path

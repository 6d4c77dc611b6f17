"""CONTRIBUTING promises commands, files and messages: each of them is there."""

from __future__ import annotations

import re

import pytest

from bookmaker.project.lines import Line
from helpers.__main__ import COMMANDS
from helpers.paths import ROOT
from helpers.staging.prose_numbers import check_line

TEXTS = {name: (ROOT / name).read_text("utf-8") for name in ("CONTRIBUTING.md", "README.md")}


@pytest.mark.parametrize("name", TEXTS)
def test_commands_exist(name: str) -> None:
    """Every `make TARGET` is a target, every `python -m helpers COMMAND` a command."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (\w+)$", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", TEXTS[name])) <= targets
    assert set(re.findall(r"-m helpers ([\w-]+)", TEXTS[name])) <= set(COMMANDS)


@pytest.mark.parametrize("name", TEXTS)
def test_files_exist(name: str) -> None:
    """A path in code marks is a file of the repository, unless it is generated or a pattern, or a
    respondents' file, which is in no repository."""
    paths = re.findall(r"`((?:src|data|notebooks|pipeline|tests|\.github)/[^`\s*]*)`", TEXTS[name])
    assert paths
    for path in paths:
        is_elsewhere = "NN_" in path or path.startswith("data/restricted/")
        assert is_elsewhere or (ROOT / path).exists(), path


def test_the_author_reads_the_message_that_the_check_gives() -> None:
    """The example of a typed number is what the check says of that sentence."""
    text = re.sub(r"\s+", " ", TEXTS["CONTRIBUTING.md"])
    sentence = re.search(r'For "(Money .*?)" it says', text)
    assert sentence
    place = "notebooks/02_challenges.ipynb, cell 8"
    (problem,) = check_line(Line(sentence[1], place, 1))
    shown = re.search(r"nothing was built: (notebooks.*?) …", text)
    assert shown
    assert str(problem).startswith(shown[1])


def test_the_author_finds_the_typed_number_under_the_name_shown() -> None:
    """The variable of the example stands for the number of the example."""
    claims = (ROOT / "data/published/claims.csv").read_text(encoding="utf-8")
    assert re.search(r"^difficulty_finance,.*,76,", claims, re.MULTILINE)
    assert '"difficulty_finance": "76"' in TEXTS["CONTRIBUTING.md"]

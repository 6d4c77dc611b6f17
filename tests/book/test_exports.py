"""The book's own chapters as single files and scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.rendering.embedded.exports import write_exports
from helpers import inputs, paths
from tests.conftest import BuiltBook

LANGUAGE = "kk"


@pytest.fixture(scope="module")
def exported(
    built_book: BuiltBook,  # noqa: ARG001 (three editions)
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Path]:
    """The chapters of a translated edition, written once."""
    return write_exports(paths.site(LANGUAGE), tmp_path_factory.mktemp("exports") / "exports")


def test_every_chapter_can_be_read_offline(exported: list[Path]) -> None:
    """One page and one script each, in the edition's language, that fetch nothing."""
    assert {path.stem for path in exported} == {path.stem for path in inputs.notebooks()}
    for path in exported:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{\{<|#\||\{#|:::", text), path.name
        assert re.search("[әғқңөұүһі]", text)
        if path.suffix == ".html":
            page = BeautifulSoup(text, "html.parser")
            assert page.html["lang"] == LANGUAGE
            assert page.select("script, link") == []
            assert all(tag["src"].startswith("data:") for tag in page.find_all(src=True))
            assert all(picture["alt"] for picture in page.find_all("img"))


def test_a_script_draws_what_the_chapter_draws(exported: list[Path], tmp_path: Path) -> None:
    """Run as it is, it writes the chapter's figures, byte for byte."""
    script = next(path for path in exported if path.name == "04_pathways.py")
    drawn = tmp_path / "drawn"
    subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "CIVIC_VOICE_OUTPUTS": str(drawn), "MPLBACKEND": "agg"},
        check=True,
    )
    pictures = list((drawn / "figures" / LANGUAGE).glob("*.svg"))
    assert pictures
    for picture in pictures:
        assert picture.read_bytes() == (paths.figures(LANGUAGE) / picture.name).read_bytes()

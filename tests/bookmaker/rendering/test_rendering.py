"""Which renderer makes the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.errors import BookError
from bookmaker.rendering import embedded, render
from bookmaker.rendering.quarto import QuartoError
from tests.cases.fake_quarto import fake_quarto

# Renders books.
pytestmark = pytest.mark.slow


def test_the_result_says_who_rendered(staged: Path) -> None:
    """The build's last line quotes it."""
    result = render(staged / "site/en", staged / "book/en", "embedded")
    assert (result.renderer, result.version) == ("embedded", embedded.version())
    assert str(result).startswith("rendered by the embedded renderer (Pandoc 3")


def test_auto_takes_quarto_when_it_is_there(
    staged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the embedded renderer when it is not."""
    monkeypatch.setenv("PATH", f"{fake_quarto(tmp_path / 'bin').parent}:/usr/bin:/bin")
    assert render(staged / "site/en", staged / "book/en").version == "1.9.38"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert render(staged / "site/en", staged / "book/en").renderer == "embedded"


def test_an_unknown_or_missing_renderer_is_an_error(
    staged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking for Quarto by name does not fall back in silence."""
    with pytest.raises(BookError, match="'word' is not a renderer; use one of auto, quarto"):
        render(staged / "site/en", staged / "book/en", "word")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(QuartoError, match=r"no Quarto 1\.6 or newer on the PATH; install it"):
        render(staged / "site/en", staged / "book/en", "quarto")

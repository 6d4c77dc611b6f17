"""The set-up as a command; making environments is tested with the Makefile that calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.workshop import environment


@pytest.mark.parametrize(
    ("renderer", "quarto", "state"),
    [
        ("embedded", "1.9.38", "embedded"),
        ("auto", "1.9.38", "auto, quarto 1.9.38"),
        ("auto", "", "auto, quarto None"),
    ],
)
def test_a_new_quarto_is_noticed_where_it_may_render(
    monkeypatch: pytest.MonkeyPatch, renderer: str, quarto: str, state: str
) -> None:
    """The embedded renderer's book does not depend on it."""
    monkeypatch.setattr(environment, "quarto_version", lambda: quarto)
    assert environment.renderer_state(renderer) == state


def test_the_command_says_what_is_wrong_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback for what the reader can mend."""

    def failing(*_: object, **__: object) -> bool:
        raise environment.EnvironmentSetupError("install python3-venv")

    monkeypatch.setattr(environment, "set_up", failing)
    assert environment.main([]) == 1
    assert capsys.readouterr().err == "install python3-venv\n"


def test_an_interrupted_set_up_says_how_it_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is that of an interrupt."""

    def interrupted(*_: object, **__: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "set_up", interrupted)
    assert environment.main([]) == 130
    assert "begins the set-up again" in capsys.readouterr().err


def test_the_attempt_at_quarto_prints_its_notice_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never an error."""
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setenv("CI", "true")
    (tmp_path / ".quarto-tried").touch()
    assert environment.main(["--quarto"]) == 0
    assert capsys.readouterr().out == ""

"""The preview: a server of this machine, and builds when a source changes."""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path

import pytest

from helpers.paths import ROOT
from helpers.workshop import preview


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    """The message says how to choose another; the pages are served from this machine only."""
    (tmp_path / "index.html").write_text("page", encoding="utf-8")
    with preview.serve(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        with pytest.raises(preview.PreviewError, match=r"port \d+ cannot be used .*PORT=\d+"):
            preview.serve(tmp_path, server.server_port)


def test_the_preview_serves_what_was_just_built(tmp_path: Path) -> None:
    """A browser must not keep the page of the build before."""
    (tmp_path / "index.html").write_text("page", encoding="utf-8")
    with preview.serve(tmp_path, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/index.html") as answer:
            assert answer.read() == b"page"
            assert answer.headers["Cache-Control"] == "no-store"
        server.shutdown()


def test_the_preview_watches_sources_only() -> None:
    """Every directory with sources, and neither the environment nor the outputs."""
    watched = {path.relative_to(ROOT).as_posix() for path in preview.watched()}
    assert {".", "notebooks", "data/published", "src/helpers", "pipeline"} <= watched
    assert not any(path.startswith((".venv", "outputs")) for path in watched)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("notebooks/01_sector_picture.ipynb", True),
        ("src/bookmaker/project/languages/kk.yml", True),
        ("notebooks/.ipynb_checkpoints/01-checkpoint.ipynb", False),
        ("src/helpers/__pycache__/paths.cpython-311.pyc", False),
        ("data/published/.#claims.csv", False),
        ("data/published/claims.csv~", False),
    ],
)
def test_backups_and_caches_are_no_sources(path: str, expected: bool) -> None:
    """Saving a file builds once, not three times."""
    assert preview.is_source(None, path) is expected


def test_a_change_builds_again_whatever_the_build_before_said(
    own_outputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build that fails ends nothing; the address is printed after each."""
    import watchfiles

    monkeypatch.setattr(watchfiles, "watch", lambda *_, **__: iter([{"one"}, {"two"}]))
    own_outputs.joinpath("book").mkdir()
    statuses = []

    def build() -> int:
        statuses.append(1)
        return 1

    preview.preview("kk", 0, build=build)
    assert len(statuses) == 3
    said = capsys.readouterr().out
    assert said.count("/kk/index.html") == 3
    assert said.count("A source has changed: building again.") == 2

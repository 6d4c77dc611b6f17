"""What builds that were killed have left is gone before the next one begins."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bookmaker.project.directories import partial_of
from helpers.workshop import leftovers

IMPLIED = Path("implied.json")


def test_unfinished_files_go_and_those_of_others_stay(own_outputs: Path) -> None:
    """Products stay; so does what a build of another book is writing."""
    mine, dead = (f"computed/{partial_of(IMPLIED, n)}" for n in (os.getpid(), 99999999))
    kept = ["book/en/index.html", "synthetic/book/.en-x.tmp/new/a", mine, "rendered/en.json"]
    gone = [
        *("book/.en-1r14bmw0.tmp/new/index.html", "site/.ru-x.tmp/old/_quarto.yml"),
        *("executed/en/02_a.tmp/figures/en/a.csv", "executed/en/02_a.partial.ipynb"),
        *(dead, "pytask.lock.tmp", "checked/data.txt/inside"),
        *("leaflet/en/leaflet.pdf/inside", "figures"),
    ]
    for name in (*kept, *gone):
        path = own_outputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert leftovers.remove_leftovers(["en"]) == []
    left = [path.relative_to(own_outputs) for path in own_outputs.rglob("*") if path.is_file()]
    assert sorted(map(str, left)) == sorted(kept)


@pytest.mark.parametrize(
    "content",
    [
        *(
            b'lock-version = "9"\n',
            b"",
            b"\xff\xfe\x00",
            b"[[task]]\nid = 1\n",
            b'lock-version = "1"\n[[',
        ),
        b'lock-version = "1"\n[[task]]\nid = "a"\n',
    ],
)
def test_a_memory_that_cannot_be_read_is_forgotten(own_outputs: Path, content: bytes) -> None:
    """Everything is built again then; one that can be read is kept."""
    memory = own_outputs / "pytask.lock"
    memory.write_bytes(content)
    (own_outputs / "pytask.lock.journal").write_text("{}", encoding="utf-8")
    assert leftovers.forget_unreadable()
    assert not list(own_outputs.iterdir())


def test_a_memory_that_can_be_read_is_kept(own_outputs: Path) -> None:
    """Without what it can do without; the last line of its journal may be cut off."""
    memory = own_outputs / "pytask.lock"
    memory.write_text('lock-version = "1"\n[[task]]\nid = "a"\nstate = "b"\n', encoding="utf-8")
    (own_outputs / "pytask.lock.journal").write_text('{"lock-version": "1", "id', encoding="utf-8")
    (own_outputs / ".pytask").mkdir()
    (own_outputs / ".pytask/file_hashes.json").write_text("{}", encoding="utf-8")
    assert not leftovers.forget_unreadable()
    assert memory.is_file()
    assert not (own_outputs / ".pytask").exists()

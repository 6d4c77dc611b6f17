"""Pandoc and its tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.project import pandoc
from bookmaker.project.pandoc import (
    PandocError,
    document,
    nodes,
    read,
    text_of,
    walk,
    write,
)


def test_a_walk_leaves_the_tree_as_it_was() -> None:
    """The other formats begin from it; what stays as it is is not copied."""
    text = "# A\n\n- *b* `c`[^1]\n\n[^1]: d"
    tree = read(text)["blocks"]
    assert walk(tree, lambda _: None) is tree
    changed = walk(tree, lambda node: {"t": "Str", "c": "x"} if node["t"] == "Emph" else None)
    assert tree == read(text)["blocks"] != changed
    assert changed[0] is tree[0]


def test_a_walk_replaces_splices_and_drops() -> None:
    """Children are visited before their parents, so a parent sees the new ones."""
    tree = read("a *b* c")["blocks"]
    plain = walk(tree, lambda node: node["c"] if node["t"] == "Emph" else None)
    assert [node["t"] for node in nodes(plain, "Emph", "Str")] == ["Str"] * 3


def test_a_walk_shows_the_types_that_are_asked_for_wherever_they_stand() -> None:
    """In notes, cells, definitions and what a citation says before its source; no others."""
    text = (
        "| a | b |\n|---|---|\n| *c* | [see *d* @e] `x`{.f} |\n\ng[^1]\n\n[^1]: *h*\n\ni\n: *j*\n"
    )
    tree = read(text)["blocks"]
    shown: list[str] = []
    walk(tree, lambda node: shown.append(text_of(node)), "Emph", "Code")
    assert shown == [text_of(node) for node in nodes(tree, "Emph", "Code")]
    assert {"c", "d", "x", "h", "j"} <= set(shown)


def test_text_leaves_out_notes_and_keeps_quotes() -> None:
    """A heading's text is what a table of contents shows."""
    assert text_of(read('A "b" `c` $d$[^1]\n\n[^1]: e')["blocks"][0]) == "A “b” c d"


def test_a_warning_of_pandoc_is_an_error() -> None:
    """A citation nobody can look up must not be printed as '(key?)'."""
    blocks = read("[@nobody]")["blocks"]
    with pytest.raises(PandocError, match="Citeproc: citation nobody not found"):
        write(document(blocks), ["--to", "html", "--citeproc"])


def test_a_language_pandoc_does_not_speak_is_no_error() -> None:
    """Kazakh pages bring their own words."""
    meta = {"lang": "kk"}
    assert write(document(read("Сурет")["blocks"], meta=meta), ["--to", "html", "--citeproc"])


@pytest.mark.parametrize(
    ("hard", "why"),
    [
        ("[" * 14 + "a" + "]" * 14, "not done in 1 seconds"),
        ("> " * 60 + "a", "lists, quotes or boxes within each other"),
        ("> " * 700 + "a", "the text is too deep|not done in"),
    ],
)
def test_a_text_that_takes_for_ever_is_stopped_with_its_line(hard: str, why: str) -> None:
    """Fifty signs can keep Pandoc busy for hours, or be deeper than what walks the tree."""
    text = f"# A\n\nGood.\n\n{hard}\n\nGood, too.\n"
    with pytest.raises(pandoc.UnendingError, match=rf"line 5, .*({why}).*write it more simply"):
        pandoc.read(text, seconds=1)


def test_a_text_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pandoc says so by its exit status alone."""
    monkeypatch.setattr(pandoc, "MEMORY", ("+RTS", "-M30m", "-RTS"))
    with pytest.raises(pandoc.UnendingError, match="needs more memory than there is for it"):
        pandoc.run("word " * 300_000, ["--from", "markdown", "--to", "json"])


def test_pandoc_reads_other_letters_in_any_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths and titles are its arguments, which it reads by the locale."""
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "қазақша.md").write_text("a", encoding="utf-8")
    options = ["--metadata", "title=Қ", "--standalone", "--to", "html", "қазақша.md"]
    assert "<title>Қ</title>" in pandoc.run("", options, directory=tmp_path)

"""Pandoc and its tree."""

from __future__ import annotations

import pytest

from bookmaker.project.pandoc import (
    PandocError,
    document,
    nodes,
    read,
    text_of,
    walk,
    write,
)


def test_a_walk_that_changes_nothing_gives_an_equal_copy() -> None:
    """The original can be used for the other format."""
    tree = read("# A\n\n- *b* `c`[^1]\n\n[^1]: d")["blocks"]
    copy = walk(tree, lambda _: None)
    assert copy == tree
    assert copy[0] is not tree[0]


def test_a_walk_replaces_splices_and_drops() -> None:
    """Children are visited before their parents, so a parent sees the new ones."""
    tree = read("a *b* c")["blocks"]
    plain = walk(tree, lambda node: node["c"] if node["t"] == "Emph" else None)
    assert [node["t"] for node in nodes(plain, "Emph", "Str")] == ["Str"] * 3


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

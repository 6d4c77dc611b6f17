"""Answers of pure calls on disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bookmaker.project import remembered
from bookmaker.project.remembered import NOTHING, Memory, digest_of, files_in


class Counted:
    """A call that counts how often it is made."""

    def __init__(self, content: bytes = b"answer") -> None:
        self.content, self.n_calls = content, 0

    def __call__(self) -> bytes:
        self.n_calls += 1
        return self.content


def test_a_call_is_made_once_for_what_decides_it(tmp_path: Path) -> None:
    """Also by another process, which has another `Memory` of the same directory."""
    call = Counted()
    answers = [Memory(tmp_path).answer(["kind", part], call) for part in ("a", "b", "a", b"a")]
    assert answers == [b"answer"] * 4
    assert call.n_calls == 2


def test_without_a_directory_every_call_is_made() -> None:
    """And what decides it is not even read."""
    call, unread = Counted(), iter(["a"])
    assert [NOTHING.answer(unread, call), NOTHING.answer(unread, call)] == [b"answer"] * 2
    assert (call.n_calls, next(unread)) == (2, "a")


def test_a_call_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """It is made again."""

    def fail() -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Memory(tmp_path).answer(["a"], fail)
    assert Memory(tmp_path).answer(["a"], Counted()) == b"answer"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda whole: whole[:-1],
        lambda whole: whole + b"x",
        lambda whole: whole[:40] + bytes([whole[40] ^ 1]) + whole[41:],
    ],
)
def test_an_entry_that_is_not_what_was_written_is_made_again(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    """A disk that was full, an editor, a bit that fell over."""
    call = Counted(b"a long answer")
    Memory(tmp_path).answer(["a"], call)
    [entry] = tmp_path.iterdir()
    entry.write_bytes(spoil(entry.read_bytes()))
    assert Memory(tmp_path).answer(["a"], call) == b"a long answer"
    assert Memory(tmp_path).answer(["a"], call) == b"a long answer"
    assert call.n_calls == 2


def test_of_many_only_those_that_are_missing_are_made_together(tmp_path: Path) -> None:
    """In their places."""
    Memory(tmp_path).answer(["b"], Counted(b"B"))
    asked: list[list[int]] = []

    def make(which: list[int]) -> list[bytes]:
        asked.append(which)
        return [b"AxC"[place : place + 1] for place in which]

    for _ in range(2):
        assert Memory(tmp_path).answers([["a"], ["b"], ["c"]], make) == [b"A", b"B", b"C"]
    assert asked == [[0, 2]]


def test_many_at_once_write_one_entry(tmp_path: Path) -> None:
    """Whoever is last; nothing unfinished stays."""
    with ThreadPoolExecutor(8) as pool:
        calls = pool.map(
            lambda _: Memory(tmp_path).answer(["a"], Counted(b"x" * 99_999)), range(40)
        )
        assert set(calls) == {b"x" * 99_999}
    assert len(list(tmp_path.iterdir())) == 1


def test_what_was_longest_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    """Until what is left is small enough; what a killed process left goes with it."""
    memory = Memory(tmp_path)
    for age, name in enumerate("abc"):
        memory.answer([name], Counted(bytes(100)))
        os.utime(tmp_path / digest_of([name]), (1000 - age, 1000 - age))
    (tmp_path / "left.tmp").write_bytes(bytes(9))
    os.utime(tmp_path / "left.tmp", (1, 1))
    (tmp_path / "writing.tmp").write_bytes(bytes(9))
    # Being asked for makes the oldest the youngest.
    memory.answer(["c"], Counted())
    memory.trim(most=300)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {digest_of(["a"]), digest_of(["c"]), "writing.tmp"}


def test_a_memory_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    """A file where its directory should be."""
    (tmp_path / "memory").write_bytes(b"")
    call = Counted()
    memory = Memory(tmp_path / "memory")
    assert [memory.answer(["a"], call), memory.answer(["a"], call)] == [b"answer"] * 2
    memory.trim()


@pytest.mark.parametrize(
    ("parts", "others"),
    [
        (["a"], ["b"]),
        (["ab"], ["a", "b"]),
        (["a", "bc"], ["ab", "c"]),
        (["a", ""], ["a"]),
        (["1:a"], ["a"]),
        (["a", "b"], ["b", "a"]),
    ],
)
def test_whatever_differs_is_another_key(parts: list[str], others: list[str]) -> None:
    """Also where one part ends and the next begins."""
    assert digest_of(parts) != digest_of(others)


def test_files_are_names_and_contents(tmp_path: Path) -> None:
    """A file renamed, moved, changed or added is another answer."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"c")
    keys = [digest_of(files_in(tmp_path))]
    (tmp_path / "a" / "b").write_bytes(b"d")
    keys.append(digest_of(files_in(tmp_path)))
    (tmp_path / "a" / "b").rename(tmp_path / "b")
    keys.append(digest_of(files_in(tmp_path)))
    (tmp_path / "e").write_bytes(b"")
    keys.append(digest_of(files_in(tmp_path)))
    assert len(set(keys)) == 4


def test_a_changed_line_of_the_code_is_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What our own code has made is not kept beyond it."""
    monkeypatch.setattr(remembered, "_CODE", tmp_path)
    keys = set()
    for text in ("a = 1", "a = 2"):
        (tmp_path / "code.py").write_text(text, encoding="utf-8")
        remembered.own_code.cache_clear()
        keys.add(remembered.own_code())
    remembered.own_code.cache_clear()
    assert len(keys) == 2

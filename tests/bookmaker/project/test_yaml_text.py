"""YAML that unfolds, nests, repeats itself or says what its author did not mean."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from bookmaker.errors import InputError
from bookmaker.project import yaml_text
from helpers import paths

TENFOLD = "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdefg"))
MERGED = TENFOLD.replace("[", "{<<: [").replace("]", "]}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"a: &a [{'x,' * 10}]\n{TENFOLD}", "row 5: not YAML: unfolds to more than 100,000"),
        (f"a: &a {{k: 1}}\n{MERGED}", "row 6: not YAML: unfolds to more than 100,000 entries"),
        ("a: &a [*a]", "row 1: not YAML: an alias stands inside what it is an alias of"),
        ("a:\n  " + "[" * 5000, "row 2: not YAML: nested more than 40 levels deep; mend it"),
        ("- " * 5000, "row 1: not YAML: nested more than 40 levels deep"),
        ("{a: " * 5000, "row 1: not YAML: nested more than 40 levels deep"),
        ("a: 1\nb: " + "1:" * 50_000 + "1", "row 2: not YAML: a number of more than 100 digits"),
        ("a: " + "x" * 2_000_000, "a.yml: not YAML: larger than 2,000,000 characters; mend it"),
        ("a: 1\nb: 2026-02-31", "row 2: not YAML: day is out of range for month; mend it"),
        ("a: 1\nb: \x07", "row 2: not YAML: special characters are not allowed; mend it"),
        ("a: !!python/name:os.system ''", "row 1: not YAML: could not determine a constructor"),
        ("a: 1\n---\nb: 1", "row 2: not YAML: but found another document"),
        ("a: 1\nb: 2\na: 3", "row 3, column a: 'a' is written twice; keep one"),
        ("a:\n  no: 1", "row 2, column no: YAML reads no as bool, not as text; put it in quotes"),
    ],
)
def test_what_is_refused_is_refused_at_once(text: str, message: str) -> None:
    """With the row, in the time that a good text of its size takes."""
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        yaml_text.load(text, "a.yml")
    assert message in str(caught.value)
    assert time.process_time() - start < 3


def test_many_entries_are_refused_while_they_are_read() -> None:
    """Not after all of them."""
    with pytest.raises(InputError, match="unfolds to more than"):
        yaml_text.load(f"a: [{'1,' * 900_000}]", "a.yml", reader=_Impatient)


class _Impatient(yaml_text.Reader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._composed = yaml_text.MOST_ENTRIES - 10


def test_an_alias_and_a_merge_are_no_fault() -> None:
    """A key of one's own beside a merged one is what merging is for."""
    text = "a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\nc: [*a, *a]"
    assert yaml_text.load(text, "a.yml")["b"] == {"x": 3, "y": 2}


def test_rows_are_those_of_the_file() -> None:
    """The head of a page or a cell begins below the file's first line."""
    for text, message in {"a: [": "row 12: n", "\nb: 1\nb: 2": "row 14, column b"}.items():
        with pytest.raises(InputError, match=message):
            yaml_text.load(text, "a.qmd", first_row=12)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Another encoding, a directory, a list instead of keys."""
    (tmp_path / "old.yml").write_bytes("а: б".encode("cp1251"))
    with pytest.raises(InputError, match=r"old\.yml, row 1: byte 0xe0 is not UTF-8; save the file"):
        yaml_text.load_file(tmp_path / "old.yml")
    with pytest.raises(InputError, match="cannot be read: Is a directory; restore it from git"):
        yaml_text.load_file(tmp_path)
    (tmp_path / "list.yml").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match=r"list\.yml, row 1: is not a mapping of keys"):
        yaml_text.load_mapping(tmp_path / "list.yml")


def test_no_file_of_the_book_is_read_otherwise() -> None:
    """The reader is the only one, but for the renderer's own words."""
    others = {
        path.name
        for path in (paths.ROOT / "src").rglob("*.py")
        if {"safe_load", "yaml.load(", "SafeLoader"} & set(_names(path.read_text(encoding="utf-8")))
    }
    assert others == {"yaml_text.py", "language.py"}


def _names(text: str) -> list[str]:
    return [name for name in ("safe_load", "yaml.load(", "SafeLoader") if name in text]

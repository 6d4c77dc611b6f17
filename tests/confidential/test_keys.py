"""Pseudonyms are the same for the same key, and the key stays with its owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.confidential.keys import load_key, pseudonym
from helpers.errors import BookError


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """Also in a directory that is not there yet."""
    directory = tmp_path / "restricted"
    key = load_key(directory)
    assert len(key) == 32
    assert load_key(directory) == key
    assert (directory / "key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "00", "z" * 64, "0" * 62])
def test_a_damaged_key_is_not_replaced(tmp_path: Path, content: str) -> None:
    """A new one would cut every organisation in two."""
    (tmp_path / "key").write_text(content, encoding="ascii")
    with pytest.raises(BookError, match="is no key of 32 bytes as 64 hexadecimal digits"):
        load_key(tmp_path)
    assert (tmp_path / "key").read_text(encoding="ascii") == content


def test_pseudonyms_depend_on_value_and_key() -> None:
    """16 hexadecimal digits that say nothing of the value."""
    one, other = bytes(32), bytes([1] * 32)
    assert pseudonym("a", one) == pseudonym("a", one)
    assert len({pseudonym(value, key) for value in "ab" for key in (one, other)}) == 4
    assert len(pseudonym("a", one)) == 16

"""Numbers for the prose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.errors import InputError
from bookmaker.project.variables import read_numbers, read_variables, write_variables

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
VALUES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_variables_come_back_as_written(tmp_path_factory: object, values: dict[str, str]) -> None:
    """Texts that look like other YAML types ("30.0", "no", "1_000") stay texts."""
    directory = tmp_path_factory.mktemp("v")  # type: ignore[attr-defined]
    write_variables(values, directory / "_variables.yml")
    assert read_variables(directory) == values


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"00": {"n": "1"}, "01": {"n": "2"}}, r"01\.json, column n: is '2' here and '1' in 00"),
        ({"00": {"n": 1}}, r"00\.json, column n: is 1; write the number as non-empty formatted"),
        ({"00": {"n": " "}}, r"column n: is ' '; write the number"),
        ({"00": {"N-1": "1"}}, r"column N-1: is not a variable name; use small Latin letters"),
        ({"00": ["n"]}, r"00\.json: is not an object of names and texts"),
    ],
)
def test_numbers_that_cannot_be_joined_are_named(tmp_path: Path, files: dict, message: str) -> None:
    """Every problem names its file and variable."""
    for name, content in files.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_numbers(tmp_path.glob("*.json"))


def test_the_same_value_in_two_notebooks_is_one_variable(tmp_path: Path) -> None:
    """Two notebooks may both state a fact of the book."""
    for name in ("00", "01"):
        (tmp_path / f"{name}.json").write_text('{"n": "100"}', encoding="utf-8")
    assert read_numbers(tmp_path.glob("*.json")) == {"n": "100"}


def test_a_file_that_is_not_json_is_named(tmp_path: Path) -> None:
    """The message is JSON's own, after the file's name."""
    (tmp_path / "00.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"00\.json: is not JSON: Expecting"):
        read_numbers(tmp_path.glob("*.json"))

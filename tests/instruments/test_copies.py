"""A wave keeps the words it was asked in."""

import pytest

from helpers.errors import InputError
from helpers.instruments import load_instruments
from helpers.instruments.copies import read_copy, write_copy


def test_a_copy_is_what_was_asked(tmp_path):
    """Every field of every question comes back, labels included, and twice the same bytes."""
    instruments = load_instruments()
    write_copy(tmp_path / "one.json", instruments)
    found = read_copy(tmp_path / "one.json")
    assert found == instruments
    assert found["survey"]["need"].label["kk"] == instruments["survey"]["need"].label["kk"] != ""
    write_copy(tmp_path / "two.json", found)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_what_a_later_version_added_is_left_out(tmp_path):
    write_copy(tmp_path / "one.json", load_instruments())
    text = (tmp_path / "one.json").read_text(encoding="utf-8")
    later = text.replace('"exclusive":', '"made_up": 1, "exclusive":')
    (tmp_path / "two.json").write_text(later, encoding="utf-8")
    assert later != text
    assert read_copy(tmp_path / "two.json") == load_instruments()


@pytest.mark.parametrize("text", ["", "[]", '{"survey": {"name": "survey"}}'])
def test_a_file_that_holds_none_is_named(tmp_path, text):
    (tmp_path / "instruments.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"instruments\.json: holds no instruments"):
        read_copy(tmp_path / "instruments.json")

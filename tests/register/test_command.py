"""The command writes inside the restricted directory and shows counts, never an organisation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from helpers.confidential.keys import load_key, pseudonym
from helpers.confidential.names import read_names
from helpers.errors import ArgumentError, BookError
from helpers.register import command, reporting
from helpers.register.rules import load_rules
from tests.register import made_up
from tests.register.conftest import Whole

Register = Callable[..., tuple[Path, str]]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A few rows, one of which another organisation's name shares."""
    path = tmp_path / "reports.csv"
    cells = [(made_up.number(1), "ОФ «Тестовый мир»"), (made_up.number(2), "«Мир примеров» ҚБ")]
    cells += [(made_up.number(3), "ОО Мир примеров"), ("", "ЧФ «Без номера»")]
    rows = "".join(f"{bin_};{name};Охрана окружающей среды;2023;0\n" for bin_, name in cells)
    head = "БИН;Наименование;Вид деятельности;Год;Доходы\n"
    path.write_text(head + rows, encoding="utf-8")
    return path


def test_the_frame_is_a_clean_table(register: Register, small: Path) -> None:
    """With a manifest that holds its hash, and names that only the detector reads."""
    wave, _ = register(small)
    table = pl.read_parquet(wave / "clean" / "register.parquet")
    assert table.height == 3
    assert table["source"].to_list() == ["reports.csv:2", "reports.csv:3", "reports.csv:4"]
    assert table["organisation"][0] == pseudonym(made_up.number(1), load_key())
    entry = json.loads((wave / "clean" / "manifest.json").read_text(encoding="utf-8"))
    register_entry = entry["tables"]["register"]
    assert (register_entry["rows"], register_entry["files"][0]["rows_in"]) == (3, 4)
    assert register_entry["lines"] == {"bin_missing": 1}
    assert read_names("2024") == {
        "тестовый мир": pseudonym(made_up.number(1), load_key()),
        "мир примеров": "",
        "без номера": "",
    }


def test_again_gives_the_same_bytes(register: Register, small: Path) -> None:
    """No clock, and the same key."""
    wave, printed = register(small)
    first = {path: path.read_bytes() for path in wave.rglob("*") if path.is_file()}
    _, again = register(small)
    assert {path: path.read_bytes() for path in wave.rglob("*") if path.is_file()} == first
    assert again == printed


def test_neither_terminal_nor_reports_name_an_organisation(register: Register, small: Path) -> None:
    """Rows are numbers."""
    wave, printed = register(small)
    shown = [printed] + [
        path.read_text(encoding="utf-8") for path in (wave / "clean").glob("register.*[lv]")
    ]
    assert len(shown) == 4
    for text in shown:
        assert "примеров" not in text.lower()
        assert "тестовый" not in text.lower()
        assert made_up.number(1) not in text


def test_printed_counts_stand_beside_ours(register: Register, small: Path) -> None:
    """For the report's wave alone: another one is another register."""
    _, printed = register(small)
    assert "1,327  −1,323" in printed
    assert "zero_reports" in printed
    _, printed = register(small, "--wave", "2026")
    assert "1,327" not in printed


def test_the_made_up_register_agrees_with_the_report(whole: Whole) -> None:
    """All differences are nothing, in table and page."""
    from helpers.ledger import claims, codebook

    compared = reporting.compare(whole.funnel, load_rules(), claims.load(), codebook.load())
    report = reporting.Report("reports.csv", "2024", whole.funnel, compared, ())
    assert {each.difference for each in compared.values()} == {"0"}
    assert len(compared) == 6
    page = reporting.html(report)
    assert "the first 5,000 here" in page
    assert "Пример" not in page
    steps = reporting.steps_frame(report)
    assert steps.filter(step="activity")["printed"].to_list() == [1327]
    assert reporting.lines_frame(report).null_count().sum_horizontal().item() == 0


def test_a_register_without_anybody_left_keeps_the_last_frame(
    register: Register, restricted: Path, small: Path
) -> None:
    """The reports say where rows end; the frame is not replaced by nothing."""
    register(small)
    table = restricted / "2024" / "clean" / "register.parquet"
    before = table.read_bytes()
    other = small.with_name("other.csv")
    other.write_text(
        small.read_text(encoding="utf-8").replace("Охрана", "Вокруг"), encoding="utf-8"
    )
    with pytest.raises(BookError, match="no organisation is left"):
        command.main([str(other)])
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--out", "elsewhere"), "stays inside data/restricted"),
        (("--wave", "second"), "'second' is no wave"),
    ],
)
def test_options(restricted: Path, small: Path, options: tuple[str, str], message: str) -> None:
    """Nothing is written elsewhere."""
    with pytest.raises(ArgumentError, match=message):
        command.main([str(small), *options])
    assert not restricted.exists()

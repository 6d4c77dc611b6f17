"""Every step leaves out what it should, and every row left out has its reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from helpers.register.funnel import frame_table, run
from helpers.register.reading import read_register
from helpers.register.rules import load_rules
from tests.register import made_up
from tests.register.conftest import Whole


def read(path: Path, text: str, **changes: object):
    """The funnel of a small file."""
    path.write_text(text, encoding="utf-8")
    rules = replace(load_rules(), **changes)
    return run(read_register(path, rules, path.parent), rules)


def test_the_steps_of_25000_rows(whole: Whole) -> None:
    """1,327 organisations with the activity and 487 in the end, as made."""
    after = {step.name: (step.rows_after, step.organisations) for step in whole.funnel.steps}
    assert after["file"][0] == made_up.SIZE
    assert after["readable"][0] == made_up.SIZE - 20
    assert after["activity"] == (1627, 1327)
    assert after["bin"] == (1568, 1268)
    assert after["repeat"] == (1268, 1268)
    assert after["liquidated"] == (1038, 1038)
    assert after["silent"] == after["frame"] == (487, 487)


def test_25000_rows_take_seconds(whole: Whole) -> None:
    """Read and taken through all steps; a register is read more than once until it is right."""
    assert whole.seconds < 5


def test_every_row_left_out_has_one_line_with_its_reason(whole: Whole) -> None:
    """The fates that were made, row by row in number, and no row twice."""
    lines = whole.funnel.lines
    left_out = lines.filter(pl.col("step") != "frame")
    assert left_out["row"].n_unique() == left_out.height == made_up.SIZE - whole.funnel.kept.height
    expected = {**made_up.FATES, "activity_other": made_up.OTHER}
    kept = expected.pop("kept")
    assert dict(Counter(left_out["rule"].to_list())) == expected
    assert whole.funnel.kept.height == kept
    noted = Counter(lines.filter(pl.col("step") == "frame")["rule"].to_list())
    assert noted == {"bin_zeros": made_up.ZEROS_LOST, "region_unknown": made_up.UNKNOWN}


def test_reasons_point_at_the_right_rows(whole: Whole) -> None:
    """Row numbers are those of the file, the heading being row 1."""
    for row, rule in whole.funnel.lines.select("row", "rule").rows():
        cells = whole.made[row - 2]
        if rule == "bin_rounded":
            assert "E+" in cells[1]
        elif rule == "liquidated":
            assert cells[5] in made_up.GONE
        elif rule == "row_shape":
            assert len(cells) == 7
        elif rule == "activity_other":
            assert cells[4] in made_up.IRRELEVANT


def test_the_latest_report_of_a_bin_is_kept(whole: Whole) -> None:
    """The line of an earlier one names the row that is kept."""
    repeats = whole.funnel.lines.filter(rule="repeat")
    kept = set(whole.funnel.kept["row"].to_list())
    assert all(int(detail.split()[1]) in kept for detail in repeats["detail"])


def test_regions_and_zero_reports_of_the_frame(whole: Whole) -> None:
    """By any name of a region, and from amounts."""
    frame = whole.funnel.kept
    for place, (number, _) in made_up.PLACES.items():
        assert frame.filter(place=place).height == number
    assert frame["place"].null_count() == made_up.UNKNOWN
    assert frame["zero_report"].sum() == made_up.ZERO_REPORTS
    assert frame["zero_report"].null_count() == 0


def test_the_frame_says_nothing_of_who_it_is(whole: Whole) -> None:
    """A pseudonym instead of number and name, and the mark of made-up rows first."""
    table = frame_table(whole.funnel, "reports.csv", bytes(32))
    assert table.columns == [
        *("synthetic", "row", "source", "submitted", "language", "organisation"),
        *("region", "year", "zero_report", "has_contact"),
    ]
    assert table["organisation"].n_unique() == table.height
    text = table.write_csv()
    assert "Пример" not in text
    assert not set(whole.funnel.kept["number"]) & set(text.replace("\n", ",").split(","))


def test_a_step_without_its_column_is_not_applied(tmp_path: Path) -> None:
    """And says which column that is."""
    number = made_up.number(1)
    funnel = read(tmp_path / "few.csv", f"БИН;Наименование\n{number};Пример\n{number};Пример\n")
    missing = {step.name: step.missing for step in funnel.steps if step.missing}
    assert missing == {"activity": "activity", "liquidated": "status", "silent": "year"}
    assert funnel.kept["row"].to_list() == [3]


@pytest.mark.parametrize(
    ("status", "is_kept"),
    [("Ликвидирован", False), ("не ликвидирован", True), ("Таратылған", False), ("иное", True)],
)
def test_states(tmp_path: Path, status: str, is_kept: bool) -> None:
    """A denial is none, and an unknown state is kept with a line."""
    funnel = read(tmp_path / "a.csv", f"БИН,Статус\n{made_up.number(1)},{status}\n")
    assert funnel.kept.height == is_kept
    unknown = funnel.lines.filter(rule="state_unknown").height
    assert unknown == (status == "иное")


def test_silence_counts_back_from_the_latest_year_or_the_one_given(tmp_path: Path) -> None:
    """Two years: with a latest report of 2023, one of 2021 is silent."""
    rows = "".join(f"{made_up.number(year)},{year}\n" for year in (2021, 2022, 2023))
    path = tmp_path / "years.csv"
    assert read(path, f"БИН,Год\n{rows}").kept["period"].to_list() == [2022, 2023]
    rules = load_rules()
    file = read_register(path, rules, tmp_path)
    assert run(file, rules, 2025).kept.is_empty()
    three = replace(rules, years=3)
    assert run(file, three).kept.height == 3


def test_a_year_after_the_survey_is_a_slip(tmp_path: Path) -> None:
    """One 2032 for 2023 would make everybody else silent."""
    rows = "".join(f"{made_up.number(year)},{year}\n" for year in (2022, 2023, 2032))
    path = tmp_path / "years.csv"
    path.write_text(f"БИН,Год\n{rows}", encoding="utf-8")
    rules = load_rules()
    funnel = run(read_register(path, rules, tmp_path), rules, wave=2024)
    assert funnel.kept["period"].to_list() == [2022, 2023, None]
    assert funnel.lines.select("row", "rule").rows() == [(4, "year_late")]


def test_who_cannot_be_reached_stays_unless_the_rules_say_so(tmp_path: Path) -> None:
    """Not to be reached is one way not to answer."""
    text = f"БИН,Телефон,Почта\n{made_up.number(1)},,\n{made_up.number(2)},,a@example.kz\n"
    path = tmp_path / "contact.csv"
    assert read(path, text).kept["has_contact"].to_list() == [False, True]
    assert read(path, text, without_contact=True).kept["has_contact"].to_list() == [True]


@pytest.mark.parametrize(
    ("region", "place", "rule"),
    [
        ("г. Алматы", "almaty_city", None),
        ("Алматинская область", "almaty_region", None),
        ("Алматинская область, г. Конаев", "almaty_region", None),
        ("050000, г. Алматы, ул. Примерная", "almaty_city", None),
        ("ЮКО", None, "region_open"),
        ("Атлантида", None, "region_unknown"),
        ("", None, "region_missing"),
    ],
)
def test_regions(tmp_path: Path, region: str, place: str | None, rule: str | None) -> None:
    """A name of today, a former one that is open, a part of an address, no region at all."""
    funnel = read(tmp_path / "a.csv", f'БИН,Регион\n{made_up.number(1)},"{region}"\n')
    assert funnel.kept["place"].to_list() == [place]
    assert funnel.lines["rule"].to_list() == ([rule] if rule else [])

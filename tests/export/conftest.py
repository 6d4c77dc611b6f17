"""The export in Russian, written once, and a small table of everything that is awkward."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.export import Field, Table, tables_of
from helpers.export.writing import write_export
from helpers.study import Study, open_study

LONG = "Каким образом организация работает с местными исполнительными органами " * 5
ANSWER = "ответ, который не помещается в метку значения и потому обрезан по букве, а не посередине"
MANY = 2500  # letters of a text


@pytest.fixture(scope="package")
def russian() -> Study:
    """The study with Russian labels."""
    return open_study("ru")


@pytest.fixture(scope="package")
def tables(russian: Study) -> dict[str, Table]:
    """All tables in Russian, by name."""
    return {table.name: table for table in tables_of(russian)}


@pytest.fixture(scope="package")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make export EDITIONS=ru` writes."""
    return write_export(["ru"], tmp_path_factory.mktemp("outputs") / "export").directory


@pytest.fixture(scope="package")
def awkward() -> Table:
    """Long labels, three kinds of missing, formulas, Kazakh letters, quotes, nothing at all."""
    codes = {"yes": "да", "long": ANSWER, "unprinted": "не приведён", "b": "нет", "c": "не указан"}
    fields = (
        Field("row_id", "№", "text"),
        Field(
            "answer",
            LONG.strip(),
            "code",
            "описание",
            codes,
            {"unprinted": "a", "b": "b", "c": "c"},
        ),
        Field(
            "question__with_a_name_that_is_much_too_long",
            "флаг",
            "flag",
            "",
            {"0": "нет", "1": "да"},
        ),
        Field("with", "число", "number"),
        Field("staff", "люди", "integer"),
        Field("text", "текст"),
    )
    rows = [
        ("1", "yes", 1, 0.1, 5, "=1+1"),
        ("2", "long", 0, None, None, None),
        ("3", "unprinted", None, -2.5, -7, "Қазақ «ә», \"b\"; 'c'\nжаңа қатар"),
        ("4", "b", 1, 1e9, 10**9, "@x\t-5,3"),
        ("5", "c", 1, 1 / 3, 0, "'=уже с апострофом"),
        ("6", None, 0, 0.0, 1, "я" * MANY),
    ]
    return Table("awkward", "Всё неудобное", fields, rows, "row_id")

"""Forty faults and where they were planted: in a Google form that branches by language.

Each fault has a row of the file (the heading is 1), a question whose column it stands in ("" for a
whole row or column), what was typed there, and the rule whose line has to tell of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from helpers.confidential.identifiers import check_digit
from helpers.instruments import Instrument
from tests.intake.exports import Cells

N_ROWS = 100
WORDS = "difficulty_words"
REGION = "Ваш регион"


class Fault(NamedTuple):
    """One planted fault."""

    row: int
    question: str
    typed: str
    rule: str


def bin_of(number: int) -> str:
    """A made-up BIN with the right check digit, registered in 2060: it belongs to nobody."""
    for part in range(5):
        digits = f"60014{part}{number:05d}"
        if (last := check_digit(digits)) is not None:
            return f"{digits}{last}"
    raise AssertionError(number)


# In cells. Rows are such that the answer's language is Russian; `test_faults` looks at that.
IN_CELLS = (
    Fault(2, "staff", "двадцать", "not_a_number"),
    Fault(3, "staff", "10-15", "range_of_numbers"),
    Fault(4, "staff", "около 20", "range_of_numbers"),
    Fault(5, "staff", "120 человек", "written_out"),
    Fault(6, "staff", "-3", "impossible"),
    Fault(7, "staff_women", "9999", "impossible"),
    Fault(8, "staff_men", "9998", "impossible"),
    Fault(10, "staff_youth", "9997", "impossible"),
    Fault(11, "registration_year", "1899", "impossible"),
    Fault(12, "registration_year", "2031", "impossible"),
    Fault(13, "registration_year", "01.02.2015", "year_of_date"),
    Fault(14, "survey_region", "Южно-Казахстанская обл.", "ambiguous_place"),
    Fault(15, "survey_region", "г. Нур-Султан", "old_name"),
    Fault(16, "survey_region", "Москва", "unknown_place"),
    Fault(17, "participation_level", "иногда", "unknown_answer"),
    Fault(18, "local_impact", "{yes}, {no}", "several_for_one"),
    Fault(19, "obstacle", "{none}, {mistrust}", "exclusive"),
    Fault(20, "staff_youth", "не знаю", "dont_know"),
    Fault(21, WORDS, "Звоните бухгалтеру: +7 701 123 45 67", "personal"),
    Fault(22, WORDS, "Пишите на eco.fond@example.kz, расскажем", "personal"),
    Fault(23, "funding_source", "{crowdfunding}, помог Ахметов Серик Болатович", "personal"),
    Fault(24, WORDS, f"Наш БИН {bin_of(7)}, проверьте", "personal"),
    Fault(25, "bin", "123456789012", "impossible"),
    Fault(26, WORDS, "тест", "test_submission"),
    Fault(27, "staff", "#REF!", "cell_error"),
    Fault(28, "when", "вчера", "not_a_date"),
    Fault(29, "staff", "12,5", "not_a_number"),
    Fault(30, "local_impact", "{yes}", "columns_disagree"),
    Fault(31, "survey_region", "Алматинская область", "ambiguous_place"),
    Fault(31, "when", "03.05.2021 10:00:00", "other_year"),
)
# Rows added below the others; `typed` says what they are.
ADDED = (
    Fault(102, "", "row 40 once more", "duplicate"),
    Fault(103, "", "the same answers as row 41, a minute later", "same_answers"),
    Fault(42, "", "its organisation (by BIN) sent row 104 later", "same_organisation"),
    Fault(105, "", "another organisation of the name in row 43", "same_name"),
    Fault(106, "", "everything ticked", "straight_line"),
    Fault(107, "", "a blank row", "blank_row"),
    Fault(108, "", "a time and nothing else", "no_answers"),
    Fault(109, "", "a comma outside quotes", "row_shape"),
)
# Whole columns.
COLUMNS = (
    Fault(0, "", "Адрес электронной почты", "column_kept_out"),
    Fault(0, "", "", "no_heading"),
)
PLANTED = (*IN_CELLS, *ADDED, *COLUMNS)

# Said in other ways, and to be read without a line: row, question, typed, column, value.
READ = (
    (50, "participation_level", "  {high_upper} ", "participation_level", "high"),
    (51, "survey_region", "акмолинская обл.", "survey_region", "akmola"),
    (52, "survey_region", "Жетiсу облысы", "survey_region", "zhetysu"),
    (53, "local_impact", "нет ответа", "local_impact", None),
    (54, "technology_limits", "Не знаю", "technology_limits", "dont_know"),
    (55, "difficulty", "«{finance}»; {language}", "difficulty__finance", 1),
    (56, "funding_source", "{state}, Лотерея", "funding_source__state", 1),
    (57, "staff", "1 200", "staff", 1200),
)


def faulty(cells: Cells, instrument: Instrument) -> tuple[Cells, str]:
    """The cells with everything planted, and a last line to be put below them as it is."""
    heading, *rows = [list(row) for row in cells]
    extra = [instrument[name].label["ru"] for name in ("organisation_name", "bin", WORDS)]
    heading += [*extra, "Адрес электронной почты", ""]
    where = _columns(heading, instrument)
    heading[where["survey_region"]] = REGION
    for number, row in enumerate(rows):
        name = f"Общественный фонд «Тестовая организация {chr(1040 + number // 26)}{number}»"
        row += [name, bin_of(number) if number % 3 else "", "", f"person{number}@example.kz", ""]
    for row, question, typed, *_ in (*IN_CELLS, *READ):
        rows[row - 2][where[question]] = said(instrument, question, typed)
    rows[29][where["staff_men"]] = ""
    rows[28][where["local_impact, kk"]] = said(instrument, "local_impact", "{no}", "kk")
    _consistent(rows, where)
    rows[60][len(heading) - 1] = "заметка"
    rows += _added(rows, where, instrument)
    torn = list(rows[70])
    torn[where["when"]] = "09.10.2024 10:00:00"
    return [heading, *rows], ",".join(["09.10.2024 10:00:00", "а, б", *torn[1:]])


def said(instrument: Instrument, question: str, typed: str, language: str = "ru") -> str:
    """What was typed, with the labels of the question's choices for their names in braces."""
    if question == "when":
        return typed
    labels = {choice.name: choice.label[language] for choice in instrument[question].choices}
    return typed.format(**labels, **{f"{n}_upper": text.upper() for n, text in labels.items()})


def _columns(heading: list[str], instrument: Instrument) -> dict[str, int]:
    """Where each question stands: in Russian, and in Kazakh as "question, kk"."""
    found = {"when": 0}
    for question in instrument.questions:
        for end, language in (("", "ru"), (", kk", "kk")):
            if question.label[language] in heading:
                found[question.name + end] = heading.index(question.label[language])
    return found


def _consistent(rows: Cells, where: Mapping[str, int]) -> None:
    """One fault in a row is enough: the other numbers of people are left empty."""
    numbers = ["staff", "staff_women", "staff_men", "staff_youth"]
    for row, question, *_ in (*IN_CELLS, *READ):
        if question == "staff":
            for other in set(numbers) - {question}:
                rows[row - 2][where[other]] = ""


def _added(rows: Cells, where: Mapping[str, int], instrument: Instrument) -> Cells:
    name, number, words = where["organisation_name"], where["bin"], where[WORDS]
    again = list(rows[39 - 1])
    later = list(rows[40 - 1])
    later[where["when"]], later[number], later[name] = "27.10.2024 23:59:59", "", ""
    newer = list(rows[41 - 1])
    newer[number] = rows[41 - 1][number] = bin_of(7001)
    newer[where["when"]], newer[where["staff"]] = "28.10.2024 23:00:00", "77"
    rows[41 - 1][where["when"]] = "02.10.2024 09:00:00"
    named = list(rows[72])
    named[name], named[number] = rows[42 - 1][name].replace("Общественный фонд", "ОФ"), ""
    rows[42 - 1][number] = ""
    named[where["when"]], named[where["staff"]] = "26.10.2024 12:00:00", "31"
    ticked = list(rows[73])
    for question in instrument.questions:
        if question.kind == "select_multiple":
            every = [c.label["ru"] for c in question.choices if c.name not in question.exclusive]
            ticked[where[question.name]] = ", ".join(every)
    ticked[number], ticked[name], ticked[where["when"]] = "", "", "25.10.2024 12:00:00"
    blank = [""] * len(ticked)
    opened = ["24.10.2024 12:00:00", *blank[1:]]
    assert not again[words]
    return [again, later, newer, named, ticked, blank, opened]

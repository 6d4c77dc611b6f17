"""What a text and its translation must share."""

import pytest

from helpers.errors import InputError
from helpers.translation.catalogues import path_of, update
from helpers.translation.checks import compare, glossary, mistranslations, require_translations

TEXT = "{{< var a >}} of {{< var b >}} in [x](p.html#y) and @fig-z, `code`, $k$, 2/1/0."
SAME = "{{< var a >}} из {{< var b >}}: @fig-z, `code`, [икс](p.html#y), $k$, 2/1/0."

CASES = [
    (SAME, []),
    (
        "{{< var b >}}, {{< var a >}}: @fig-z, `code`, [икс](p.html#y), $k$, 2/1/0.",
        ["numbers must stand in the order a, b; here b, a"],
    ),
    (SAME.replace("{{< var b >}}", "{{< var c >}}"), ["the number b is missing; 'c' is too many"]),
    (
        SAME.replace("p.html#y", "q.html"),
        ["the link (p.html#y) is missing; '(q.html)' is too many"],
    ),
    (SAME.replace("@fig-z", "рисунок"), ["the reference @fig-z is missing"]),
    (SAME.replace("`code`", "код"), ["the code `code` is missing"]),
    (SAME.replace("$k$", "k"), ["the formula $k$ is missing"]),
    (SAME.replace("@fig-z", "рисунок 2.1, @fig-z"), ["'2.1' is too many"]),
    (SAME.replace("2/1/0", "2/1/1"), ["the numeral 0 is missing; '1' is too many"]),
]


@pytest.mark.parametrize(("translation", "messages"), CASES)
def test_a_difference_is_named(translation, messages):
    """One message for each kind of thing that differs."""
    assert list(compare(TEXT, translation)) == messages


@pytest.mark.parametrize(
    ("text", "translation"),
    [("4.8 points", "4,8 балла"), ("23,335 words", "23\u202f335 слов"), ("95%", "95 %")],
)
def test_numerals_are_compared_by_value(text, translation):
    """Each language writes them in its own way."""
    assert list(compare(text, translation)) == []


def test_fields_of_phrases_are_compared():
    """A phrase without its field would lose a number."""
    assert list(compare("{n} of {m}", "{n} из")) == ["the field {m} is missing"]


@pytest.mark.parametrize(
    ("text", "translation", "message"),
    [
        ("What it carries", "Что\nглава несёт", "the text is one line and the translation has a"),
        ("one\ntwo", "раз\n \nдва", "an empty line would cut the paragraph in two; write"),
    ],
)
def test_a_line_break_that_would_cut_a_text_is_named(text, translation, message):
    """A heading would lose all but its first words."""
    (found,) = compare(text, translation)
    assert found.startswith(message)


@pytest.mark.parametrize(
    ("translation", "message"),
    [
        ("раз\u2028два", "the text is one line and the translation has a line break"),
        (
            "раз\u0007два",
            "the translation has a sign that nobody sees and no format can hold: U+0007",
        ),
        ("- раз", "'- ' at the start makes something else of it"),
        ("    раз", "' ' at the start makes something else of it"),
        ("::: раз", "':::' at the start makes something else of it"),
        ("раз\\", "a backslash at the end takes what follows into the text"),
        ("раз | два", "the sign | would begin another cell of a table; write \\|"),
    ],
)
def test_a_translation_that_would_become_something_else_is_named(translation, message):
    """A list for a paragraph, a column more, a heading without its end."""
    assert next(compare("one", translation)).startswith(message)
    assert list(compare("one", r"раз \| [два|двух] — -1")) == ["'1' is too many"]


def test_lines_of_a_paragraph_may_break_elsewhere():
    """As long as it stays one paragraph."""
    assert list(compare("one\ntwo three", "раз два\nтри\nчетыре")) == []


def test_a_mistranslation_is_named_with_its_file_and_place(project):
    """Of one page or of all; staging asks for one."""
    update(project)
    path = path_of("ru", "index", project)
    content = path.read_text(encoding="utf-8")
    wrong = content.replace(
        'answered, see @fig-a."\nmsgstr ""', 'answered, see @fig-a."\nmsgstr "да"'
    )
    assert wrong != content
    path.write_text(wrong, encoding="utf-8")
    found = [str(each) for each in mistranslations(project, ["ru"], "index")]
    assert found[0] == "locale/ru/index.po, index.qmd:3: the number n is missing"
    assert [str(each) for each in mistranslations(project)] == found
    assert mistranslations(project, ["ru"], "01_one") == []
    with pytest.raises(InputError, match="the number n is missing"):
        require_translations(project)


def test_terms_are_whole_words():
    """In the singular or plural, whatever the case."""
    (base,) = [term for term in glossary() if term.english == "base"]
    assert base.pattern.search("Bases: two")
    assert not base.pattern.search("database")


def test_brackets_that_agree_with_no_number_are_named(project):
    """In an English text, in a translation, and, with the numbers, beside what is none."""
    page = "{{< var n >}} [town|towns], {{< var n >}}."
    (project / "index.qmd").write_text(page, encoding="utf-8")
    path = path_of("kk", "index", project)
    path.parent.mkdir(parents=True)
    translation = "{{< var n >}}-[ші], {{< var n >}}-[сы]"
    entry = f'#: index.qmd:1\nmsgid "{page}"\nmsgstr "{translation}"\n'
    path.write_text(entry, encoding="utf-8")
    found = [str(each) for each in mistranslations(project, ["kk"], "index", {"n": "жоқ"})]
    starts = [
        "locale/kk/index.po, index.qmd:1: [town|towns] is for translations; English words do not",
        "locale/kk/index.po, index.qmd:1: [ші] is no ending; write one as 6 (алты) takes it: сы,",
        "locale/kk/index.po, index.qmd:1: [сы]: the number n is 'жоқ', which does not end in a num",
    ]
    assert len(found) == len(starts)
    assert all(map(str.startswith, found, starts))


def test_a_translation_far_longer_than_its_text_is_not_read():
    """It would take minutes."""
    [message] = compare("Words", "<" * 500_000)
    assert message == "the translation has 500,000 signs and its text 5; shorten it"

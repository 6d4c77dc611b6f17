"""Words that agree with a number which is filled in later."""

from __future__ import annotations

import pytest

from helpers import paths
from helpers.agreement import (
    ENDINGS,
    Agreeing,
    Number,
    agreed,
    disagreements,
    kazakh_end,
    kazakh_ending,
    russian_form,
    words_only,
)
from helpers.editions import Edition
from helpers.errors import InputError

TOWNS = "{n} [город|города|городов]"
UP_TO = 1_000_000
# All small ones, all hundreds, and from there every 37th, which meets each ending of two digits.
NUMBERS = sorted({*range(20_001), *range(0, UP_TO + 1, 100), *range(0, UP_TO + 1, 37)})

# Each numeral as it is read, with every ending, typed by hand from the orthography:
# possessive, its genitive, dative, accusative, locative, ablative and instrumental; then the bare
# genitive, dative, accusative, locative, ablative and instrumental. The head is what a translator
# writes.
TABLE = """
WRITTEN   сы  сының  сына  сын  сында  сынан  сымен  ның  ға  ны  да  дан  мен
нөл       і   інің   іне   ін   інде   інен   імен   дің  ге  ді  де  ден  мен
бір       і   інің   іне   ін   інде   інен   імен   дің  ге  ді  де  ден  мен
екі       сі  сінің  сіне  сін  сінде  сінен  сімен  нің  ге  ні  де  ден  мен
үш        і   інің   іне   ін   інде   інен   імен   тің  ке  ті  те  тен  пен
төрт      і   інің   іне   ін   інде   інен   імен   тің  ке  ті  те  тен  пен
бес       і   інің   іне   ін   інде   інен   імен   тің  ке  ті  те  тен  пен
алты      сы  сының  сына  сын  сында  сынан  сымен  ның  ға  ны  да  дан  мен
жеті      сі  сінің  сіне  сін  сінде  сінен  сімен  нің  ге  ні  де  ден  мен
сегіз     і   інің   іне   ін   інде   інен   імен   дің  ге  ді  де  ден  бен
тоғыз     ы   ының   ына   ын   ында   ынан   ымен   дың  ға  ды  да  дан  бен
он        ы   ының   ына   ын   ында   ынан   ымен   ның  ға  ды  да  нан  мен
жиырма    сы  сының  сына  сын  сында  сынан  сымен  ның  ға  ны  да  дан  мен
отыз      ы   ының   ына   ын   ында   ынан   ымен   дың  ға  ды  да  дан  бен
қырық     ы   ының   ына   ын   ында   ынан   ымен   тың  қа  ты  та  тан  пен
елу       і   інің   іне   ін   інде   інен   імен   дің  ге  ді  де  ден  мен
алпыс     ы   ының   ына   ын   ында   ынан   ымен   тың  қа  ты  та  тан  пен
жетпіс    і   інің   іне   ін   інде   інен   імен   тің  ке  ті  те  тен  пен
сексен    і   інің   іне   ін   інде   інен   імен   нің  ге  ді  де  нен  мен
тоқсан    ы   ының   ына   ын   ында   ынан   ымен   ның  ға  ды  да  нан  мен
жүз       і   інің   іне   ін   інде   інен   імен   дің  ге  ді  де  ден  бен
мың       ы   ының   ына   ын   ында   ынан   ымен   ның  ға  ды  да  нан  мен
миллион   ы   ының   ына   ын   ында   ынан   ымен   ның  ға  ды  да  нан  мен
миллиард  ы   ының   ына   ын   ында   ынан   ымен   тың  қа  ты  та  тан  пен
пайыз     ы   ының   ына   ын   ында   ынан   ымен   дың  ға  ды  да  дан  бен
"""
(_, *KEYS), *ROWS = (line.split() for line in TABLE.strip().splitlines())
BY_HAND = {word: dict(zip(KEYS, forms, strict=True)) for word, *forms in ROWS}
# By the last digit that is not 0, and how many zeros follow it.
READ = {
    0: " бір екі үш төрт бес алты жеті сегіз тоғыз",
    1: " он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан",
    2: " жүз" * 9,
    **dict.fromkeys((3, 4, 5), " мың" * 9),
    6: " миллион",
}


def read_last(n: int) -> str:
    """The word that is read last, found in the figures and not by division."""
    figures = str(n)
    if figures == "0":
        return "нөл"
    kept = figures.rstrip("0")
    return READ[len(figures) - len(kept)].split()[int(kept[-1]) - 1]


def russian_by_hand(n: int) -> int:
    """Russian grammar's rule by the last two digits."""
    if n % 100 in (11, 12, 13, 14):
        return 2
    return {1: 0, 2: 1, 3: 1, 4: 1}.get(n % 10, 2)


def test_russian_forms_up_to_a_million():
    """As the last two digits say."""
    wrong = [n for n in NUMBERS if russian_form(Number(n)) != russian_by_hand(n)]
    assert wrong == []


def test_kazakh_endings_up_to_a_million():
    """Every number is read to its last word, and every word takes the endings of the table."""
    assert set(KEYS) == set(ENDINGS)
    wrong = [n for n in NUMBERS if kazakh_end(Number(n)) != read_last(n)]
    assert wrong == []
    assert {read_last(n) for n in NUMBERS} == BY_HAND.keys() - {"пайыз", "миллиард"}
    found = {word: {key: kazakh_ending(key, word) for key in KEYS} for word in BY_HAND}
    assert found == BY_HAND


@pytest.mark.parametrize("value", [0, 1, 76, 100, 487, 1000, 23_335, UP_TO])
def test_numbers_are_read_as_editions_write_them(value):
    """Groups, decimals, percentages and minus signs included."""
    for language in ("ru", "kk"):
        edition = Edition(language)
        assert Number.last_of(edition.number(value)) == Number(value)
        assert Number.last_of(edition.number(-value, 1)) == Number(value, "0")
    percent = Edition("kk").percent(min(value, 100))
    assert Number.last_of(percent) == Number(min(value, 100), "", True)
    assert Number.last_of(Edition("kk").percent_range(0, 95.5)) == Number(96, "", True)


@pytest.mark.parametrize(
    ("value", "ending"),
    [
        ("76", "сы"),
        ("100", "і"),
        ("20", "сы"),
        ("7,5", "і"),
        ("7,50", "і"),
        ("2,10", "ы"),
        ("38\u202f%", "ы"),
        ("15–96\u202f%", "ы"),
        ("<1\u202f%", "ы"),
        ("79–80", "і"),
        ("−11", "і"),
        ("23\u202f000", "ы"),
        ("1\u202f000\u202f000", "ы"),
        ("6, 9", "ы"),
    ],
)
def test_a_kazakh_ending_follows_what_is_read_last(value, ending):
    """In ranges and lists the last number, in decimals their last digits."""
    assert agreed("{{< var n >}}-[сы] бар", "kk", {"n": value}) == f"{{{{< var n >}}}}-{ending} бар"


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        (TOWNS, "1", "{n} город"),
        (TOWNS, "112", "{n} городов"),
        (TOWNS, "7,5", "{n} города"),
        (TOWNS, "2–5", "{n} городов"),
        ("{n} [балл|балла|баллов|балл.]", "7,5", "{n} балл."),
        ("в {n} [городе|городах]", "21", "в {n} городе"),
        ("в {n} [городе|городах]", "11", "в {n} городах"),
        (
            "**{n}**\n[сельский район|сельских района|сельских районов].",
            "3",
            "**{n}**\nсельских района.",
        ),
        ("[остался|осталось|осталось] {n} [город|города|городов]", "21", "остался {n} город"),
        ("{n} [ответ|ответа|ответов] [дан|даны|дано], {m}", "5", "{n} ответов дано, {m}"),
        ("[[{n} [ответ|ответа|ответов]](a.qmd)]", "2", "[[{n} ответа](a.qmd)]"),
        ("[см. {n}](a.qmd) [а|б]{.c} [@x, с. 2]", "2", "[см. {n}](a.qmd) [а|б]{.c} [@x, с. 2]"),
    ],
)
def test_russian_forms_stand_after_or_before_their_number(text, value, wanted):
    """Links, spans and citations are none."""
    assert agreed(text, "ru", {"n": value}) == wanted


def test_a_bracket_between_two_numbers_belongs_to_the_first():
    """As a reader of the sentence would say."""
    text = "{{< var a >}} [ответ|ответа|ответов] {{< var b >}}"
    assert agreed(text, "ru", {"a": "1", "b": "5"}) == "{{< var a >}} ответ {{< var b >}}"


@pytest.mark.parametrize(
    ("language", "text", "message"),
    [
        ("ru", "{n} больших [город|города|городов]", "[город|города|городов] stands beside no num"),
        ("ru", "{n} [город]", "[город] has not two, three or four forms; write them as [город|го"),
        ("ru", "{n} [город||городов]", "[город||городов] has not two, three or four forms"),
        ("ru", "{n} [а|б|в|г|д]", "[а|б|в|г|д] has not two, three or four forms"),
        ("kk", "{n} [сы]", "[сы] stands beside no number; write it as '{{< var n >}}-[сы]', or in"),
        ("kk", "{n}-[і]", "[і] is no ending; write one as 6 (алты) takes it: сы, сының, сына"),
        ("kk", "{n}-[сы|сі]", "[сы|сі] is no ending"),
        ("en", "{n} [town|towns]", "[town|towns] is for translations; English words do not agree"),
        ("en", "{n}-[th]", "[th] is for translations"),
    ],
)
def test_a_mistake_is_named_with_its_mend(language, text, message):
    """And the bracket stays."""
    (found,) = disagreements(text, language)
    assert found.startswith(message)
    assert agreed(text, language, {"n": "5"}) == text


@pytest.mark.parametrize(
    ("language", "text", "value", "message"),
    [
        (
            "ru",
            TOWNS,
            "12 апреля 2005\u202fг.",
            "which does not end in a number; write the sentence",
        ),
        ("ru", TOWNS, "нет такой", "the number n is 'нет такой', which does not end in a number"),
        ("ru", TOWNS, "3/2.5/0", "which does not end in a number"),
        (
            "ru",
            TOWNS,
            "38\u202f%",
            "beside a percentage nothing changes; write the genitive plural",
        ),
        ("ru", "в {n} [городе|городах]", "7,5", "write four forms, [one|few|many|fraction]"),
        ("kk", "{n}-[сы]", "2024\u202fж. 2 желтоқсан", "which does not end in a number"),
        ("kk", "{n}-[сы]", "", "which does not end in a number"),
    ],
)
def test_a_value_with_which_nothing_agrees_is_named(language, text, value, message):
    """In pages by the check, in texts of the code where they are filled in."""
    assert list(disagreements(text, language)) == []
    (found,) = disagreements(text, language, {"n": value})
    assert message in found
    assert agreed(text, language, {"n": value}) == text
    with pytest.raises(InputError, match=rf"locale/{language}/interface\.po, '"):
        Agreeing.of(text, language).format(n=value)


def test_texts_of_the_code_agree_when_they_are_filled_in():
    """After a part was replaced, too; others stay plain texts."""
    text = Agreeing.of("{n} [город|города|городов] %s", "ru").replace("%s", "из {m}")
    assert text.format(n=23, m=40) == "23 города из 40"
    assert type(Agreeing.of("{n} из {m}", "ru")) is str


def test_endings_are_no_words():
    """And forms are."""
    assert words_only("76-[сы] [город|города]") == "76  [город|города]"


def test_a_word_for_a_withheld_number_takes_no_ending(monkeypatch):
    """In a book from rows; in the report's book it stays a mistake."""
    withheld = {"n": "не раскрыто"}
    assert list(disagreements("{n} [город|города|городов]", "ru", withheld))
    monkeypatch.setattr(paths, "DATA", "microdata")
    assert agreed("{n} [город|города|городов]", "ru", withheld) == "{n} городов"
    assert agreed("в {n} [городе|городах]", "ru", withheld) == "в {n} городах"
    assert agreed("{m} ұйымның {n}-[сы]", "kk", {"m": "9", "n": "ашылмайды"}) == "{m} ұйымның {n}"
    assert list(disagreements("{n}-[сы]", "kk", {"n": "3/1/0"}))

"""Words of the chapter on what the printed numbers imply, in three languages."""

from __future__ import annotations

from helpers.errors import ArgumentError

IMPLIED_WORDS: dict[str, dict[str, str]] = {
    "column_block": {"en": "Block", "ru": "Блок", "kk": "Блок"},
    "column_readings": {
        "en": "Rounding: base",
        "ru": "Округление: база",
        "kk": "Дөңгелектеу: база",
    },
    "all_readings": {"en": "any", "ru": "любые", "kk": "кез келген"},
    "all_bases": {"en": "any base", "ru": "любая база", "kk": "кез келген база"},
    "column_n_claims": {"en": "Printed numbers", "ru": "Чисел", "kk": "Басылған сандар"},
    "column_result": {"en": "Result", "ru": "Результат", "kk": "Нәтиже"},
    "column_n_sets": {"en": "Smallest sets", "ru": "Наименьших наборов", "kk": "Ең шағын жиындар"},
    "column_shared": {"en": "In every set", "ru": "В каждом наборе", "kk": "Әр жиында"},
    "rounding_nearest": {"en": "nearest", "ru": "до ближайшего", "kk": "жақынына дейін"},
    "rounding_truncated": {"en": "cut off", "ru": "отбрасывание", "kk": "қиып тастау"},
    "rounding_either": {"en": "either", "ru": "любое из двух", "kk": "екеуінің бірі"},
    "bases_stated": {"en": "as stated", "ru": "как указано", "kk": "көрсетілгендей"},
    "bases_question": {"en": "one per question", "ru": "одна на вопрос", "kk": "сұраққа бір"},
    "bases_form": {"en": "one per form", "ru": "одна на анкету", "kk": "сауалнамаға бір"},
    "column_query": {"en": "Question", "ru": "Вопрос", "kk": "Сұрақ"},
    "column_low": {"en": "At least", "ru": "Не меньше", "kk": "Кемінде"},
    "column_high": {"en": "At most", "ru": "Не больше", "kk": "Көп дегенде"},
    "column_status": {"en": "Status", "ru": "Статус", "kk": "Мәртебе"},
    "status_proved": {"en": "proved", "ru": "доказано", "kk": "дәлелденген"},
    "status_undecided": {
        "en": "undecided in time",
        "ru": "не решено за время",
        "kk": "уақытында шешілмеді",
    },
    "status_infeasible": {
        "en": "no such group",
        "ru": "такой группы нет",
        "kk": "мұндай топ жоқ",
    },
    "all_hold": {
        "en": "all hold together",
        "ru": "все совместимы",
        "kk": "бәрі үйлеседі",
    },
    "gives": {"en": "{n} must give", "ru": "уступить должны: {n}", "kk": "{n} сан шегінуі керек"},
    "undecided": {
        "en": "undecided in time",
        "ru": "не решено за время",
        "kk": "уақытында шешілмеді",
    },
    "at_least": {"en": "at least {n}", "ru": "не менее {n}", "kk": "кемінде {n}"},
    "nothing_shared": {"en": "none", "ru": "ни одно", "kk": "ешқайсысы"},
    "in_all": {
        "en": "in every smallest set",
        "ru": "в каждом наименьшем наборе",
        "kk": "әр ең шағын жиында",
    },
    "in_some": {
        "en": "in some of them",
        "ru": "в некоторых",
        "kk": "кейбірінде",
    },
    "in_none": {"en": "in none", "ru": "ни в одном", "kk": "ешқайсысында"},
    "corrections_note": {
        "en": "Numbers that no smallest set gives up are not drawn. Above each column: how many "
        "numbers of form A must give.",
        "ru": "Числа, которых нет ни в одном наименьшем наборе, не показаны. Над столбцом: сколько "
        "чисел анкеты А должны уступить.",
        "kk": "Ешбір ең шағын жиында жоқ сандар көрсетілмеген. Баған үстінде: А сауалнамасының "
        "неше саны шегінуі керек.",
    },
}


def implied_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    try:
        return IMPLIED_WORDS[key][language]
    except KeyError:
        raise ArgumentError(f"no word {key!r} in {language!r}; add it to implied_words") from None

"""Words of the audit's report at the terminal, in three languages."""

from __future__ import annotations

REPORT_WORDS: dict[str, dict[str, str]] = {
    "claim": {"en": "claim", "ru": "число", "kk": "сан"},
    "verdict": {"en": "verdict", "ru": "вердикт", "kk": "үкім"},
    "printed": {"en": "printed", "ru": "в отчёте", "kk": "есепте"},
    "arithmetic": {"en": "arithmetic", "ru": "арифметика", "kk": "есептеу"},
    "all_follow": {
        "en": "Every number that can be derived follows.",
        "ru": "Все числа, которые можно вывести, получаются.",
        "kk": "Шығаруға болатын сандардың бәрі шығады.",
    },
    "listed": {
        "en": "Listed above: what does not follow as printed. --all lists every number.",
        "ru": "Выше – числа, которые в напечатанном виде не получаются; --all показывает все.",
        "kk": "Жоғарыда – басылған түрінде шықпайтын сандар; --all барлық санды көрсетеді.",
    },
    "claims": {"en": "Claims", "ru": "Чисел", "kk": "Сандар"},
    "checks": {"en": "Checks", "ru": "Проверки", "kk": "Тексерулер"},
    "idle": {
        "en": "Nothing to compare for",
        "ru": "Нечего сравнивать",
        "kk": "Салыстыратын ештеңе жоқ",
    },
    "inconsistent": {"en": "inconsistent", "ru": "не согласуется", "kk": "үйлеспейді"},
    "open": {"en": "open", "ru": "открыто", "kk": "ашық"},
    "consistent": {"en": "consistent", "ru": "согласуется", "kk": "үйлеседі"},
    "formula": {"en": "formula", "ru": "формула", "kk": "формула"},
    "base": {"en": "stated base", "ru": "указанная база", "kk": "көрсетілген база"},
    "bases": {
        "en": "other bases that work",
        "ru": "другие подходящие базы",
        "kk": "келетін басқа базалар",
    },
    "may_be": {
        "en": "what may have happened",
        "ru": "что могло произойти",
        "kk": "не болуы мүмкін еді",
    },
    "place": {"en": "in the report", "ru": "место в отчёте", "kk": "есептегі орны"},
    "find": {"en": "search for", "ru": "искать", "kk": "іздеу"},
    "notice": {
        "en": "{file} has no codebook beside it. The project's codebook is used, and these ids, "
        "which it does not know, are taken as they are: {ids}. Checks that need the type of a "
        "question leave them out. To name a codebook: --codebook FILE.",
        "ru": "Рядом с файлом {file} нет кодовой книги. Взята книга проекта; ключи, которых в ней "
        "нет, приняты как есть: {ids}. Проверки, которым нужен тип вопроса, их пропускают. Указать "
        "кодовую книгу: --codebook FILE.",
        "kk": "{file} файлының жанында код кітабы жоқ. Жобаның кітабы алынды; онда жоқ кілттер сол "
        "күйінде қабылданды: {ids}. Сұрақ түрін қажет ететін тексерулер оларды қарамайды. Код "
        "кітабын көрсету: --codebook FILE.",
    },
}


def report_word(key: str, language: str) -> str:
    """A word of the report in a language of the editions."""
    return REPORT_WORDS[key][language]

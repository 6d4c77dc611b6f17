"""Words of the ledger's page, by language.

`{shown}` and `{all}` stand for numbers of entries; scripts put them in.
"""

from __future__ import annotations

from helpers.errors import InputError, Problem

LEDGER_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Ledger: every printed number",
        "lead": "Every number the report prints, in its order, with the place where it stands, "
        "the formula that should give it, and a verdict computed from the other numbers. "
        "A number with a dotted underline in the chapters leads to its entry here, and the "
        "entry's last lines lead back.",
        "signs": "A sign beside a number in the chapters says that it is not exact: ≠, ÷ or ≈. "
        "A number without a sign is exact, or has nothing in the report to be checked against, "
        "which casts no doubt on it.",
        "paper": "The website has more on each number: the bases that would work, ranges, notes, "
        "and where the book uses it; its list can be searched.",
        "find": "Search the ledger",
        "find-hint": "number, word or words of the report",
        "chapter": "Chapter of the report",
        "all-chapters": "All chapters",
        "verdicts": "Verdict",
        "reset": "Show all",
        "count-all": "All {all} numbers are shown.",
        "count": "{shown} of {all} numbers are shown.",
        "count-none": "No number fits. Shorten the search, or show all.",
        "kept": "One more is shown because the address of the page names it.",
        "may-be": "What may have happened",
        "where": "Where",
        "search-words": "search for",
        "base": "Stated base",
        "formula": "Formula",
        "stands-for": "{number} is {name}",
        "bases": "Other bases",
        "range-wilson": "If the respondents were a random sample",
        "range-bounds": "Whatever the silent organisations would say",
        "range-akmola": "Whatever the weight of Akmola Region",
        "note": "Note",
        "again": "Also printed",
        "repeats": "Repeats",
        "gives": "Gives",
        "used": "In the text",
        "drawn": "In figures and tables",
        "not-used": "nowhere in this book",
        "id": "Name in the data",
        "derived": "Numbers derived in this book",
        "derived-lead": "They are not printed in the report: the book computes them from numbers "
        "that are.",
        "derived-title": "derived number",
        "number": "Number",
        "what": "What it is",
        "verdict": "Verdict and arithmetic",
        "location-text": "text",
        "location-figure": "figure {n}",
        "location-table": "table {n}",
    },
    "ru": {
        "title": "Все напечатанные числа",
        "lead": "Все числа отчёта по порядку: место, формула, которая должна давать число, и "
        "вердикт, вычисленный по другим числам. Число с точечным подчёркиванием в главах ведёт к "
        "своей записи здесь, а последние строки записи ведут обратно.",
        "signs": "Знак ≠, ÷ или ≈ рядом с числом в главах говорит, что оно получается не точно. "
        "Число без знака точно, либо в отчёте его не с чем сверить; сомнений в нём это не "
        "вызывает.",
        "paper": "На сайте о каждом числе сказано больше: какие базы подошли бы, диапазоны, "
        "примечания и где книга использует число; по списку там можно искать.",
        "find": "Поиск по числам",
        "find-hint": "число, слово или слова из отчёта",
        "chapter": "Глава отчёта",
        "all-chapters": "Все главы",
        "verdicts": "Вердикт",
        "reset": "Показать все",
        "count-all": "Показаны все числа: {all}.",
        "count": "Показано чисел: {shown} из {all}.",
        "count-none": "Ничего не подходит. Сократите запрос или покажите все.",
        "kept": "Ещё одно число показано, потому что на него указывает адрес страницы.",
        "may-be": "Что могло произойти",
        "where": "Где",
        "search-words": "искать",
        "base": "Указанная база",
        "formula": "Формула",
        "stands-for": "{number}: {name}",
        "bases": "Другие базы",
        "range-wilson": "Если бы респонденты были случайной выборкой",
        "range-bounds": "Что бы ни ответили промолчавшие организации",
        "range-akmola": "При любом весе Акмолинской области",
        "note": "Примечание",
        "again": "Напечатано ещё",
        "repeats": "Повторяет число",
        "gives": "Из него следует",
        "used": "В тексте",
        "drawn": "На рисунках и в таблицах",
        "not-used": "в этой книге не используется",
        "id": "Имя в данных",
        "derived": "Числа, выведенные в этой книге",
        "derived-lead": "В отчёте их нет: книга вычисляет их по напечатанным числам.",
        "derived-title": "выведенное число",
        "number": "Число",
        "what": "Что это",
        "verdict": "Вердикт и арифметика",
        "location-text": "текст",
        "location-figure": "рисунок {n}",
        "location-table": "таблица {n}",
    },
    "kk": {
        "title": "Барлық басылған сандар",
        "lead": "Есептің барлық сандары есептегі ретімен: орны, санды беруге тиіс формула және "
        "басқа сандар бойынша есептелген үкім. Тараулардағы нүктелі сызықпен асты сызылған сан "
        "осындағы жазбасына апарады, ал жазбаның соңғы жолдары кері апарады.",
        "signs": "Тараулардағы сан жанындағы ≠, ÷ немесе ≈ белгісі оның дәл шықпайтынын "
        "білдіреді. Белгісіз сан дәл немесе есепте оны салыстыратын ештеңе жоқ; бұл оған күмән "
        "келтірмейді.",
        "paper": "Сайтта әр сан туралы көбірек айтылған: жарайтын базалар, аралықтар, ескертпелер "
        "және кітап оны қайда қолданатыны; ондағы тізімнен іздеуге болады.",
        "find": "Сандардан іздеу",
        "find-hint": "сан, сөз немесе есептегі сөздер",
        "chapter": "Есептің тарауы",
        "all-chapters": "Барлық тараулар",
        "verdicts": "Үкім",
        "reset": "Барлығын көрсету",
        "count-all": "Барлық {all} сан көрсетілген.",
        "count": "Көрсетілген сандар: {all} ішінен {shown}.",
        "count-none": "Ештеңе сәйкес келмейді. Сұрауды қысқартыңыз немесе барлығын көрсетіңіз.",
        "kept": "Тағы бір сан бет мекенжайында аталғандықтан көрсетілген.",
        "may-be": "Не болуы мүмкін еді",
        "where": "Қайда",
        "search-words": "іздеу сөздері",
        "base": "Көрсетілген база",
        "formula": "Формула",
        "stands-for": "{number}: {name}",
        "bases": "Басқа базалар",
        "range-wilson": "Респонденттер кездейсоқ іріктеме болса",
        "range-bounds": "Үндемеген ұйымдар не десе де",
        "range-akmola": "Ақмола облысының салмағы қандай болса да",
        "note": "Ескертпе",
        "again": "Тағы басылған",
        "repeats": "Қайталайды",
        "gives": "Одан шығады",
        "used": "Мәтінде",
        "drawn": "Суреттер мен кестелерде",
        "not-used": "бұл кітапта қолданылмайды",
        "id": "Деректердегі аты",
        "derived": "Осы кітапта шығарылған сандар",
        "derived-lead": "Олар есепте жоқ: кітап оларды басылған сандардан есептейді.",
        "derived-title": "шығарылған сан",
        "number": "Сан",
        "what": "Бұл не",
        "verdict": "Үкім және есептеу",
        "location-text": "мәтін",
        "location-figure": "{n}-сурет",
        "location-table": "{n}-кесте",
    },
}


def ledger_words(language: str) -> dict[str, str]:
    """The words of a language. Raises `InputError` for a language that has none.

    >>> ledger_words("en")["where"]
    'Where'
    """
    if language not in LEDGER_WORDS:
        message = f"no words for language '{language}'; add them to ledger_words.py"
        raise InputError([Problem("ledger_words.py", "", "", message)])
    return LEDGER_WORDS[language]

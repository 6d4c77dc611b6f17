"""Words around the files of figures and tables, and of their index, by language."""

from __future__ import annotations

from helpers.errors import InputError, Problem

FIGURE_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "csv": "Data (CSV)",
        "svg": "SVG",
        "png": "PNG",
        "made": "How it was made",
        "claims": "Claims ({count})",
        "interactive-show": "Interactive version",
        "interactive-hide": "Close the interactive version",
        "interactive-failed": "The interactive version could not be loaded; the figure above and "
        "its data hold the same numbers.",
        "index-title": "Figures and tables",
        "index-lead": "Every figure and table that the chapters draw from the data, with its "
        "numbers (CSV), its picture (SVG for print and editing, PNG for slides), the code that "
        "made it, and the report's numbers it draws.",
    },
    "ru": {
        "csv": "Данные (CSV)",
        "svg": "SVG",
        "png": "PNG",
        "made": "Как это построено",
        "claims": "Числа отчёта ({count})",
        "interactive-show": "Интерактивная версия",
        "interactive-hide": "Закрыть интерактивную версию",
        "interactive-failed": "Интерактивная версия не загрузилась; те же числа есть на рисунке "
        "выше и в его данных.",
        "index-title": "Рисунки и таблицы",
        "index-lead": "Все рисунки и таблицы глав, построенные по данным: числа (CSV), "
        "изображение (SVG для печати и правки, PNG для слайдов), код построения и напечатанные "
        "числа отчёта, которые на них показаны.",
    },
    "kk": {
        "csv": "Деректер (CSV)",
        "svg": "SVG",
        "png": "PNG",
        "made": "Қалай құрылған",
        "claims": "Есеп сандары ({count})",
        "interactive-show": "Интерактивті нұсқа",
        "interactive-hide": "Интерактивті нұсқаны жабу",
        "interactive-failed": "Интерактивті нұсқа жүктелмеді; сол сандар жоғарыдағы суретте және "
        "оның деректерінде бар.",
        "index-title": "Суреттер мен кестелер",
        "index-lead": "Тараулардағы деректерден құрылған барлық суреттер мен кестелер: сандары "
        "(CSV), бейнесі (басып шығару мен өңдеуге SVG, слайдтарға PNG), құрған коды және оларда "
        "көрсетілген есептің басылған сандары.",
    },
}


def figure_words(language: str) -> dict[str, str]:
    """The words of a language. Raises `InputError` for a language that has none.

    >>> figure_words("ru")["csv"]
    'Данные (CSV)'
    """
    if language not in FIGURE_WORDS:
        message = f"no words for language '{language}'; add them to figure_words.py"
        raise InputError([Problem("figure_words.py", "", "", message)])
    return FIGURE_WORDS[language]

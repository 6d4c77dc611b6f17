"""Words and signs of the audit's figures and tables, in three languages, and the names of claims.

The sentences of the arithmetic are `consistency.wording`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.consistency.word_shares import SHARE_UNITS
from helpers.errors import ArgumentError

if TYPE_CHECKING:
    from helpers.study import Study

# One character per verdict, drawn beside its word: colour is never the only sign.
SIGNS = {
    "contradiction": "≠",
    "base": "÷",
    "rounding": "≈",
    "exact": "=",
    "not_derivable": "·",
    "external": "↗",
}

# Verdicts of numbers that follow from others, from worst to best; the rest has nothing to follow.
JUDGED = ("contradiction", "base", "rounding", "exact")

# As figures and tables show them: worst first, and last what has nothing to follow from.
ORDER = (*JUDGED, "not_derivable", "external")

AUDIT_WORDS: dict[str, dict[str, str]] = {
    "verdict": {"en": "Verdict", "ru": "Вердикт", "kk": "Үкім"},
    "meaning": {"en": "What it means", "ru": "Что это значит", "kk": "Мағынасы"},
    "numbers": {"en": "Numbers", "ru": "Чисел", "kk": "Сандар"},
    "chapter": {"en": "Chapter of the report", "ru": "Глава отчёта", "kk": "Есептің тарауы"},
    "all": {"en": "All", "ru": "Все", "kk": "Барлығы"},
    "printed": {"en": "Printed number", "ru": "Напечатанное число", "kk": "Басылған сан"},
    "arithmetic": {"en": "Arithmetic", "ru": "Арифметика", "kk": "Есептеу"},
    "may_be": {
        "en": "What may have happened",
        "ru": "Что могло произойти",
        "kk": "Не болуы мүмкін еді",
    },
    "touches": {"en": "What it bears on", "ru": "Чего оно касается", "kk": "Неге қатысты"},
    "nothing_rests": {
        "en": "none of the sentences examined below",
        "ru": "ни одно из разобранных ниже утверждений",
        "kk": "төменде талданған тұжырымдардың ешқайсысы",
    },
    "check": {"en": "Check", "ru": "Проверка", "kk": "Тексеру"},
    "compared": {"en": "Compared", "ru": "Сопоставлено", "kk": "Салыстырылды"},
    "inconsistent": {"en": "Inconsistent", "ru": "Не согласуется", "kk": "Үйлеспейді"},
    "open": {"en": "Left open", "ru": "Остаётся открытым", "kk": "Ашық қалады"},
    "consistent": {"en": "Agrees", "ru": "Согласуется", "kk": "Үйлеседі"},
    "result": {"en": "Result", "ru": "Результат", "kk": "Нәтиже"},
    "counts": {"en": "What it counts", "ru": "Что считает", "kk": "Нені санайды"},
    "claims": {"en": "Numbers compared", "ru": "Что сопоставлено", "kk": "Не салыстырылды"},
    "reach": {"en": "What checks it", "ru": "Чем проверяется", "kk": "Қалай тексеріледі"},
    "reach_derived": {
        "en": "other printed numbers give it",
        "ru": "его дают другие напечатанные числа",
        "kk": "оны басқа басылған сандар береді",
    },
    "reach_source": {
        "en": "it gives other printed numbers",
        "ru": "оно даёт другие напечатанные числа",
        "kk": "ол басқа басылған сандарды береді",
    },
    "reach_compared": {
        "en": "a check compares it with others",
        "ru": "проверка сопоставляет его с другими",
        "kk": "тексеру оны басқалармен салыстырады",
    },
    "reach_alone": {
        "en": "nothing in the report",
        "ru": "ничто в отчёте",
        "kk": "есепте ештеңе жоқ",
    },
    "scorecard_note": {
        "en": "One mark per printed number; in each chapter from worst to best, then how many "
        "they are. A small mark: the report has nothing to derive it from.",
        "ru": "Один знак – одно напечатанное число; в каждой главе от худшего к лучшему, в конце "
        "сколько их. Маленький знак: в отчёте его не из чего вывести.",
        "kk": "Бір белгі – бір басылған сан; әр тарауда нашарынан жақсысына қарай, соңында "
        "олардың саны. Кіші белгі: есепте оны шығаратын сан жоқ.",
    },
    "bases_axis": {
        "en": "possible base, respondents",
        "ru": "возможная база, респонденты",
        "kk": "ықтимал база, респонденттер",
    },
    "bases_all": {
        "en": "all at once",
        "ru": "все сразу",
        "kk": "бәрі бірден",
    },
    "bases_half_up": {
        "en": "works, rounded to nearest",
        "ru": "подходит при обычном округлении",
        "kk": "кәдімгі дөңгелектеуде сәйкес",
    },
    "bases_truncated": {
        "en": "works only if further digits are cut off",
        "ru": "подходит, только если остальные цифры отброшены",
        "kk": "қалған цифрлар қиып тасталса ғана сәйкес",
    },
    "bases_stated": {
        "en": "base printed for the question",
        "ru": "база, напечатанная для вопроса",
        "kk": "сұраққа басылған база",
    },
    "bases_sum": {
        "en": "sum of the printed answers",
        "ru": "сумма напечатанных ответов",
        "kk": "басылған жауаптар қосындысы",
    },
    "bases_note": {
        "en": "Up to {limit}, the participants of the discussions. A base below the count itself "
        "cannot be.",
        "ru": "До {limit}, числа участников дискуссий. База не может быть меньше самого числа "
        "ответов.",
        "kk": "Ең көбі {limit}: талқылауға қатысушылар саны. База жауап санынан кем бола алмайды.",
    },
    "bases_none": {"en": "none", "ru": "нет такой", "kk": "ондай база жоқ"},
    "percent_of": {
        "en": "{percent} for {count}",
        "ru": "{count}, это {percent}",
        "kk": "{count}, яғни {percent}",
    },
    "kind_base": {"en": "base", "ru": "база", "kk": "база"},
    "kind_total": {"en": "total", "ru": "всего", "kk": "барлығы"},
    "kind_rank": {"en": "place in the order", "ru": "место по порядку", "kk": "реттегі орны"},
    "kind_words": {"en": "share in words", "ru": "доля словами", "kk": "сөзбен айтылған үлес"},
    "kind_percent": {"en": "percent", "ru": "процент", "kk": "пайыз"},
}


def audit_word(key: str, language: str) -> str:
    """A word or phrase of the audit in a language.

    Raises `ArgumentError` for an unknown key or language.

    >>> audit_word("arithmetic", "en")
    'Arithmetic'
    """
    try:
        return AUDIT_WORDS[key][language]
    except KeyError:
        raise ArgumentError(
            f"no word {key!r} in language {language!r}; add it to helpers/audit_words.py"
        ) from None


def claim_name(study: Study, claim_id: str, *, kind: bool = True, question: bool = True) -> str:
    """What a claim counts, by the codebook's labels: "Level of influence: active, percent".

    Without `kind` the last word is left out, where the number itself shows that it is a percentage;
    without `question` the first, unless nothing would be left.
    """
    claim = study.ledger[claim_id]
    parts = [study.category_label(claim.variable, claim.category)] if claim.category else []
    parts += [study.label("places", claim.place)] if claim.place else []
    key = "kind_words" if claim.unit in SHARE_UNITS else f"kind_{claim.kind}"
    parts += [audit_word(key, study.language)] if kind and key in AUDIT_WORDS else []
    name = study.label("variables", claim.variable)
    if question or not parts:
        return f"{name}: {', '.join(parts)}" if parts else name
    return ", ".join(parts)


def namer(study: Study) -> Callable[[str], str]:
    """A function from claim ids to names, as `consistency.wording` asks for it."""
    return lambda claim_id: claim_name(study, claim_id)

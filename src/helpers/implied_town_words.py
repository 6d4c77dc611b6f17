"""Words of the figures on the towns' forms, scorings and order, in three languages."""

from __future__ import annotations

from helpers.errors import ArgumentError

TOWN_WORDS: dict[str, dict[str, str]] = {
    "forms": {
        "en": "Forms a town can have filled in",
        "ru": "Сколько анкет могло быть в городе",
        "kk": "Қалада неше сауалнама болуы мүмкін",
    },
    "zero": {
        "en": "no answer earns no points",
        "ru": "нет ответа – ноль баллов",
        "kk": "жауап жоқ – нөл балл",
    },
    "person_mean": {
        "en": "no answer earns the mean of the others",
        "ru": "нет ответа – среднее остальных",
        "kk": "жауап жоқ – қалғандарының орташасы",
    },
    "complete_cases": {
        "en": "forms with gaps are left out",
        "ru": "неполные анкеты исключены",
        "kk": "толық емес сауалнамалар алынбайды",
    },
    "column_points": {"en": "Points", "ru": "Баллы", "kk": "Балдар"},
    "column_missing": {"en": "Missing answers", "ru": "Пропуски", "kk": "Жауапсыз сұрақтар"},
    "column_result": {
        "en": "Printed means",
        "ru": "Напечатанные средние",
        "kk": "Басылған орташалар",
    },
    "column_forms": {"en": "Forms in all", "ru": "Всего анкет", "kk": "Барлық сауалнама"},
    "column_unasked": {
        "en": "Town that can be without monitoring",
        "ru": "Город, где могли не спросить о мониторинге",
        "kk": "Мониторинг сұралмауы мүмкін қала",
    },
    "agree": {"en": "agree", "ru": "согласуются", "kk": "үйлеседі"},
    "cost": {
        "en": "cost {n} more printed number",
        "ru": "требуют уступить ещё одно число ({n})",
        "kk": "тағы бір санды ({n}) шегіндіреді",
    },
    "undecided": {
        "en": "undecided in time",
        "ru": "не решено за время",
        "kk": "уақытында шешілмеді",
    },
    "any_town": {"en": "any of the seven", "ru": "любой из семи", "kk": "жетеуінің кез келгені"},
    "none": {"en": "–", "ru": "–", "kk": "–"},
    "sizes_note": {
        "en": "Every line is one scoring that agrees with the printed means; both ends are proved.",
        "ru": "Каждая линия – схема баллов, согласная с напечатанными средними; концы доказаны.",
        "kk": "Әр сызық – басылған орташалармен үйлесетін балл схемасы; екі шеті дәлелденген.",
    },
    "can": {"en": "can be the town", "ru": "может быть этим городом", "kk": "сол қала бола алады"},
    "cannot": {"en": "cannot", "ru": "не может", "kk": "бола алмайды"},
    "unasked_note": {
        "en": "Below a mark: the level of the town's mean once it is read on the whole scale.",
        "ru": "Под знаком: уровень среднего, если пересчитать его на полную шкалу.",
        "kk": "Белгі астында: орташаны толық шкалаға келтіргендегі деңгейі.",
    },
    "safe_missing": {
        "en": "holds under every scoring",
        "ru": "верно при любой схеме",
        "kk": "кез келген схемада дұрыс",
    },
    "safe_points": {
        "en": "holds whatever the points, with the report's rule for gaps",
        "ru": "верно при любых баллах и правиле отчёта для пропусков",
        "kk": "кез келген балдарда, есептің ережесімен дұрыс",
    },
    "safe_same": {
        "en": "holds only with the report's own points",
        "ru": "верно только при баллах самого отчёта",
        "kk": "тек есептің өз балдарымен дұрыс",
    },
    "safe_": {
        "en": "not even then, because means are rounded",
        "ru": "неверно и тогда: средние округлены",
        "kk": "онда да емес: орташалар дөңгелектелген",
    },
    "lower": {"en": "… scores above:", "ru": "… выше, чем:", "kk": "… мынадан жоғары:"},
    "level": {"en": "its level", "ru": "его уровень", "kk": "оның деңгейі"},
    "multiverse_note": {
        "en": "Outer bounds over {n} pairs of scorings: what they prove is safe, the rest is open.",
        "ru": "Внешние границы по {n} парам схем: доказанное надёжно, остальное открыто.",
        "kk": "{n} схема жұбы бойынша сыртқы шектер: дәлелденгені сенімді, қалғаны ашық.",
    },
}


def town_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    try:
        return TOWN_WORDS[key][language]
    except KeyError:
        message = f"no word {key!r} in {language!r}; add it to implied_town_words"
        raise ArgumentError(message) from None

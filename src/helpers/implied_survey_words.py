"""Words of the figures on staff, on pairs of answers and on the silent, in three languages."""

from __future__ import annotations

from helpers.errors import ArgumentError

SURVEY_WORDS: dict[str, dict[str, str]] = {
    "column_label": {"en": "Answer", "ru": "Ответ", "kk": "Жауап"},
    "column_count": {"en": "Gave it", "ru": "Дали его", "kk": "Берген"},
    "column_share": {
        "en": "Share of the register, at least – at most",
        "ru": "Доля в реестре, не меньше – не больше",
        "kk": "Тізілімдегі үлесі, кемінде – көп дегенде",
    },
    "column_silent": {
        "en": "Silent needed for a majority",
        "ru": "Сколько неответивших нужно для большинства",
        "kk": "Көпшілік үшін неше үнсіз керек",
    },
    "largest_share": {
        "en": "Share of all staff in the largest organisations (over 30 staff)",
        "ru": "Доля всех сотрудников в крупнейших НПО (более 30 человек)",
        "kk": "Ең ірі ҮЕҰ-дағы (30-дан көп) барлық қызметкердің үлесі",
    },
    "women_others": {
        "en": "Women among staff of all other organisations",
        "ru": "Женщины среди сотрудников остальных НПО",
        "kk": "Қалған ҮЕҰ қызметкерлері арасындағы әйелдер",
    },
    "women_largest": {
        "en": "Women among staff of the largest",
        "ru": "Женщины среди сотрудников крупнейших",
        "kk": "Ең ірі ҮЕҰ қызметкерлері арасындағы әйелдер",
    },
    "youth_others": {
        "en": "Young people among staff of all other organisations",
        "ru": "Молодёжь среди сотрудников остальных НПО",
        "kk": "Қалған ҮЕҰ қызметкерлері арасындағы жастар",
    },
    "youth_largest": {
        "en": "Young people among staff of the largest",
        "ru": "Молодёжь среди сотрудников крупнейших",
        "kk": "Ең ірі ҮЕҰ қызметкерлері арасындағы жастар",
    },
    "can_be": {
        "en": "can be anywhere here",
        "ru": "может быть где угодно здесь",
        "kk": "осы аралықта болуы мүмкін",
    },
    "printed_share": {
        "en": "among all staff, from the printed counts",
        "ru": "среди всех сотрудников, по напечатанным числам",
        "kk": "барлық қызметкер арасында, басылған сандар бойынша",
    },
    "share_axis": {"en": "Share", "ru": "Доля", "kk": "Үлес"},
    "pairs_note": {
        "en": "In each cell how many organisations can have given both answers, at least and at "
        "most. Dark: some must have given both.",
        "ru": "В клетке – сколько НПО могли дать оба ответа, не меньше и не больше. Тёмная: часть "
        "НПО наверняка дала оба.",
        "kk": "Ұяшықта – екі жауапты да неше ҮЕҰ бере алғаны, кемінде және көп дегенде. Қою: "
        "кейбірі міндетті түрде екеуін де берген.",
    },
    "majority_axis": {
        "en": "Of the silent, so many would have to agree",
        "ru": "Столько неответивших должны были бы согласиться",
        "kk": "Үнсіздердің осыншасы келісуі керек болар еді",
    },
    "majority_note": {
        "en": "For the answer to be that of more than half of the register's organisations.",
        "ru": "Чтобы ответ был у более чем половины НПО реестра.",
        "kk": "Жауап тізілімдегі ҮЕҰ-ның жартысынан көбінікі болуы үшін.",
    },
}


def survey_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    try:
        return SURVEY_WORDS[key][language]
    except KeyError:
        message = f"no word {key!r} in {language!r}; add it to implied_survey_words"
        raise ArgumentError(message) from None

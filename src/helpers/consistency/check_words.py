"""What the checks say, in three languages: templates of `consistency.wording`.

Russian and Kazakh sentences are phrased so that no slot needs an ending. Checks of questions and
their answers have theirs in `answer_words`.
"""

from __future__ import annotations

from helpers.consistency.answer_words import TEMPLATES as ANSWER_TEMPLATES

Words = dict[str, dict[str, str]]

TEMPLATES: Words = ANSWER_TEMPLATES | {
    "rank_order": {
        "en": "{order}. Position of {value}: {positions}; printed: {rank}.",
        "ru": "{order}. Место числа {value}: {positions}; напечатано: {rank}.",
        "kk": "{order}. {value} санының орны: {positions}; басылғаны: {rank}.",
    },
    "rank_order_start": {
        "en": "The largest of {n_ranked}: {order}. Position of {value}: {positions}; printed:"
        " {rank}.",
        "ru": "Наибольшие из {n_ranked}: {order}. Место числа {value}: {positions}; напечатано:"
        " {rank}.",
        "kk": "{n_ranked} санның ең үлкендері: {order}. {value} санының орны: {positions}; "
        "басылғаны: {rank}.",
    },
    "rank_tied": {
        "en": "Equal numbers share their positions.",
        "ru": "Равные числа делят места.",
        "kk": "Тең сандар орындарды бөліседі.",
    },
    "rank_larger": {
        "en": "A larger number is printed for: {names}.",
        "ru": "Большее число напечатано здесь: {names}.",
        "kk": "Бұдан үлкен сан басылған жер: {names}.",
    },
    "rank_units": {
        "en": "They are not all in one unit; of the {n_ranked} in its own unit its position is: "
        "{positions}.",
        "ru": "Единицы разные; чисел в той же единице: {n_ranked}, место среди них: {positions}.",
        "kk": "Бірліктері әртүрлі; сол бірліктегі сандар: {n_ranked}, олардың ішіндегі орны: "
        "{positions}.",
    },
    "rank_rounded": {
        "en": "Before rounding the position may have been: {positions}.",
        "ru": "До округления возможны места: {positions}.",
        "kk": "Дөңгелектеуге дейінгі ықтимал орны: {positions}.",
    },
    "rank_alone": {
        "en": "The report prints {value} and nothing to compare it with.",
        "ru": "В отчёте напечатано {value}, сравнить не с чем.",
        "kk": "Есепте {value} басылған, салыстыратын басқа сан жоқ.",
    },
    "one_in": {
        "en": "{base} / {count} = {value}, printed: one in {printed}.",
        "ru": "{base} / {count} = {value}, напечатано: один из {printed}.",
        "kk": "{base} / {count} = {value}, басылғаны: {printed} ішінен бір.",
    },
    "more_than_one_in": {
        "en": "{base} / {count} = {value}, printed: more than one in {printed}.",
        "ru": "{base} / {count} = {value}, напечатано: больше, чем один из {printed}.",
        "kk": "{base} / {count} = {value}, басылғаны: {printed} ішінен бірден көп.",
    },
    "one_in_rounded": {
        "en": "It follows for some shares that round to {share}.",
        "ru": "Получается для некоторых долей, которые округляются до {share}.",
        "kk": "{share} болып дөңгелектенетін кейбір үлестер үшін шығады.",
    },
    "one_in_none": {
        "en": "None of {base}, printed: one in {printed}.",
        "ru": "Ни одного из {base}, напечатано: один из {printed}.",
        "kk": "{base} ішінен бірде-бірі емес, басылғаны: {printed} ішінен бір.",
    },
    "level_room": {
        "en": "A threshold above {low} ({below}) and not above {high} ({above}) separates the"
        " levels.",
        "ru": "Уровни разделяет порог больше {low} ({below}) и не больше {high} ({above}).",
        "kk": "Деңгейлерді бөлетін шек: {low} ({below}) санынан үлкен, {high} ({above}) санынан"
        " аспайды.",
    },
    "level_crossed": {
        "en": "No threshold separates the levels: {low} ({below}) has a lower level, {high}"
        " ({above}) a higher one.",
        "ru": "Порога между уровнями нет: у {low} ({below}) уровень ниже, у {high} ({above}) выше.",
        "kk": "Деңгейлерді бөлетін шек жоқ: төмен деңгейдегі балл {low} ({below}), жоғары"
        " деңгейдегі балл {high} ({above}).",
    },
    "level_rounded": {
        "en": "Thresholds exist only for scores before they were rounded.",
        "ru": "Пороги есть только для баллов до округления.",
        "kk": "Шектер дөңгелектеуге дейінгі балдар үшін ғана бар.",
    },
    "level_count": {
        "en": "Places with this level in the report: {n_places} ({names}). Printed: {printed}.",
        "ru": "Мест с этим уровнем в отчёте: {n_places} ({names}). Напечатано: {printed}.",
        "kk": "Есепте осы деңгейдегі жерлер: {n_places} ({names}). Басылғаны: {printed}.",
    },
    "level_count_none": {
        "en": "The report gives this level to no place. Printed: {printed}.",
        "ru": "Этого уровня в отчёте нет ни у одного места. Напечатано: {printed}.",
        "kk": "Есепте бұл деңгей ешбір жерге берілмеген. Басылғаны: {printed}.",
    },
    "subset_within": {
        "en": "Parts printed: {n_parts}; the largest is {largest}, the base {base}.",
        "ru": "Напечатано частей: {n_parts}; наибольшая: {largest}, база: {base}.",
        "kk": "Басылған бөліктер: {n_parts}; ең үлкені: {largest}, база: {base}.",
    },
    "subset_over": {
        "en": "{part} ({name}) is more than its base of {base}.",
        "ru": "{part} ({name}) больше своей базы: {base}.",
        "kk": "{part} ({name}) өз базасынан үлкен, база: {base}.",
    },
    "places_within": {
        "en": "{expression} = {value}, part of {whole} ({name}).",
        "ru": "{expression} = {value}, часть целого: {whole} ({name}).",
        "kk": "{expression} = {value}, бүтіннің бөлігі: {whole} ({name}).",
    },
    "places_over": {
        "en": "{expression} = {value}, more than the whole, {whole} ({name}).",
        "ru": "{expression} = {value}, больше целого: {whole} ({name}).",
        "kk": "{expression} = {value}, бүтіннен көп: {whole} ({name}).",
    },
    "bases_within": {
        "en": "{expression} = {value}, no more than the {whole} of the same source ({name}).",
        "ru": "{expression} = {value}, не больше числа из того же источника: {whole} ({name}).",
        "kk": "{expression} = {value}, сол дереккөздегі саннан аспайды: {whole} ({name}).",
    },
    "bases_beyond": {
        "en": "{expression} = {value}, more than the {whole} of the same source ({name}).",
        "ru": "{expression} = {value}, больше числа из того же источника: {whole} ({name}).",
        "kk": "{expression} = {value}, сол дереккөздегі саннан көп: {whole} ({name}).",
    },
    "bases_units": {
        "en": "They are counted in another unit.",
        "ru": "Они посчитаны в других единицах.",
        "kk": "Олар басқа бірлікпен саналған.",
    },
}

# What may have happened, by the case of a verdict.
POSSIBLE: Words = {
    "rank_wrong": {
        "en": "The words may rest on another way of counting, or on numbers that are not printed.",
        "ru": "Возможно, слова опираются на другой подсчёт или на ненапечатанные числа.",
        "kk": "Мүмкін, бұл сөздер басқаша санауға немесе басылмаған сандарға сүйенеді.",
    },
    "rank_rounded": {
        "en": "The order may have been read off unrounded numbers.",
        "ru": "Возможно, порядок определён по неокруглённым числам.",
        "kk": "Мүмкін, реттілік дөңгелектелмеген сандар бойынша анықталған.",
    },
    "one_in_rounded": {
        "en": "The words may rest on the unrounded share.",
        "ru": "Возможно, слова опираются на неокруглённую долю.",
        "kk": "Мүмкін, бұл сөздер дөңгелектелмеген үлеске сүйенеді.",
    },
    "one_in_wrong": {
        "en": "The words may be meant loosely.",
        "ru": "Возможно, это сказано приблизительно.",
        "kk": "Мүмкін, бұл шамамен айтылған.",
    },
    "level_count_differs": {
        "en": "The count may cover other places than those whose level is printed.",
        "ru": "Возможно, посчитаны и другие места, кроме тех, чей уровень напечатан.",
        "kk": "Мүмкін, деңгейі басылғандардан басқа жерлер де саналған.",
    },
}

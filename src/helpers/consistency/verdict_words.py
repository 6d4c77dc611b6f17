"""What verdicts say, in three languages: their names, their arithmetic, what may have happened.

Sentences have named slots; Russian and Kazakh ones are phrased so that no slot needs an ending.
"""

from __future__ import annotations

Words = dict[str, dict[str, str]]

VERDICT_NAMES: Words = {
    "exact": {"en": "exact", "ru": "точно", "kk": "дәл"},
    "rounding": {"en": "rounding", "ru": "округление", "kk": "дөңгелектеу"},
    "base": {"en": "base", "ru": "база", "kk": "база"},
    "contradiction": {"en": "contradiction", "ru": "противоречие", "kk": "қайшылық"},
    "not_derivable": {"en": "not derivable", "ru": "не выводится", "kk": "шығарылмайды"},
    "external": {"en": "external", "ru": "внешний источник", "kk": "сыртқы дереккөз"},
}

VERDICT_MEANINGS: Words = {
    "exact": {
        "en": "equal to what the other numbers give, or to that rounded",
        "ru": "равно тому, что дают другие числа, или тому же после округления",
        "kk": "басқа сандардан шығатын мәнге немесе оның дөңгелектелген түріне тең",
    },
    "rounding": {
        "en": "follows when digits are cut off or rounded in another way",
        "ru": "следует, если цифры отброшены или округлены иначе",
        "kk": "цифрлар қиып тасталса немесе басқаша дөңгелектелсе, шығады",
    },
    "base": {
        "en": "follows on another base than the stated one",
        "ru": "следует при другой базе, чем указана",
        "kk": "көрсетілгеннен басқа база алынса, шығады",
    },
    "contradiction": {
        "en": "follows under no rounding rule and on no base, or two prints differ",
        "ru": "не следует ни при каком округлении и ни при какой базе, либо две записи расходятся",
        "kk": "ешбір дөңгелектеуде және ешбір базада шықпайды немесе екі жазба әртүрлі",
    },
    "not_derivable": {
        "en": "the report prints nothing it could follow from",
        "ru": "в отчёте нет чисел, из которых оно могло бы следовать",
        "kk": "есепте оны шығаруға болатын сандар жоқ",
    },
    "external": {
        "en": "taken from another source than the study",
        "ru": "взято из другого источника, а не из исследования",
        "kk": "зерттеуден емес, басқа дереккөзден алынған",
    },
}

RULE_NAMES: Words = {
    "exact": {"en": "no rounding", "ru": "без округления", "kk": "дөңгелектеусіз"},
    "nearest": {
        "en": "rounded to nearest",
        "ru": "округление до ближайшего",
        "kk": "жақынына дейін дөңгелектеу",
    },
    "half_up": {
        "en": "rounded, ties up",
        "ru": "округление, половина вверх",
        "kk": "дөңгелектеу, жартысы жоғары",
    },
    "half_even": {
        "en": "rounded, ties to even",
        "ru": "округление, половина до чётной",
        "kk": "дөңгелектеу, жартысы жұпқа",
    },
    "truncated": {
        "en": "digits cut off",
        "ru": "цифры отброшены",
        "kk": "цифрлар қиып тасталған",
    },
    "up": {"en": "rounded up", "ru": "округление вверх", "kk": "жоғары дөңгелектеу"},
}

TEMPLATES: Words = {
    "share": {
        "en": "{expression} = {value}, printed {printed}.",
        "ru": "{expression} = {value}, напечатано {printed}.",
        "kk": "{expression} = {value}, басылғаны: {printed}.",
    },
    "total": {
        "en": "{expression} = {value}, printed {printed}.",
        "ru": "{expression} = {value}, напечатано {printed}.",
        "kk": "{expression} = {value}, басылғаны: {printed}.",
    },
    "share_needs_counts": {
        "en": "{printed} needs {counts} of {base}.",
        "ru": "Для {printed} нужно: {counts} из {base}.",
        "kk": "{printed} үшін керегі: {base} ішінен {counts}.",
    },
    "share_needs_none": {
        "en": "No whole number of {base} gives {printed}.",
        "ru": "Ни одно целое число из {base} не даёт {printed}.",
        "kk": "{base} ішіндегі ешбір бүтін сан {printed} бермейді.",
    },
    "rule_half_up": {
        "en": "It follows when ties are rounded up.",
        "ru": "Следует, если половина округляется вверх.",
        "kk": "Жартысы жоғары дөңгелектелсе, шығады.",
    },
    "rule_half_even": {
        "en": "It follows when ties are rounded to the even digit.",
        "ru": "Следует, если половина округляется до чётной цифры.",
        "kk": "Жартысы жұп цифрға дөңгелектелсе, шығады.",
    },
    "rule_truncated": {
        "en": "It follows when the further digits are cut off.",
        "ru": "Следует, если остальные цифры отбросить.",
        "kk": "Қалған цифрлар қиып тасталса, шығады.",
    },
    "rule_up": {
        "en": "It follows when any further digit is rounded up.",
        "ru": "Следует, если любая следующая цифра округляется вверх.",
        "kk": "Кез келген келесі цифр жоғары дөңгелектелсе, шығады.",
    },
    "bases_half_up": {
        "en": "Bases that work: {bases}.",
        "ru": "Подходящие базы: {bases}.",
        "kk": "Сәйкес келетін базалар: {bases}.",
    },
    "bases_half_even": {
        "en": "Bases that work when ties go to the even digit: {bases}.",
        "ru": "Подходящие базы при округлении половины до чётной цифры: {bases}.",
        "kk": "Жартысы жұп цифрға дөңгелектелгенде сәйкес келетін базалар: {bases}.",
    },
    "bases_truncated": {
        "en": "Bases that work when digits are cut off: {bases}.",
        "ru": "Подходящие базы при отбрасывании цифр: {bases}.",
        "kk": "Цифрлар қиып тасталғанда сәйкес келетін базалар: {bases}.",
    },
    "bases_up": {
        "en": "Bases that work when any further digit is rounded up: {bases}.",
        "ru": "Подходящие базы при округлении вверх: {bases}.",
        "kk": "Жоғары дөңгелектегенде сәйкес келетін базалар: {bases}.",
    },
    "bases_over": {
        "en": "It would need a base of {bases}, more than the {limit} that the report knows of.",
        "ru": "Понадобилась бы база: {bases}; отчёту известно не более {limit}.",
        "kk": "Қажет база: {bases}; есепке белгілі ең көбі: {limit}.",
    },
    "bases_under": {
        "en": "It would need a base of {bases}, fewer than the {limit} whose answers are printed.",
        "ru": "Понадобилась бы база: {bases}; ответов напечатано больше: {limit}.",
        "kk": "Қажет база: {bases}; басылған жауаптар одан көп: {limit}.",
    },
    "bases_none": {
        "en": "No base up to {limit} gives it.",
        "ru": "Ни одна база до {limit} его не даёт.",
        "kk": "{limit} дейінгі ешбір база оны бермейді.",
    },
    "inputs_rounded": {
        "en": "It follows when the rounding of the numbers added up is allowed for.",
        "ru": "Следует, если учесть округление слагаемых.",
        "kk": "Қосылғыштардың дөңгелектелуі ескерілсе, шығады.",
    },
    "total_more": {
        "en": "The numbers give {gap} more than is printed.",
        "ru": "Числа дают больше напечатанного, разница: {gap}.",
        "kk": "Сандар басылғаннан көп береді, айырмасы: {gap}.",
    },
    "total_less": {
        "en": "The numbers give {gap} fewer than are printed.",
        "ru": "Числа дают меньше напечатанного, разница: {gap}.",
        "kk": "Сандар басылғаннан аз береді, айырмасы: {gap}.",
    },
    "repeat_same": {
        "en": "{printed} is printed here and at {name}.",
        "ru": "{printed} напечатано здесь и в другом месте: {name}.",
        "kk": "{printed} мұнда және басқа жерде басылған: {name}.",
    },
    "repeat_other": {
        "en": "{printed} is printed here, {other} at {name}.",
        "ru": "Здесь напечатано {printed}, в другом месте – {other}: {name}.",
        "kk": "Мұнда басылғаны: {printed}, басқа жерде: {other} ({name}).",
    },
    "repeat_pair": {
        "en": "{other} is printed at {name}, {printed} at {own_name}.",
        "ru": "Напечатано {other} ({name}) и {printed} ({own_name}).",
        "kk": "Басылғаны: {other} ({name}) және {printed} ({own_name}).",
    },
    "repeat_all": {
        "en": "Printed {n_prints} times: {prints}.",
        "ru": "Число записей: {n_prints}; напечатано: {prints}.",
        "kk": "Жазбалар саны: {n_prints}; басылғаны: {prints}.",
    },
    "over_base": {
        "en": "{printed} is more than its base of {base}.",
        "ru": "{printed} больше своей базы: {base}.",
        "kk": "{printed} өз базасынан үлкен: {base}.",
    },
    "beyond_maximum": {
        "en": "{printed} ({name}) is more than the highest possible {limit}.",
        "ru": "{printed} ({name}) больше наибольшего возможного: {limit}.",
        "kk": "{printed} ({name}) ең жоғары мүмкін мәннен үлкен: {limit}.",
    },
    "beyond_minimum": {
        "en": "{printed} ({name}) is less than the lowest possible {limit}.",
        "ru": "{printed} ({name}) меньше наименьшего возможного: {limit}.",
        "kk": "{printed} ({name}) ең төмен мүмкін мәннен кіші: {limit}.",
    },
    "within_scale": {
        "en": "Every score lies within the printed scale ({limits}).",
        "ru": "Каждый балл лежит в пределах напечатанной шкалы ({limits}).",
        "kk": "Әр балл басылған шкала шегінде ({limits}).",
    },
    "overshoot": {
        "en": "{expression} = {value} answers to a single-answer question, more than the {printed}"
        " printed as its base.",
        "ru": "{expression} = {value}: ответов на вопрос с одним вариантом больше, чем напечатанная"
        " база, {printed}.",
        "kk": "{expression} = {value}: бір жауапты сұраққа берілген жауаптар басылған базадан көп,"
        " база: {printed}.",
    },
    "not_derivable": {
        "en": "The report prints nothing it could follow from.",
        "ru": "В отчёте нет чисел, из которых оно могло бы следовать.",
        "kk": "Есепте оны шығаруға болатын сандар жоқ.",
    },
    "external": {
        "en": "Taken from another source than the study.",
        "ru": "Взято из другого источника, а не из исследования.",
        "kk": "Зерттеуден емес, басқа дереккөзден алынған.",
    },
}

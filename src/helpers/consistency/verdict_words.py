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
        "en": "equal to what other printed numbers give, exactly or when rounded",
        "ru": "равно тому, что дают другие напечатанные числа, точно или после округления",
        "kk": "басқа басылған сандардан шығатын мәнге дәл немесе дөңгелектегенде тең",
    },
    "rounding": {
        "en": "follows when digits are cut off or rounded in another way",
        "ru": "получается, если цифры отброшены или округлены иначе",
        "kk": "цифрлар қиып тасталса немесе басқаша дөңгелектелсе, шығады",
    },
    "base": {
        "en": "follows on another base than the stated one",
        "ru": "получается при другой базе, чем указана",
        "kk": "көрсетілгеннен басқа база алынса, шығады",
    },
    "contradiction": {
        "en": "follows under no rounding rule and on no base, or is printed elsewhere as another "
        "number",
        "ru": "не получается ни при каком округлении и ни при какой базе либо в другом месте "
        "напечатано иначе",
        "kk": "ешбір дөңгелектеуде және ешбір базада шықпайды немесе басқа жерде басқаша басылған",
    },
    "not_derivable": {
        "en": "the report prints nothing it could be derived from",
        "ru": "в отчёте нет чисел, из которых его можно вывести",
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
        "kk": "ең жақынына дейін дөңгелектеу",
    },
    "half_up": {
        "en": "rounded, halves up",
        "ru": "округление, половина вверх",
        "kk": "дөңгелектеу, жартысы жоғары",
    },
    "half_even": {
        "en": "rounded, halves to even",
        "ru": "округление, половина до чётной цифры",
        "kk": "дөңгелектеу, жартысы жұп цифрға",
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
        "ru": "Для {printed} нужно {counts} из {base}.",
        "kk": "{printed} үшін {base} ішінен {counts} керек.",
    },
    "share_needs_none": {
        "en": "No whole number of {base} gives {printed}.",
        "ru": "Ни одно целое число из {base} не даёт {printed}.",
        "kk": "{base} ішіндегі ешбір бүтін сан {printed} бермейді.",
    },
    "other_units": {
        "en": "They are not all counted in one unit.",
        "ru": "Единицы счёта у них разные.",
        "kk": "Олардың санау бірліктері әртүрлі.",
    },
    "rule_half_up": {
        "en": "It follows when halves are rounded up.",
        "ru": "Получается, если половину округлить вверх.",
        "kk": "Жартысы жоғары дөңгелектелсе, шығады.",
    },
    "rule_half_even": {
        "en": "It follows when halves are rounded to the even digit.",
        "ru": "Получается, если половину округлить до чётной цифры.",
        "kk": "Жартысы жұп цифрға дөңгелектелсе, шығады.",
    },
    "rule_truncated": {
        "en": "It follows when the further digits are cut off.",
        "ru": "Получается, если остальные цифры отбросить.",
        "kk": "Қалған цифрлар қиып тасталса, шығады.",
    },
    "rule_up": {
        "en": "It follows when everything is rounded up.",
        "ru": "Получается, если всё округлять вверх.",
        "kk": "Бәрі жоғары дөңгелектелсе, шығады.",
    },
    "bases_half_up": {
        "en": "Bases that work: {bases}.",
        "ru": "Подходящие базы: {bases}.",
        "kk": "Сәйкес келетін базалар: {bases}.",
    },
    "bases_half_even": {
        "en": "Bases that work when halves go to the even digit: {bases}.",
        "ru": "Подходящие базы при округлении половины до чётной цифры: {bases}.",
        "kk": "Жартысы жұп цифрға дөңгелектелгенде сәйкес келетін базалар: {bases}.",
    },
    "bases_truncated": {
        "en": "Bases that work when digits are cut off: {bases}.",
        "ru": "Подходящие базы при отбрасывании цифр: {bases}.",
        "kk": "Цифрлар қиып тасталғанда сәйкес келетін базалар: {bases}.",
    },
    "bases_up": {
        "en": "Bases that work when everything is rounded up: {bases}.",
        "ru": "Подходящие базы, если всё округлять вверх: {bases}.",
        "kk": "Бәрі жоғары дөңгелектелгенде сәйкес келетін базалар: {bases}.",
    },
    "bases_over": {
        "en": "It would need a base of {bases}; the largest of this kind in the report is {limit}.",
        "ru": "Нужна была бы база {bases}, а наибольшая такого рода в отчёте: {limit}.",
        "kk": "Керек база: {bases}; есептегі осындай базаның ең үлкені: {limit}.",
    },
    "bases_under": {
        "en": "It would need a base of {bases}, fewer than the {limit} answers that are printed.",
        "ru": "Нужна была бы база {bases}, а ответов напечатано больше: {limit}.",
        "kk": "Керек база: {bases}; басылған жауаптар одан көп: {limit}.",
    },
    "bases_none": {
        "en": "No base up to {limit} gives it.",
        "ru": "Ни одна база до {limit} его не даёт.",
        "kk": "{limit} санынан аспайтын ешбір база оны бермейді.",
    },
    "inputs_rounded": {
        "en": "It follows when the rounding of the numbers added up is allowed for.",
        "ru": "Получается, если учесть округление слагаемых.",
        "kk": "Қосылғыштардың дөңгелектелуі ескерілсе, шығады.",
    },
    "total_more": {
        "en": "The numbers give {gap} more than is printed.",
        "ru": "Вычислено на {gap} больше, чем напечатано.",
        "kk": "Есептелгені басылғанынан көп, айырмасы: {gap}.",
    },
    "total_less": {
        "en": "The numbers give {gap} less than is printed.",
        "ru": "Вычислено на {gap} меньше, чем напечатано.",
        "kk": "Есептелгені басылғанынан аз, айырмасы: {gap}.",
    },
    "repeat_same": {
        "en": "{printed} is printed here and under {name}.",
        "ru": "{printed} напечатано здесь и в другом месте: {name}.",
        "kk": "{printed} мұнда және басқа жерде басылған: {name}.",
    },
    "repeat_other": {
        "en": "{printed} is printed here, {other} under {name}.",
        "ru": "Здесь напечатано {printed}, в другом месте {other} ({name}).",
        "kk": "Мұнда басылғаны: {printed}, басқа жерде: {other} ({name}).",
    },
    "repeat_pair": {
        "en": "Printed: {other} ({name}) and {printed} ({own_name}).",
        "ru": "Напечатано {other} ({name}) и {printed} ({own_name}).",
        "kk": "Басылғаны: {other} ({name}) және {printed} ({own_name}).",
    },
    "repeat_all": {
        "en": "Printed {n_prints} times: {prints}.",
        "ru": "Напечатано: {prints}; сколько раз: {n_prints}.",
        "kk": "Басылғаны: {prints}; неше рет: {n_prints}.",
    },
    "over_base": {
        "en": "{printed} is more than its base of {base}.",
        "ru": "{printed} больше своей базы: {base}.",
        "kk": "{printed} өз базасынан үлкен, база: {base}.",
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
        "ru": "Все баллы в пределах напечатанной шкалы ({limits}).",
        "kk": "Барлық балл басылған шкала шегінде ({limits}).",
    },
    "overshoot": {
        "en": "{expression} = {value} answers to a question with one answer each, more than the "
        "{printed} printed as its base.",
        "ru": "{expression} = {value}: каждый давал один ответ, но ответов больше напечатанной "
        "базы: {printed}.",
        "kk": "{expression} = {value}: әркім бір жауап береді, бірақ жауаптар басылған базадан "
        "көп, база: {printed}.",
    },
    "not_derivable": {
        "en": "The report prints nothing it could be derived from.",
        "ru": "В отчёте нет чисел, из которых его можно вывести.",
        "kk": "Есепте оны шығаруға болатын сандар жоқ.",
    },
    "external": {
        "en": "Taken from another source than the study.",
        "ru": "Взято из другого источника, а не из исследования.",
        "kk": "Зерттеуден емес, басқа дереккөзден алынған.",
    },
}

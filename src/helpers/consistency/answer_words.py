"""What the checks of questions and their answers say, in three languages; see `check_words`."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

_WHEN: Words = {
    "half_up": {
        "en": "with ordinary rounding (halves up)",
        "ru": "при обычном округлении (половина вверх)",
        "kk": "кәдімгі дөңгелектеуде (жартысы жоғары)",
    },
    "half_even": {
        "en": "with halves rounded to the even digit",
        "ru": "если половина округлена до чётной цифры",
        "kk": "жартысы жұп цифрға дөңгелектелсе",
    },
    "truncated": {
        "en": "with further digits cut off",
        "ru": "если остальные цифры отброшены",
        "kk": "қалған цифрлар қиып тасталса",
    },
    "up": {
        "en": "with any further digit rounded up",
        "ru": "если любая следующая цифра округлена вверх",
        "kk": "кез келген келесі цифр жоғары дөңгелектелсе",
    },
}

_BY_RULE: Words = {
    "question_stated_all": {
        "en": "{prints}: all {n_answers} follow on the stated base of {base} %s.",
        "ru": "{prints}: при указанной базе {base} следуют все ({n_answers}), %s.",
        "kk": "{prints}: көрсетілген базада барлығы ({n_answers}) шығады, %s; база: {base}.",
    },
    "question_stated_some": {
        "en": "{prints}: {n_follow} of {n_answers} follow on the stated base of {base} %s.",
        "ru": "{prints}: при указанной базе {base} следуют {n_follow} из {n_answers}, %s.",
        "kk": "{prints}: көрсетілген базада {n_answers} ішінен {n_follow} шығады, %s; база:"
        " {base}.",
    },
    "question_divided_all": {
        "en": "{prints}: all {n_answers} follow on {base}, the base that other numbers imply, %s.",
        "ru": "{prints}: при базе {base}, которую дают другие числа, следуют все ({n_answers}),"
        " %s.",
        "kk": "{prints}: басқа сандар беретін базада барлығы ({n_answers}) шығады, %s; база:"
        " {base}.",
    },
    "question_divided_some": {
        "en": "{prints}: {n_follow} of {n_answers} follow on {base}, the base that other numbers"
        " imply, %s.",
        "ru": "{prints}: при базе {base}, которую дают другие числа, следуют {n_follow} из"
        " {n_answers}, %s.",
        "kk": "{prints}: басқа сандар беретін базада {n_answers} ішінен {n_follow} шығады, %s;"
        " база: {base}.",
    },
    "question_fit": {
        "en": "Bases on which all of them follow %s: {bases}.",
        "ru": "Базы, при которых следуют все, %s: {bases}.",
        "kk": "Барлығы шығатын базалар, %s: {bases}.",
    },
    "question_most": {
        "en": "At most {n_follow} of {n_answers} follow together %s; bases: {bases}.",
        "ru": "Вместе следуют не более {n_follow} из {n_answers}, %s; базы: {bases}.",
        "kk": "Бірге шығатыны: {n_answers} ішінен ең көбі {n_follow}, %s; базалар: {bases}.",
    },
    "percents_all": {
        "en": "{expression} = {value}; before rounding between {low} and {high} %s.",
        "ru": "{expression} = {value}; до округления от {low} до {high}, %s.",
        "kk": "{expression} = {value}; дөңгелектеуге дейін: {low} – {high}, %s.",
    },
    "percents_over": {
        "en": "{expression} = {value}; before rounding at least {low} %s: more than 100 for a"
        " question with one answer each.",
        "ru": "{expression} = {value}; до округления не меньше {low}, %s: больше 100, хотя ответ у"
        " каждого один.",
        "kk": "{expression} = {value}; дөңгелектеуге дейін кемінде {low}, %s: әркім бір жауап берсе"
        " де, 100-ден көп.",
    },
    "percents_short": {
        "en": "{expression} = {value}; before rounding at most {high} %s, so at least {gap} gave"
        " none of the printed answers.",
        "ru": "{expression} = {value}; до округления не больше {high}, %s; не дали ни одного из"
        " напечатанных ответов как минимум {gap}.",
        "kk": "{expression} = {value}; дөңгелектеуге дейін ең көбі {high}, %s; басылған жауаптардың"
        " бірін де бермегендер кемінде {gap}.",
    },
}

_AMONG = {"en": "among others {bases}", "ru": "среди прочих {bases}", "kk": "соның ішінде {bases}"}


def _by_rule() -> Words:
    """Each sentence of `_BY_RULE` under each rule, and with a list of bases that is not whole."""
    said = {}
    for key, texts in _BY_RULE.items():
        for rule, when in _WHEN.items():
            full = {language: text % when[language] for language, text in texts.items()}
            said[f"{key}_{rule}"] = full
            if "{bases}" in full["en"]:
                among = {code: text.replace("{bases}", _AMONG[code]) for code, text in full.items()}
                said[f"{key}_{rule}_among"] = among
    return said


TEMPLATES: Words = _by_rule() | {
    "question_none": {
        "en": "No base from {first} to {last} gives all {n_answers} under one rounding rule.",
        "ru": "Ни одна база от {first} до {last} не даёт все ({n_answers}) при одном правиле"
        " округления.",
        "kk": "Бір дөңгелектеу ережесімен бәрін ({n_answers}) беретін база {first}–{last}"
        " аралығында жоқ.",
    },
    "percents_missing": {
        "en": "Of {base} respondents these are at most {most}: at least {gap} gave none of the"
        " printed answers.",
        "ru": "Из {base} респондентов это не больше {most}; не дали ни одного из напечатанных"
        " ответов как минимум {gap}.",
        "kk": "{base} респонденттің ішінде бұл ең көбі {most}; басылған жауаптардың бірін де"
        " бермегендер кемінде {gap}.",
    },
    "single_all": {
        "en": "{expression} = {value}, all respondents.",
        "ru": "{expression} = {value}: это все респонденты.",
        "kk": "{expression} = {value}: бұл барлық респонденттер.",
    },
    "single_short": {
        "en": "{expression} = {value} of {printed}: the other {gap} gave another answer or none.",
        "ru": "{expression} = {value} из {printed}; другой ответ или никакого: {gap}.",
        "kk": "{expression} = {value}, барлығы {printed}; басқа жауап берген не жауап бермеген:"
        " {gap}.",
    },
    "multiple_short": {
        "en": "{expression} = {value}: at least {gap} of {base} gave none of the printed answers.",
        "ru": "{expression} = {value}: из {base} не дали ни одного из напечатанных ответов как"
        " минимум {gap}.",
        "kk": "{expression} = {value}: {base} ішінен басылған жауаптардың бірін де бермегендер"
        " кемінде {gap}.",
    },
    "multiple_enough": {
        "en": "{expression} = {value}: each of {base} can have given a printed answer.",
        "ru": "{expression} = {value}: напечатанный ответ мог дать каждый из {base}.",
        "kk": "{expression} = {value}: {base} респонденттің әрқайсысы басылған жауап бере"
        " алар еді.",
    },
    "multiple_least": {
        "en": "At least {fewest} gave one.",
        "ru": "Дали хотя бы один как минимум {fewest}.",
        "kk": "Кемінде біреуін бергендер: {fewest} не одан көп.",
    },
    "multiple_least_or_none": {
        "en": "At least {largest} + {none} = {fewest} gave one or said that none applies.",
        "ru": "Дали хотя бы один или ответили «нет» как минимум {largest} + {none} = {fewest}.",
        "kk": "Кемінде біреуін бергендер немесе «жоқ» дегендер: {largest} + {none} = {fewest} не"
        " одан көп.",
    },
    "multiple_over": {
        "en": "{largest} gave one answer and {none} said that none applies: {fewest}, more than"
        " {base}.",
        "ru": "Один ответ дали {largest}, ответили «нет» {none}: вместе {fewest}, больше {base}.",
        "kk": "Бір жауапты {largest} берген, {none} «жоқ» деген: бірге {fewest}, база одан аз:"
        " {base}.",
    },
    "differ_counts": {
        "en": "{one}: {count_one}; {other}: {count_other}; both of {base}.",
        "ru": "{one}: {count_one}; {other}: {count_other}; база обоих: {base}.",
        "kk": "{one}: {count_one}; {other}: {count_other}; екеуінің базасы: {base}.",
    },
    "differ_gap": {
        "en": "At least {gap} gave this answer to one question only.",
        "ru": "Как минимум {gap} дали этот ответ только на один вопрос.",
        "kk": "Бұл жауапты бір ғана сұраққа бергендер кемінде {gap}.",
    },
    "differ_both": {
        "en": "At least {both} gave it to both.",
        "ru": "Как минимум {both} дали его на оба вопроса.",
        "kk": "Екі сұраққа да бергендер кемінде {both}.",
    },
    "differ_nothing": {
        "en": "All or none of them may be the same respondents.",
        "ru": "Это могут быть одни и те же респонденты или совсем разные.",
        "kk": "Бұлар бір респонденттер де, мүлде бөлек респонденттер де болуы мүмкін.",
    },
}

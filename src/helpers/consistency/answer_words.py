"""What the checks of questions and their answers say, in three languages; see `check_words`."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

_WHEN: Words = {
    "half_up": {
        "en": "with ordinary rounding",
        "ru": "при обычном округлении",
        "kk": "кәдімгі дөңгелектеуде",
    },
    "half_even": {
        "en": "with halves rounded to the even digit",
        "ru": "если половину округлить до чётной цифры",
        "kk": "жартысы жұп цифрға дөңгелектелсе",
    },
    "truncated": {
        "en": "with further digits cut off",
        "ru": "если остальные цифры отбросить",
        "kk": "қалған цифрлар қиып тасталса",
    },
    "up": {
        "en": "with everything rounded up",
        "ru": "если всё округлить вверх",
        "kk": "бәрі жоғары дөңгелектелсе",
    },
}

_BY_RULE: Words = {
    "question_stated_all": {
        "en": "{prints}: all {n_answers} follow on the stated base of {base} %s.",
        "ru": "{prints}: при указанной базе {base} получаются все {n_answers}, %s.",
        "kk": "{prints}: көрсетілген базада ({base}) барлығы ({n_answers}) шығады, %s.",
    },
    "question_stated_some": {
        "en": "{prints}: {n_follow} of {n_answers} follow on the stated base of {base} %s.",
        "ru": "{prints}: при указанной базе {base} получается {n_follow} из {n_answers}, %s.",
        "kk": "{prints}: көрсетілген базада ({base}) {n_answers} ішінен {n_follow} шығады, %s.",
    },
    "question_divided_all": {
        "en": "{prints}: all {n_answers} follow on {base}, the base that other numbers imply, %s.",
        "ru": "{prints}: при базе {base}, которую дают другие числа, получаются все {n_answers}, "
        "%s.",
        "kk": "{prints}: басқа сандар беретін базада ({base}) барлығы ({n_answers}) шығады, %s.",
    },
    "question_divided_some": {
        "en": "{prints}: {n_follow} of {n_answers} follow on {base}, the base that other numbers"
        " imply, %s.",
        "ru": "{prints}: при базе {base}, которую дают другие числа, получается {n_follow} из "
        "{n_answers}, %s.",
        "kk": "{prints}: басқа сандар беретін базада ({base}) {n_answers} ішінен {n_follow} "
        "шығады, %s.",
    },
    "question_fit": {
        "en": "Bases on which all of them follow %s: {bases}.",
        "ru": "Базы, при которых получаются все, %s: {bases}.",
        "kk": "Барлығы шығатын базалар, %s: {bases}.",
    },
    "question_most": {
        "en": "At most {n_follow} of {n_answers} follow together %s; bases: {bases}.",
        "ru": "Вместе получается не больше {n_follow} из {n_answers}, %s; базы: {bases}.",
        "kk": "Бірге шығатыны: {n_answers} ішінен ең көбі {n_follow}, %s; базалар: {bases}.",
    },
    "percents_all": {
        "en": "{expression} = {value}; before rounding between {low} and {high} %s.",
        "ru": "{expression} = {value}; до округления от {low} до {high} (%s).",
        "kk": "{expression} = {value}; дөңгелектеуге дейін {low} – {high} (%s).",
    },
    "percents_over": {
        "en": "{expression} = {value}; before rounding at least {low} %s: more than 100 for a"
        " question with one answer each.",
        "ru": "{expression} = {value}; до округления не меньше {low} (%s): больше 100, хотя "
        "каждый давал один ответ.",
        "kk": "{expression} = {value}; дөңгелектеуге дейін кемінде {low} (%s): әркім бір жауап "
        "берсе де, 100-ден көп.",
    },
    "percents_short": {
        "en": "{expression} = {value}; before rounding at most {high} %s, so at least {gap} gave"
        " none of the printed answers.",
        "ru": "{expression} = {value}; до округления не больше {high} (%s): ни одного из "
        "напечатанных ответов нет как минимум у {gap}.",
        "kk": "{expression} = {value}; дөңгелектеуге дейін ең көбі {high} (%s): басылған "
        "жауаптардың бірін де бермегендер кемінде {gap}.",
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
        "ru": "Ни одна база от {first} до {last} не даёт все {n_answers} при одном правиле "
        "округления.",
        "kk": "{first}–{last} аралығында бір дөңгелектеу ережесімен бәрін ({n_answers}) беретін "
        "база жоқ.",
    },
    "percents_missing": {
        "en": "Of {base} respondents these are at most {most}: at least {gap} gave none of the"
        " printed answers.",
        "ru": "Это не больше {most} из {base}: ни одного из напечатанных ответов нет как минимум "
        "у {gap}.",
        "kk": "Бұл {base} ішінен ең көбі {most}: басылған жауаптардың бірін де бермегендер "
        "кемінде {gap}.",
    },
    "single_all": {
        "en": "{expression} = {value}, all respondents.",
        "ru": "{expression} = {value}: это все респонденты.",
        "kk": "{expression} = {value}: бұл барлық респонденттер.",
    },
    "single_short": {
        "en": "{expression} = {value} of {printed}: the other {gap} gave another answer or none.",
        "ru": "{expression} = {value} из {printed}; у остальных ({gap}) другой ответ или никакого.",
        "kk": "{expression} = {value}, барлығы {printed}; қалғандары ({gap}) басқа жауап берген "
        "не жауап бермеген.",
    },
    "multiple_short": {
        "en": "{expression} = {value}: at least {gap} of {base} gave none of the printed answers.",
        "ru": "{expression} = {value}: ни одного из напечатанных ответов нет как минимум у {gap} "
        "из {base}.",
        "kk": "{expression} = {value}: {base} ішінен басылған жауаптардың бірін де бермегендер"
        " кемінде {gap}.",
    },
    "multiple_enough": {
        "en": "{expression} = {value}: each of the {base} can have given a printed answer.",
        "ru": "{expression} = {value}: напечатанный ответ мог дать каждый из {base}.",
        "kk": "{expression} = {value}: {base} респонденттің әрқайсысы басылған жауап бере алған.",
    },
    "multiple_least": {
        "en": "At least {fewest} gave one.",
        "ru": "Хотя бы один ответ есть как минимум у {fewest}.",
        "kk": "Жауаптардың бірін болса да бергендер кемінде {fewest}.",
    },
    "multiple_least_or_none": {
        "en": "At least {largest} + {none} = {fewest} gave one or said that none applies.",
        "ru": "Хотя бы один ответ или ответ «ничего из этого» есть как минимум у {largest} + "
        "{none} = {fewest}.",
        "kk": "Жауаптардың бірін болса да бергендер немесе «ешқайсысы» дегендер кемінде {largest} "
        "+ {none} = {fewest}.",
    },
    "multiple_over": {
        "en": "{largest} gave one answer and {none} said that none applies: {fewest}, more than"
        " {base}.",
        "ru": "Один ответ есть у {largest}, ответ «ничего из этого» у {none}: вместе {fewest}, "
        "больше базы: {base}.",
        "kk": "Бір жауапты бергендер {largest}, «ешқайсысы» дегендер {none}: бірге {fewest}, база "
        "одан аз: {base}.",
    },
    "differ_counts": {
        "en": "{count_one} ({one}) and {count_other} ({other}), both on a base of {base}.",
        "ru": "{count_one} ({one}) и {count_other} ({other}); база обоих: {base}.",
        "kk": "{count_one} ({one}) және {count_other} ({other}); екеуінің базасы: {base}.",
    },
    "differ_gap": {
        "en": "At least {gap} gave this answer to one question only.",
        "ru": "Как минимум у {gap} этот ответ дан только на один вопрос.",
        "kk": "Бұл жауапты бір ғана сұраққа бергендер кемінде {gap}.",
    },
    "differ_both": {
        "en": "At least {both} gave it to both.",
        "ru": "Как минимум у {both} он дан на оба вопроса.",
        "kk": "Екі сұраққа да бергендер кемінде {both}.",
    },
    "differ_nothing": {
        "en": "All or none of them may be the same respondents.",
        "ru": "Это могут быть одни и те же респонденты или совсем разные.",
        "kk": "Бұлар бір респонденттер де, мүлде бөлек респонденттер де болуы мүмкін.",
    },
}

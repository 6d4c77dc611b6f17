"""What the check of means says, in three languages: templates of `consistency.wording`."""

from __future__ import annotations

TEMPLATES: dict[str, dict[str, str]] = {
    "mean_possible": {
        "en": "With a base of {n}, whole-number answers can have the mean {mean}: "
        "their sum is then {sums}.",
        "ru": "При базе {n} ответы в целых числах могут иметь среднее {mean}: "
        "тогда их сумма — {sums}.",
        "kk": "База {n} болғанда бүтін санды жауаптардың орташасы {mean} бола алады: "
        "онда қосындысы {sums}.",
    },
    "mean_impossible": {
        "en": "{sum_below} / {n} = {below} and {sum_above} / {n} = {above}: "
        "with a base of {n}, whole-number answers have no mean that rounds to {mean}.",
        "ru": "{sum_below} / {n} = {below}, {sum_above} / {n} = {above}: "
        "при базе {n} среднее ответов в целых числах не округляется до {mean}.",
        "kk": "{sum_below} / {n} = {below}, {sum_above} / {n} = {above}: "
        "база {n} болғанда бүтін санды жауаптардың орташасы {mean} болып дөңгелектенбейді.",
    },
    "mean_possible_half_up": {
        "en": "It is possible if a half was rounded away from zero.",
        "ru": "Оно возможно, если половина округлялась от нуля.",
        "kk": "Жарты нөлден әрі дөңгелектелсе, ол мүмкін.",
    },
    "mean_possible_half_even": {
        "en": "It is possible if a half was rounded to the even digit.",
        "ru": "Оно возможно, если половина округлялась до чётной цифры.",
        "kk": "Жарты жұп цифрға дейін дөңгелектелсе, ол мүмкін.",
    },
    "mean_possible_truncated": {
        "en": "It is possible if further digits were dropped.",
        "ru": "Оно возможно, если следующие цифры отброшены.",
        "kk": "Кейінгі цифрлар алып тасталса, ол мүмкін.",
    },
    "mean_possible_up": {
        "en": "It is possible if it was rounded up.",
        "ru": "Оно возможно при округлении вверх.",
        "kk": "Жоғары қарай дөңгелектелсе, ол мүмкін.",
    },
    "mean_untestable": {
        "en": "With a base of {n} every number with as many decimals as {mean} is a possible mean, "
        "so this test says nothing.",
        "ru": "При базе {n} возможно любое среднее с таким числом знаков, как {mean}, "
        "поэтому проверка ничего не говорит.",
        "kk": "База {n} болғанда {mean} санындай таңбасы бар кез келген орташа мүмкін, "
        "сондықтан бұл тексеру ештеңе айтпайды.",
    },
}

# What may have happened, by the case of a verdict.
POSSIBLE: dict[str, dict[str, str]] = {
    "mean_impossible": {
        "en": "The mean may be of fewer or more answers than stated, or weighted, or hold a slip "
        "of a digit.",
        "ru": "Возможно, среднее посчитано по другому числу ответов, взвешено "
        "или содержит опечатку.",
        "kk": "Орташа басқа жауап санынан есептелген, салмақталған "
        "немесе қате басылған болуы мүмкін.",
    },
}

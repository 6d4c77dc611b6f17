"""What the check of means says, in three languages: templates of `consistency.wording`."""

from __future__ import annotations

TEMPLATES: dict[str, dict[str, str]] = {
    "mean_possible": {
        "en": "With a base of {n}, whole-number answers can have the mean {mean}: "
        "their sum is then {sums}.",
        "ru": "При базе {n} среднее ответов в целых числах может равняться {mean}: их сумма тогда "
        "{sums}.",
        "kk": "База {n} болғанда бүтін санды жауаптардың орташа мәні {mean} бола алады: онда "
        "олардың қосындысы {sums}.",
    },
    "mean_impossible": {
        "en": "{sum_below} / {n} = {below} and {sum_above} / {n} = {above}: "
        "with a base of {n}, whole-number answers have no mean that rounds to {mean}.",
        "ru": "{sum_below} / {n} = {below}, {sum_above} / {n} = {above}: при базе {n} никакое "
        "среднее ответов в целых числах не округляется до {mean}.",
        "kk": "{sum_below} / {n} = {below}, {sum_above} / {n} = {above}: база {n} болғанда бүтін "
        "санды жауаптардың ешбір орташа мәні {mean} болып дөңгелектенбейді.",
    },
    "mean_possible_half_up": {
        "en": "It is possible if halves were rounded up.",
        "ru": "Такое среднее возможно, если половину округлили вверх.",
        "kk": "Жартысы жоғары дөңгелектелсе, мұндай орташа мән мүмкін.",
    },
    "mean_possible_half_even": {
        "en": "It is possible if halves were rounded to the even digit.",
        "ru": "Такое среднее возможно, если половину округлили до чётной цифры.",
        "kk": "Жартысы жұп цифрға дөңгелектелсе, мұндай орташа мән мүмкін.",
    },
    "mean_possible_truncated": {
        "en": "It is possible if further digits were cut off.",
        "ru": "Такое среднее возможно, если остальные цифры отброшены.",
        "kk": "Қалған цифрлар қиып тасталса, мұндай орташа мән мүмкін.",
    },
    "mean_possible_up": {
        "en": "It is possible if it was rounded up.",
        "ru": "Такое среднее возможно, если его округлили вверх.",
        "kk": "Жоғары дөңгелектелсе, мұндай орташа мән мүмкін.",
    },
    "mean_untestable": {
        "en": "With a base of {n} every number with as many decimals as {mean} is a possible mean, "
        "so this test says nothing.",
        "ru": "При базе {n} возможно любое среднее с таким же числом десятичных знаков, как у "
        "{mean}, поэтому проверка ничего не говорит.",
        "kk": "База {n} болғанда ондық таңбалары {mean} санындағыдай кез келген орташа мән "
        "мүмкін, сондықтан бұл тексеру ештеңе айтпайды.",
    },
}

# What may have happened, by the case of a verdict.
POSSIBLE: dict[str, dict[str, str]] = {
    "mean_impossible": {
        "en": "The mean may rest on fewer or more answers than stated, be weighted, or have been "
        "mistyped.",
        "ru": "Возможно, среднее посчитано по другому числу ответов, взвешено "
        "или содержит опечатку.",
        "kk": "Мүмкін, орташа мән басқа жауап санынан есептелген, салмақталған немесе қате "
        "терілген.",
    },
}

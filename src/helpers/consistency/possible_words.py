"""What may have happened where a number does not follow, fairly put and in three languages.

By the case of the verdict. These are possibilities that fit the arithmetic; none is known, and
none says that anyone meant to mislead.
"""

from __future__ import annotations

POSSIBLE: dict[str, dict[str, str]] = {
    "share_half_up": {
        "en": "Halves may have been rounded up.",
        "ru": "Возможно, половину округлили вверх.",
        "kk": "Мүмкін, жартысы жоғары дөңгелектелген.",
    },
    "share_half_even": {
        "en": "Halves may have been rounded to the even digit, as some programs do.",
        "ru": "Возможно, половину округлили до чётной цифры, как делают некоторые программы.",
        "kk": "Мүмкін, кейбір бағдарламалардағыдай жартысы жұп цифрға дөңгелектелген.",
    },
    "share_truncated": {
        "en": "The decimals may have been cut off instead of rounded.",
        "ru": "Возможно, десятичные знаки не округлили, а отбросили.",
        "kk": "Мүмкін, ондық таңбалар дөңгелектелмей, қиып тасталған.",
    },
    "share_up": {
        "en": "The number may have been rounded up instead of to the nearest.",
        "ru": "Возможно, число округлили вверх, а не до ближайшего.",
        "kk": "Мүмкін, сан ең жақынына емес, жоғары дөңгелектелген.",
    },
    "share_base": {
        "en": "The share may have been computed on another number of respondents than the text"
        " states, for instance with or without those who skipped the question.",
        "ru": "Возможно, доля посчитана от другого числа респондентов, чем указано в тексте: "
        "например, с пропустившими вопрос или без них.",
        "kk": "Мүмкін, үлес мәтінде көрсетілгеннен басқа респонденттер санынан есептелген:"
        " мысалы, сұрақты өткізіп жібергендермен бірге немесе оларсыз.",
    },
    "share_none": {
        "en": "One of the numbers may come from an earlier version of the data, or may have been "
        "mistyped.",
        "ru": "Возможно, одно из чисел относится к более ранней версии данных или содержит"
        " опечатку.",
        "kk": "Мүмкін, сандардың бірі деректердің ертерек нұсқасынан алынған немесе қате терілген.",
    },
    "inputs_rounded": {
        "en": "The unrounded numbers may have been added up.",
        "ru": "Возможно, сложили неокруглённые числа.",
        "kk": "Мүмкін, дөңгелектелмеген сандар қосылған.",
    },
    "total_short": {
        "en": "Some parts may not be printed, or the total may count something more.",
        "ru": "Возможно, напечатаны не все части или итог включает что-то ещё.",
        "kk": "Мүмкін, бөліктердің бәрі басылмаған немесе жиынтыққа тағы бірдеңе кірген.",
    },
    "total_over": {
        "en": "Something may have been counted under more than one part, or the total may come "
        "from an earlier version of the data.",
        "ru": "Возможно, что-то учтено в нескольких частях или итог относится к более ранней версии"
        " данных.",
        "kk": "Мүмкін, бірдеңе бірнеше бөлікте саналған немесе жиынтық деректердің ертерек"
        " нұсқасынан алынған.",
    },
    "repeat_differs": {
        "en": "The two numbers may come from different versions of the data, or may have been "
        "counted in different ways.",
        "ru": "Возможно, два числа относятся к разным версиям данных или подсчитаны по-разному.",
        "kk": "Мүмкін, екі сан деректердің әртүрлі нұсқаларынан алынған немесе әртүрлі саналған.",
    },
    "overshoot": {
        "en": "Some may have given more than one answer, or the base may leave out forms that were"
        " counted in the answers.",
        "ru": "Возможно, некоторые дали больше одного ответа или база не включает анкеты, ответы из"
        " которых учтены.",
        "kk": "Мүмкін, кейбіреулер бірнеше жауап берген немесе базаға жауаптары саналған "
        "сауалнамалардың бәрі кірмеген.",
    },
    "over_base": {
        "en": "The part and its base may have been counted in different groups.",
        "ru": "Возможно, часть и база подсчитаны по разным группам.",
        "kk": "Мүмкін, бөлік пен база әртүрлі топтарда саналған.",
    },
    "beyond_maximum": {
        "en": "The score or its scale may have been mistyped, or the score is on another scale.",
        "ru": "Возможно, в балле или шкале опечатка либо балл дан по другой шкале.",
        "kk": "Мүмкін, балл не шкала қате терілген немесе балл басқа шкала бойынша берілген.",
    },
    "beyond_minimum": {
        "en": "The score or its scale may have been mistyped, or the score is on another scale.",
        "ru": "Возможно, в балле или шкале опечатка либо балл дан по другой шкале.",
        "kk": "Мүмкін, балл не шкала қате терілген немесе балл басқа шкала бойынша берілген.",
    },
    "total_units": {
        "en": "Some parts may not be printed, or people, statements and cases were added up; then "
        "all the numbers can be right.",
        "ru": "Возможно, напечатаны не все части или сложены люди, высказывания и случаи; тогда "
        "все числа могут быть верны.",
        "kk": "Мүмкін, бөліктердің бәрі басылмаған немесе адамдар, пікірлер мен жағдайлар "
        "қосылған; онда сандардың бәрі дұрыс болуы мүмкін.",
    },
    "other_units": {
        "en": "The numbers are counted in different units; then all of them can be right.",
        "ru": "Числа посчитаны в разных единицах; тогда все они могут быть верны.",
        "kk": "Сандар әртүрлі бірлікпен саналған; онда олардың бәрі дұрыс болуы мүмкін.",
    },
    "rank_units": {
        "en": "The order may hold among numbers in one unit.",
        "ru": "Возможно, порядок верен для чисел в одних единицах.",
        "kk": "Мүмкін, реттілік бір бірлікпен саналған сандар үшін дұрыс.",
    },
}

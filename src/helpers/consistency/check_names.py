"""The checks' names and the question that each asks, in three languages."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

CHECK_TITLES: Words = {
    "shares": {
        "en": "Percentages, counts and bases",
        "ru": "Проценты, числа и базы",
        "kk": "Пайыздар, сандар және базалар",
    },
    "totals": {
        "en": "Totals and their parts",
        "ru": "Итоги и их части",
        "kk": "Жиынтықтар мен олардың бөліктері",
    },
    "repeats": {
        "en": "One quantity printed twice",
        "ru": "Одна величина, напечатанная дважды",
        "kk": "Екі рет басылған бір шама",
    },
    "means": {"en": "Possible means", "ru": "Возможные средние", "kk": "Ықтимал орташа мәндер"},
    "ranges": {
        "en": "Scores and their scale",
        "ru": "Баллы и их шкала",
        "kk": "Балдар мен олардың шкаласы",
    },
    "question_bases": {
        "en": "Percentages of one question",
        "ru": "Проценты одного вопроса",
        "kk": "Бір сұрақтың пайыздары",
    },
    "percent_sums": {
        "en": "Sums of percentages",
        "ru": "Суммы процентов",
        "kk": "Пайыздардың қосындысы",
    },
    "single_answers": {
        "en": "One answer each",
        "ru": "Один ответ от каждого",
        "kk": "Әрқайсысынан бір жауап",
    },
    "multiple_answers": {
        "en": "Several answers each",
        "ru": "Несколько ответов от каждого",
        "kk": "Әрқайсысынан бірнеше жауап",
    },
    "differing_answers": {
        "en": "One answer to two questions",
        "ru": "Один ответ на два вопроса",
        "kk": "Екі сұраққа бір жауап",
    },
    "rankings": {
        "en": "Ranking words",
        "ru": "Слова о порядке",
        "kk": "Реттілік сөздері",
    },
    "level_thresholds": {
        "en": "Levels and scores",
        "ru": "Уровни и баллы",
        "kk": "Деңгейлер мен балдар",
    },
    "level_counts": {
        "en": "Places at each level",
        "ru": "Число мест на каждом уровне",
        "kk": "Әр деңгейдегі жерлер саны",
    },
    "subsets": {
        "en": "Parts and their base",
        "ru": "Части и их база",
        "kk": "Бөліктер мен олардың базасы",
    },
    "place_totals": {
        "en": "Places and the whole",
        "ru": "Места и целое",
        "kk": "Жерлер мен бүтін",
    },
    "place_bases": {
        "en": "Bases by place",
        "ru": "Базы по местам",
        "kk": "Жерлер бойынша базалар",
    },
}

CHECK_QUESTIONS: Words = {
    "shares": {
        "en": "Does each percentage follow from the count and the base printed for it?",
        "ru": "Получается ли каждый процент из напечатанных для него числа и базы?",
        "kk": "Әр пайыз ол үшін басылған сан мен базадан шыға ма?",
    },
    "totals": {
        "en": "Do the printed parts add up to the printed total?",
        "ru": "Складываются ли напечатанные части в напечатанный итог?",
        "kk": "Басылған бөліктер басылған жиынтықты бере ме?",
    },
    "repeats": {
        "en": "Is a number that is printed in two places the same in both?",
        "ru": "Одинаково ли число, напечатанное в двух местах?",
        "kk": "Екі жерде басылған сан бірдей ме?",
    },
    "means": {
        "en": "Can answers in whole numbers have the printed mean?",
        "ru": "Могут ли ответы в целых числах дать напечатанное среднее?",
        "kk": "Бүтін санды жауаптардан басылған орташа мән шыға ала ма?",
    },
    "ranges": {
        "en": "Does every score lie within the printed scale?",
        "ru": "Все ли баллы в пределах напечатанной шкалы?",
        "kk": "Барлық балл басылған шкала шегінде ме?",
    },
    "question_bases": {
        "en": "Is there one base on which all percentages of a question follow?",
        "ru": "Есть ли одна база, при которой получаются все проценты вопроса?",
        "kk": "Сұрақтың барлық пайызы шығатын бір база бар ма?",
    },
    "percent_sums": {
        "en": "Do the percentages of a question with one answer each add up to 100?",
        "ru": "Дают ли проценты вопроса с одним ответом от каждого в сумме 100?",
        "kk": "Әркім бір жауап беретін сұрақтың пайыздары қосылып 100 бола ма?",
    },
    "single_answers": {
        "en": "Are there as many answers as respondents where each gives one answer?",
        "ru": "Если каждый даёт один ответ, столько ли ответов, сколько респондентов?",
        "kk": "Әркім бір жауап берсе, жауап саны респонденттер санындай ма?",
    },
    "multiple_answers": {
        "en": "Where several answers are allowed, at least how many gave none of those printed?",
        "ru": "Если можно дать несколько ответов, у скольких как минимум нет ни одного из "
        "напечатанных?",
        "kk": "Бірнеше жауап беруге болса, басылғандарының бірін де бермегендер кемінде қанша?",
    },
    "differing_answers": {
        "en": "At least how many answered two similar questions differently?",
        "ru": "Сколько как минимум ответили на два похожих вопроса по-разному?",
        "kk": "Ұқсас екі сұраққа кемінде қаншасы әртүрлі жауап берген?",
    },
    "rankings": {
        "en": 'Do words such as "the most frequent" or "every third" agree with the numbers?',
        "ru": "Согласуются ли с числами слова вроде «чаще всего» или «каждый третий»?",
        "kk": "«Ең жиі» не «әрбір үшінші» сияқты сөздер сандарға сай ма?",
    },
    "level_thresholds": {
        "en": "Are there thresholds that give every place the level printed for it?",
        "ru": "Есть ли пороги, которые дают каждому месту напечатанный для него уровень?",
        "kk": "Әр жерге басылған деңгейін беретін шектер бар ма?",
    },
    "level_counts": {
        "en": "Do as many places have a level as the report says?",
        "ru": "Столько ли мест на этом уровне, сколько сказано в отчёте?",
        "kk": "Осы деңгейдегі жерлер саны есепте айтылғандай ма?",
    },
    "subsets": {
        "en": "Is no part larger than its base?",
        "ru": "Нет ли частей больше своей базы?",
        "kk": "Өз базасынан үлкен бөлік жоқ па?",
    },
    "place_totals": {
        "en": "Are the places together no more than the whole?",
        "ru": "Не больше ли целого сумма по местам?",
        "kk": "Жерлердің қосындысы бүтіннен аспай ма?",
    },
    "place_bases": {
        "en": "Do the bases by place fit the number of respondents of their source?",
        "ru": "Согласуются ли базы по местам с числом респондентов того же источника?",
        "kk": "Жерлер бойынша базалар сол дереккөздің респонденттер санына сай ма?",
    },
}

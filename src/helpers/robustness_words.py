"""What the robustness of the sentences is told with, in three languages.

`ROBUSTNESS_WORDS` are the labels of tables and figures, `TEMPLATES` the sentences of an
explanation; slots are phrased so that no number needs an ending. The assessments are computed in
`helpers.robustness` and know no language.
"""

from __future__ import annotations

from helpers.errors import ArgumentError

# One character per assessment, drawn beside its word: colour is never the only sign.
ASSESSMENT_SIGNS = {"stands": "✓", "stands_with_caveat": "(✓)", "not_supported": "✗"}

ROBUSTNESS_WORDS: dict[str, dict[str, str]] = {
    "stands": {"en": "stands", "ru": "подтверждается", "kk": "расталады"},
    "stands_with_caveat": {
        "en": "stands with a caveat",
        "ru": "подтверждается с оговоркой",
        "kk": "ескертпемен расталады",
    },
    "not_supported": {
        "en": "not supported by the printed numbers",
        "ru": "напечатанными числами не подтверждается",
        "kk": "басылған сандармен расталмайды",
    },
    "number": {"en": "number", "ru": "число", "kk": "сан"},
    "judgement": {"en": "judgement", "ru": "суждение", "kk": "пайым"},
    "judged_without_number": {
        "en": "judgement: no number decides",
        "ru": "суждение: числом не решается",
        "kk": "пайым: санмен шешілмейді",
    },
    "respondents": {"en": "the respondents", "ru": "респонденты", "kk": "респонденттер"},
    "organisations": {"en": "NGOs in general", "ru": "НПО в целом", "kk": "жалпы ҮЕҰ"},
    "questionnaires": {
        "en": "the questionnaires themselves",
        "ru": "сами анкеты",
        "kk": "сауалнамалардың өзі",
    },
    "participants": {
        "en": "focus-group participants",
        "ru": "участники фокус-групп",
        "kk": "фокус-топ қатысушылары",
    },
    "register": {"en": "the register", "ru": "реестр", "kk": "тізілім"},
    "sentence": {
        "en": "Sentence, in our words",
        "ru": "Утверждение, нашими словами",
        "kk": "Тұжырым, өз сөзімізбен",
    },
    "scope": {"en": "Speaks of", "ru": "О ком", "kk": "Кім туралы"},
    "assessment": {"en": "Assessment", "ru": "Оценка", "kk": "Баға"},
    "decided_by": {"en": "Decided by", "ru": "Чем решено", "kk": "Немен шешілді"},
    "explanation": {
        "en": "What the numbers say",
        "ru": "Что говорят числа",
        "kk": "Сандар не дейді",
    },
    "printed": {"en": "printed share", "ru": "напечатанная доля", "kk": "басылған үлес"},
    "read_otherwise": {
        "en": "the same, read otherwise",
        "ru": "то же при другом прочтении",
        "kk": "соның өзі, басқаша оқылғанда",
    },
    "claimed": {
        "en": "what the share has to pass, or meet",
        "ru": "сколько нужно: больше этого или столько же",
        "kk": "керегі: осыдан көп не осыған тең",
    },
    "sentences_note": {
        "en": "For rankings the black mark is the most frequent other answer. Staff, statements "
        "and entries of the register have no interval. Sentences in our words.",
        "ru": "При ранжировании чёрная отметка показывает самый частый из других ответов. У "
        "сотрудников, высказываний и записей реестра интервала нет. Формулировки наши.",
        "kk": "Рет бойынша салыстырғанда қара белгі басқа жауаптардың ең жиісін көрсетеді. "
        "Қызметкерлердің, пікірлердің, тізілім жазбаларының интервалы жоқ. Тұжырымдар өзіміздікі.",
    },
}

TEMPLATES: dict[str, dict[str, str]] = {
    "share_above": {
        "en": "{count} of {base}: {share}; the sentence needs more than {threshold}.",
        "ru": "{count} из {base}: {share}; нужно больше {threshold}.",
        "kk": "{base} ішінен {count}: {share}; {threshold} шегінен асуы керек.",
    },
    "could_exceed": {
        "en": "At most {count} of {base}: {share}; the sentence needs more than {threshold}.",
        "ru": "Не больше {count} из {base}: {share}; нужно больше {threshold}.",
        "kk": "Ең көбі {base} ішінен {count}: {share}; {threshold} шегінен асуы керек.",
    },
    "share_about": {
        "en": "{count} of {base}: {share}; the nearest of 1/2, 1/3, 1/4 and so on is {nearest}, "
        "and the sentence says {named}.",
        "ru": "{count} из {base}: {share}; из долей 1/2, 1/3, 1/4 и так далее ближайшая "
        "{nearest}, сказано: {named}.",
        "kk": "{base} ішінен {count}: {share}; 1/2, 1/3, 1/4 және т. б. үлестердің ең жақыны "
        "{nearest}, айтылғаны: {named}.",
    },
    "top": {
        "en": "{count} of {base}: {share}; the most frequent other answer has {other}.",
        "ru": "{count} из {base}: {share}; у самого частого из других ответов: {other}.",
        "kk": "{base} ішінен {count}: {share}; басқа жауаптардың ең жиісінде: {other}.",
    },
    "top_several": {
        "en": "The least frequent of the {n_named} named has {count} of {base}: {share}; the most "
        "frequent other answer has {other}.",
        "ru": "Названо ответов: {n_named}, у самого редкого из них {count} из {base}: {share}; у "
        "самого частого из других ответов: {other}.",
        "kk": "Аталған {n_named} жауаптың ең сирегінде {base} ішінен {count}: {share}; басқа "
        "жауаптардың ең жиісінде: {other}.",
    },
    "equal": {
        "en": "{count} of {base}: {share}; {other} of {other_base}: {threshold}. They are {gap} "
        "percentage points apart.",
        "ru": "{count} из {base}: {share}; {other} из {other_base}: {threshold}. Разница в "
        "процентных пунктах: {gap}.",
        "kk": "{base} ішінен {count}: {share}; {other_base} ішінен {other}: {threshold}. "
        "Айырмасы, пайыздық тармақ: {gap}.",
    },
    "reading": {
        "en": "Read otherwise, {count} of {base}: {share}.",
        "ru": "При другом прочтении {count} из {base}: {share}.",
        "kk": "Басқаша оқысақ, {base} ішінен {count}: {share}.",
    },
    "reading_interval": {
        "en": "Read otherwise, {count} of {base}: {share}, interval {interval}.",
        "ru": "При другом прочтении {count} из {base}: {share}, интервал {interval}.",
        "kk": "Басқаша оқысақ, {base} ішінен {count}: {share}, интервал {interval}.",
    },
    "interval": {
        "en": "Interval, as if a random sample: {interval}.",
        "ru": "Интервал, как при случайной выборке: {interval}.",
        "kk": "Іріктеме кездейсоқ болғандағы интервал: {interval}.",
    },
    "other_interval": {
        "en": "Interval of the second, as if a random sample: {interval}; it holds the first.",
        "ru": "Интервал второй, как при случайной выборке: {interval}; первая доля в нём лежит.",
        "kk": "Екіншісінің іріктеме кездейсоқ болғандағы интервалы: {interval}; бірінші үлес оның "
        "ішінде.",
    },
    "other_interval_without": {
        "en": "Interval of the second, as if a random sample: {interval}; the first lies outside.",
        "ru": "Интервал второй, как при случайной выборке: {interval}; первая доля вне его.",
        "kk": "Екіншісінің іріктеме кездейсоқ болғандағы интервалы: {interval}; бірінші үлес одан "
        "тыс.",
    },
    "lead": {
        "en": "Interval of the lead, in percentage points: {low} to {high}, however the answers "
        "overlap.",
        "ru": "Интервал отрыва в процентных пунктах: от {low} до {high}, как бы ни пересекались "
        "ответы.",
        "kk": "Айырма интервалы, пайыздық тармақ: ең азы {low}, ең көбі {high}, жауаптар қалай "
        "қиылысса да.",
    },
    "bounds": {
        "en": "Register, nothing assumed about the silent: {bounds}.",
        "ru": "Реестр, без допущений о неответивших: {bounds}.",
        "kk": "Тізілім, жауап бермегендер туралы болжамсыз: {bounds}.",
    },
    "no_interval": {
        "en": "No interval for chance: those counted did not answer for themselves.",
        "ru": "Интервала случайности нет: посчитанные отвечали не сами за себя.",
        "kk": "Кездейсоқтық интервалы жоқ: саналғандар өздері үшін жауап берген жоқ.",
    },
    "interval_crosses": {
        "en": "Chance alone could undo it.",
        "ru": "Это могла бы изменить и простая случайность.",
        "kk": "Мұны кездейсоқтықтың өзі өзгерте алар еді.",
    },
    "respondents_only": {
        "en": "True of the respondents, undetermined for the register.",
        "ru": "Верно для респондентов, для реестра не определено.",
        "kk": "Респонденттер үшін дұрыс, тізілім бойынша анықталмаған.",
    },
    "only_possible": {
        "en": "It is possible, not shown.",
        "ru": "Это возможно, но не показано.",
        "kk": "Бұл мүмкін, бірақ көрсетілмеген.",
    },
    "base_unstated": {
        "en": "The report states no base here; the sum of the answers is taken.",
        "ru": "Базу отчёт здесь не указывает; взята сумма ответов.",
        "kk": "Есепте мұнда база көрсетілмеген; жауаптардың қосындысы алынды.",
    },
    "units_differ": {
        "en": "The two are counted in different units: {units}.",
        "ru": "Они посчитаны в разных единицах: {units}.",
        "kk": "Екеуі әртүрлі бірлікпен саналған: {units}.",
    },
    "inconsistent": {
        "en": "Numbers that bear on it do not agree with others: {prints}.",
        "ru": "Относящиеся к этому числа не согласуются с другими: {prints}.",
        "kk": "Осыған қатысты сандар басқалармен үйлеспейді: {prints}.",
    },
    "note": {"en": "{text}", "ru": "{text}", "kk": "{text}"},
    "readings_disagree": {
        "en": "The readings disagree: it holds in {n_passing} of {n_readings}.",
        "ru": "Прочтения расходятся: так выходит в {n_passing} из {n_readings}.",
        "kk": "Оқылымдар әртүрлі нәтиже береді: солай шығатыны {n_readings} ішінен {n_passing}.",
    },
}


def robustness_word(key: str, language: str) -> str:
    """A label in a language. Raises `ArgumentError` for an unknown key or language.

    >>> robustness_word("stands", "en")
    'stands'
    """
    try:
        return ROBUSTNESS_WORDS[key][language]
    except KeyError:
        raise ArgumentError(
            f"no word {key!r} in language {language!r}; add it to helpers/robustness_words.py"
        ) from None

"""Words of the page that scores a visitor's own group, in three languages; `{name}` is filled in.

What the page shares with figures and tables comes from `helpers.words`.
"""

from __future__ import annotations

SCORE_WORDS: dict[str, dict[str, str]] = {
    "mode": {
        "en": "How do you have the answers?",
        "ru": "В каком виде у вас ответы?",
        "kk": "Жауаптар сізде қандай түрде?",
    },
    "mode_counts": {
        "en": "As counts per answer",
        "ru": "Числа по каждому ответу",
        "kk": "Әр жауап бойынша сандар",
    },
    "mode_table": {
        "en": "As a table, one row per person",
        "ru": "Таблица, одна строка на человека",
        "kk": "Кесте, әр адамға бір жол",
    },
    "people": {"en": "Size of the group", "ru": "Размер группы", "kk": "Топтың көлемі"},
    "people_number": {"en": "number of people", "ru": "число человек", "kk": "адам саны"},
    "people_help": {
        "en": "Leave it empty if at least one question was answered by everybody.",
        "ru": "Оставьте пустым, если хотя бы на один вопрос ответили все.",
        "kk": "Кемінде бір сұраққа бәрі жауап берсе, бос қалдырыңыз.",
    },
    "table": {"en": "Your table", "ru": "Ваша таблица", "kk": "Сіздің кестеңіз"},
    "table_help": {
        "en": "Paste from a spreadsheet, or type: one row per person, one column per question in "
        "the order below, separated by tab, semicolon or comma. An empty cell is no answer. A "
        "first row with the names of the questions may set another order.",
        "ru": "Вставьте из электронной таблицы или наберите: строка на человека, столбец на вопрос "
        "в порядке ниже, через табуляцию, точку с запятой или запятую. Пустая ячейка: нет ответа. "
        "Первая строка с названиями вопросов может задать другой порядок.",
        "kk": "Электрондық кестеден қойыңыз немесе теріңіз: әр адамға бір жол, әр сұраққа "
        "төмендегі ретпен бір баған, табуляция, нүктелі үтір не үтір арқылы. Бос ұяшық: жауап "
        "жоқ. Сұрақ атаулары бар бірінші жол басқа рет бере алады.",
    },
    "spellings": {
        "en": "How an answer may be written: its number in this list, its id, or its name in "
        "English, Russian or Kazakh. The number is a place in the list, not points.",
        "ru": "Как можно записать ответ: номер в этом списке, код или название на английском, "
        "русском или казахском. Номер означает место в списке, а не баллы.",
        "kk": "Жауапты қалай жазуға болады: осы тізімдегі нөмірі, коды немесе ағылшын, орыс не "
        "қазақ тіліндегі атауы. Нөмір тізімдегі орынды білдіреді, балл емес.",
    },
    "submit": {"en": "Show the score", "ru": "Показать балл", "kk": "Балды көрсету"},
    "example": {
        "en": "Fill in an invented example",
        "ru": "Подставить выдуманный пример",
        "kk": "Ойдан алынған мысал қою",
    },
    "clear": {"en": "Clear", "ru": "Очистить", "kk": "Тазарту"},
    "cleared": {"en": "All fields are empty.", "ru": "Все поля пусты.", "kk": "Барлық өріс бос."},
    "problems": {
        "en": "Please mend this first:",
        "ru": "Сначала исправьте:",
        "kk": "Алдымен мынаны түзетіңіз:",
    },
    "problems_more": {
        "en": "and {number} more of this kind",
        "ru": "и ещё таких: {number}",
        "kk": "және осындай тағы {number}",
    },
    "problem_count": {
        "en": "{question}, {answer}: “{value}” is not a whole number from 0 to {max}. Write digits "
        "only, or leave the field empty.",
        "ru": "{question}, {answer}: «{value}» не целое число от 0 до {max}. Пишите только цифры "
        "или оставьте поле пустым.",
        "kk": "{question}, {answer}: «{value}» 0 мен {max} аралығындағы бүтін сан емес. Тек цифр "
        "жазыңыз немесе өрісті бос қалдырыңыз.",
    },
    "problem_many": {
        "en": "{question}: {value} answers; counts work for at most {max} people. Paste a table "
        "instead.",
        "ru": "{question}: ответов {value}; числа принимаются не более чем для {max} человек. "
        "Вставьте таблицу.",
        "kk": "{question}: {value} жауап; сандар ең көбі {max} адамға есептеледі. Оның орнына "
        "кесте қойыңыз.",
    },
    "problem_people": {
        "en": "Size of the group: “{value}” is less than the {total} answers to {question}. Write "
        "at least {total}, or leave the field empty.",
        "ru": "Размер группы: «{value}» меньше числа ответов на вопрос «{question}» ({total}). "
        "Укажите не меньше {total} или оставьте поле пустым.",
        "kk": "Топтың көлемі: «{value}» «{question}» сұрағына берілген жауаптардан ({total}) аз. "
        "Кемінде {total} жазыңыз немесе өрісті бос қалдырыңыз.",
    },
    "problem_no_counts": {
        "en": "There are no answers yet. Enter at least one count.",
        "ru": "Ответов пока нет. Введите хотя бы одно число.",
        "kk": "Әзірге жауап жоқ. Кемінде бір сан енгізіңіз.",
    },
    "problem_answer": {
        "en": "Row {row}, column {column} ({question}): “{value}” is not an answer. Write "
        "{allowed}, or leave the cell empty for no answer.",
        "ru": "Строка {row}, столбец {column} ({question}): «{value}» не ответ. Напишите {allowed} "
        "или оставьте ячейку пустой, если ответа нет.",
        "kk": "{row}-жол, {column}-баған ({question}): «{value}» жауап емес. {allowed} деп жазыңыз "
        "немесе жауап болмаса, ұяшықты бос қалдырыңыз.",
    },
    "problem_columns": {
        "en": "Row {row}: “{value}”, columns found: {found}. Write one per question, separated by "
        "tab, semicolon or comma; leave a cell empty for no answer.",
        "ru": "Строка {row}: «{value}», столбцов: {found}. Нужен один на вопрос, через табуляцию, "
        "точку с запятой или запятую; если ответа нет, оставьте ячейку пустой.",
        "kk": "{row}-жол: «{value}», бағандар: {found}. Әр сұраққа бір баған керек, табуляция, "
        "нүктелі үтір не үтір арқылы; жауап болмаса, ұяшықты бос қалдырыңыз.",
    },
    "problem_no_rows": {
        "en": "The table has no rows yet. Paste one row per person.",
        "ru": "В таблице пока нет строк. Вставьте по строке на человека.",
        "kk": "Кестеде әзірге жол жоқ. Әр адамға бір жол қойыңыз.",
    },
    "exact": {
        "en": "Score {score} of {max}: {level}.",
        "ru": "Балл {score} из {max}: {level}.",
        "kk": "Балл {max} ішінен {score}: {level}.",
    },
    "between": {
        "en": "Score between {low} and {high} of {max}: {level}.",
        "ru": "Балл от {low} до {high} из {max}: {level}.",
        "kk": "Балл {max} ішінен {low} мен {high} аралығында: {level}.",
    },
    "no_score": {
        "en": "No score: nobody answered every question.",
        "ru": "Балла нет: никто не ответил на все вопросы.",
        "kk": "Балл жоқ: барлық сұраққа ешкім жауап бермеген.",
    },
    "none": {"en": "no score", "ru": "балла нет", "kk": "балл жоқ"},
    "book_reading": {
        "en": "This book's reading: points {points}; {rule}; medium from {medium}, high from "
        "{high}.",
        "ru": "Прочтение этой книги: баллы {points}; {rule}; средний от {medium}, высокий от "
        "{high}.",
        "kk": "Осы кітаптың оқуы: балдар {points}; {rule}; орташа {medium}, жоғары {high} мәнінен.",
    },
    "scored": {
        "en": "People: {people}, with a score: {scored}.",
        "ru": "Человек: {people}, с баллом: {scored}.",
        "kk": "Адам: {people}, балы барлар: {scored}.",
    },
    "needs_table": {
        "en": "Counts do not say whose answers are missing, so there is a range: each end belongs "
        "to some group with these counts. A table, one row per person, decides it.",
        "ru": "Числа не говорят, чьих ответов не хватает, поэтому балл дан границами: для каждой "
        "есть группа с такими числами. Точный ответ даст таблица, строка на человека.",
        "kk": "Сандар кімнің жауабы жетіспейтінін айтпайды, сондықтан аралық берілген: әр шетіне "
        "сондай сандары бар топ сәйкес келеді. Дәл жауапты әр адамға бір жолы бар кесте береді.",
    },
    "perhaps_none": {
        "en": "It may also be that nobody answered every question; then there is no score.",
        "ru": "Возможно также, что на все вопросы не ответил никто; тогда балла нет.",
        "kk": "Барлық сұраққа ешкім жауап бермеген болуы да мүмкін; онда балл жоқ.",
    },
    "size_assumed": {
        "en": "Size of the group: {people}, the largest number of answers to one question. If more "
        "people filled in the form, enter how many.",
        "ru": "Размер группы принят равным {people}: столько ответов у вопроса, где их больше "
        "всего. Если анкету заполнили больше людей, укажите сколько.",
        "kk": "Топтың көлемі {people} деп алынды: ең көп жауап алған сұрақта сонша. Сауалнаманы "
        "одан көп адам толтырса, санын жазыңыз.",
    },
    "header_read": {
        "en": "The first row was read as the names of the questions.",
        "ru": "Первая строка прочитана как названия вопросов.",
        "kk": "Бірінші жол сұрақтардың атаулары ретінде оқылды.",
    },
    "readings": {
        "en": "Of {number} readings of the same answers (choices of points: {schemes}, rules for "
        "missing answers: {rules}, pairs of thresholds: {cuts}): {parts}.",
        "ru": "Из {number} прочтений тех же ответов (вариантов баллов: {schemes}, правил пропуска: "
        "{rules}, пар порогов: {cuts}): {parts}.",
        "kk": "Сол жауаптардың {number} оқылуы ішінен (балл нұсқалары: {schemes}, бос жауап "
        "ережелері: {rules}, шек жұптары: {cuts}): {parts}.",
    },
    "open": {
        "en": "undecided between levels",
        "ru": "между уровнями не решено",
        "kk": "деңгейлер арасында шешілмеген",
    },
    "chart_title": {
        "en": "Your group beside the towns",
        "ru": "Ваша группа рядом с городами",
        "kk": "Сіздің тобыңыз қалалармен қатар",
    },
    "chart_note": {
        "en": "Towns: printed means, with what rounding leaves open. Shaded: this book's levels. "
        "Forms per town are not published, so no difference is tested here.",
        "ru": "Города: напечатанные средние и то, что оставляет открытым округление. Закрашено: "
        "уровни этой книги. Число анкет по городам не опубликовано, поэтому различия не "
        "проверяются.",
        "kk": "Қалалар: басылған орташа мәндер мен дөңгелектеу ашық қалдыратын аралық. Боялғаны: "
        "осы кітаптың деңгейлері. Сауалнама саны жарияланбаған, сондықтан айырмалар тексерілмейді.",
    },
    "your_group": {"en": "Your group", "ru": "Ваша группа", "kk": "Сіздің тобыңыз"},
    "not_entered": {"en": "not entered yet", "ru": "пока не введена", "kk": "әзірге енгізілмеген"},
    "score": {"en": "Score", "ru": "Балл", "kk": "Балл"},
    "level": {"en": "Level", "ru": "Уровень", "kk": "Деңгей"},
    "position": {"en": "On the scale", "ru": "На шкале", "kk": "Шкалада"},
    "schemes_title": {
        "en": "Other points, other rules for missing answers",
        "ru": "Другие баллы и правила для пропущенных ответов",
        "kk": "Басқа балдар мен бос жауап ережелері",
    },
    "schemes_note": {
        "en": "Levels by this book's thresholds. Points of the first, second, third answer.",
        "ru": "Уровни по порогам этой книги. Баллы за первый, второй и третий ответ.",
        "kk": "Деңгейлер осы кітаптың шектері бойынша. Бірінші, екінші, үшінші жауаптың балдары.",
    },
    "points": {"en": "Points", "ru": "Баллы", "kk": "Балдар"},
    "same_as": {
        "en": "stretched to the same maximum, the same as {name}; not counted twice",
        "ru": "растянуто до того же максимума, то же, что {name}; дважды не считается",
        "kk": "сол максимумға дейін созылған, {name} нұсқасымен бірдей; екі рет саналмайды",
    },
    "book_scheme": {"en": "this book", "ru": "эта книга", "kk": "осы кітап"},
    "complete_cases": {
        "en": "forms with a gap are left out",
        "ru": "анкеты с пропуском не считаются",
        "kk": "бос жауабы бар сауалнама саналмайды",
    },
    "zero": {
        "en": "a gap earns nothing",
        "ru": "пропуск даёт ноль",
        "kk": "бос жауап балл бермейді",
    },
    "person_mean": {
        "en": "a gap earns the mean of the person's answers",
        "ru": "пропуск получает среднее ответов человека",
        "kk": "бос жауап адамның орташа балын алады",
    },
    "thresholds_title": {
        "en": "Other thresholds, this book's points",
        "ru": "Другие пороги, баллы этой книги",
        "kk": "Басқа шектер, осы кітаптың балдары",
    },
    "your_level": {"en": "Your level", "ru": "Ваш уровень", "kk": "Сіздің деңгейіңіз"},
    "read_title": {"en": "What was read", "ru": "Что прочитано", "kk": "Не оқылды"},
    "question": {"en": "Question", "ru": "Вопрос", "kk": "Сұрақ"},
    "answers": {"en": "Answers", "ru": "Ответы", "kk": "Жауаптар"},
    "no_answer": {"en": "no answer", "ru": "нет ответа", "kk": "жауап жоқ"},
}

# Words of `helpers.words` that the page uses too.
SHARED_WORDS = ("alternative", "cut_medium", "cut_high", "reproduces", "town")

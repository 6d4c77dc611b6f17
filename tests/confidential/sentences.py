"""Sentences as they stand in open answers, with what belongs to somebody in them, all made up.

`{phone|+7 701 000 00 00}` marks what has to be found, `{?person|Айгуль}` what the detector is known
not to find, and `plain` the sentences with nothing in them. The numbers belong to nobody: people
born in 2099, organisations registered in 2060, subscribers with too many zeros.
"""

from __future__ import annotations

import re

MARKED = re.compile(r"\{(\??)(\w+)\|([^}]*)\}")

NAMES = ("тестовый қор", "эко тан", "береке", "жасыл алқап үлгісі")

RUSSIAN = """
Звоните по номеру {phone|+7 701 000 00 00}, всегда на связи.
Мой телефон {phone|8 (701) 000-00-00}.
тел. {phone|87010000000}
Пишите в ватсап {phone|8 705 000 00 01} после шести
Городской: тел: {phone|24-00-00}
Номер {phone|7010000000} для справок
Почта {email|eco.test@example.kz} и сайт {url|www.example.kz}
Наш инстаграм: {url|@eco_test_kz}
Подробности в {url|https://t.me/eco_test}
Страница {url|instagram.com/eco_test} обновляется
Мой ИИН {iin|990101600012}, проверьте, пожалуйста
БИН организации {bin|600140000127}
ИИН {iin|990101 600012}
ИИН: {iin|990101600013} (с ошибкой в последней цифре)
Наш адрес: {address|ул. Тестовая, д. 5, кв. 12}, заходите
Офис находится на {address|улице 8 Марта, 15}
Встречаемся: {address|мкр. Самал-9, д. 27}
Живу в {address|5 мкр, дом 12 кв 40}
Адрес: {address|проспект Примерный 101/2}, офис закрыт
Переехали на {address|Пример пер. 7}
Склад: {address|5мкр,12}, вход со двора
Меня зовут {person|Асель Примерова}, я волонтёр
меня зовут {person|асель}, учусь в школе
Директор {person|Примеров А.Б.} отказал нам
Обращались к {person|А. Б. Примерову} два раза
Помогла {person|Марина Ивановна}, спасибо ей
Спасибо {person|Примерову Серику Болатовичу} за помощь
Руководитель: {person|Гульнара Примерова}
Аким {person|Тестбаев} не принимает граждан
г-жа {person|Примерова} обещала ответить
Благодарим {person|Нурлана Тестбекова} за семинар
Контактное лицо: {person|Динара Примерова}
Отчёт подписала {person|Тестбаева Д.}
Это сделал {person|Ерлан Серикұлы}
Мы работаем с {organisation|ОФ «Тестовый Қор»} третий год
Наша организация «{organisation|Береке}» открыта с 2010 года
Вместе с {organisation|Эко-Тан} сажали деревья
Грант дало {organisation|ТОО «Пример-Сервис»}
{organisation|Общественное объединение "Чистый пример"} не отвечает
{?person|Айгуль} сказала, что денег нет
Всё решает {?person|Тестбаев}, без него никак
Дом стоит на {?address|улице Тестовой}, рядом со школой
Этим занимается {?organisation|Зелёный пример}, но редко
"""

KAZAKH = """
Менің атым {person|Айгүл Үлгібаева}, көмек керек
Байланыс: {phone|8 777 000 00 02}
Хабарласыңыз {phone|+77070000003}
Поштамыз {email|ulgi@example.kz}
ЖСН {iin|990101600012} көрсетілген
Ұйымның БСН-і {bin|600140000127}
Мекенжай: {address|Үлгі көшесі, 12-үй, 5-пәтер}
Кеңсеміз {address|Сынақ даңғылы 45} мекенжайында
{address|Самал-9 ықшам ауданы, 3} үйінде тұрамын
Бізге {person|Серік Болатұлы} көмектесті
{person|Әсел Нұрланқызы Үлгіханова} жиналысты өткізді
Төраға {person|Үлгібаевтың} айтуынша, қаржы жоқ
{person|Үлгібаев мырза} келген жоқ
{organisation|«Тестовый Қор» қоғамдық қоры} семинар өткізді
{organisation|«Жас үлгі» ҚБ} бізбен бірге
Біз {organisation|Жасыл алқап үлгісі} мүшесіміз
Есімім {person|Дәурен}, ауылда тұрамын
{?person|Айгүл} айтты, ақша жоқ екен
"""

ENGLISH = """
Call me at {phone|+7 702 000 00 04} any time
Write to {email|test@example.org}
My name is {person|Aigul Testova}
We met {person|Serik Testbayev} in spring
The office is at {address|12 Example Street}
Our partner {organisation|Public Fund "Example"} left
See {url|https://example.org/page}
IIN {iin|990101600012}
Thanks to {?person|Aigul} for the help
"""

PLAIN = """
В 2024 году мы получили 1 200 000 тенге
Бюджет 7 000 000 000 тенге на 2025-2027 годы
Грант 350 000 тг, срок 12.03.2024 - 15.09.2024
В декабре проект кончается, и до весны мы без дела
Акимат Алматинской области не отвечает на письма
Город Конаев растёт, а деревьев нет
Аким города Конаев приехал один раз
Аким Алматинской области и аким Талгара
Область Жетісу, Талдыкорган, Уштобе и Текели
Нам нужно 5 компьютеров и 3 принтера
3 кв. 2024 года был тяжёлым
Площадь 120 кв. м, аренда дорогая
Закон № 404-V от 23 ноября 2015 года, статья 12
Основной проблемой является финансирование
Не могу закрыть ОО, так как акимат требует
ОО и ОФ Казахстана получают мало
НПО Алматинской области работают вместе
Обращались через egov.kz и eotinish.gov.kz
Учим по видео на youtube.com
Надежда только на себя
Программа «Таза Қазақстан» помогла
Улица без освещения, дороги нет
На улице 25 градусов мороза
Наша улица 5 лет без света, в Самал мкр 5 лет без воды
Председатель Верховной палаты отказал
Нас 12 человек, из них 7 женщин и 5 мужчин
Меня зовут на все встречи
От 18 до 29 лет: 40, 30-45: 25, старше: 10
Счёт оплачен 123456789012
1) вода 2) воздух 3) мусор 4) дороги 5) свет
Роза ветров не учтена при застройке
Вера в успех есть
Ленинская комната пустует
Қаулы шықты, бірақ ақша жоқ
Ұлы дала елінде тұрамыз
Оның қызы мектепте оқиды
Жобалаулы жұмыс көп
Ауылда 300 үй, 1500 адам бар
Алматы облысы, Есік қаласы
Әкімдік жауап бермейді
Наурыз айында 2 500 000 теңге алдық
Қыркүйек пен қазан айлары ауыр
Абай облысы мен Ұлытау облысы
Қонаев қаласының әкімдігі
Үкіметтік емес ұйымдар көп
The akimat of Almaty Region did not answer
We need 3 trainers and 2 000 000 tenge
Civil Society Support Centre in Kazakhstan
U.S. Embassy gave a grant in 2023
Our Foundation works since 2015
Береке и согласие в доме
"""


def marked() -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """Language, sentence, and what is marked in it: kind, text, whether it has to be found."""
    texts = {"ru": RUSSIAN, "kk": KAZAKH, "en": ENGLISH}
    return [
        (
            language,
            MARKED.sub(r"\3", line),
            [(kind, value, not unknown) for unknown, kind, value in MARKED.findall(line)],
        )
        for language, text in texts.items()
        for line in text.strip().splitlines()
    ]


def plain() -> list[str]:
    """Sentences in which nothing belongs to anybody."""
    return PLAIN.strip().splitlines()

"""Words of the figure on what published numbers of forms would give away, in three languages."""

from __future__ import annotations

from helpers.errors import ArgumentError

DISCLOSURE_WORDS: dict[str, dict[str, str]] = {
    "n_forms": {
        "en": "Number of forms, if it were published",
        "ru": "Число анкет, если бы его опубликовали",
        "kk": "Сауалнама саны, егер ол жарияланса",
    },
    "outsider": {
        "en": "Score sets that fit the mean, to anyone",
        "ru": "Наборы баллов, дающие среднее: для любого читателя",
        "kk": "Орташаға сай балл жиындары: кез келген оқырман үшін",
    },
    "insider": {
        "en": "… to somebody who knows one of the forms, at worst",
        "ru": "… для того, кто знает одну из анкет, в худшем случае",
        "kk": "… сауалнамалардың бірін білетін адам үшін, ең нашар жағдайда",
    },
    "chance": {
        "en": "random answers",
        "ru": "случайные ответы",
        "kk": "кездейсоқ жауаптар",
    },
    "note": {
        "en": "Points {scheme}, forms with all three answers. 1: every score is worked out; –: no "
        "scores of so many forms print this mean. Last row above: what random answers leave on "
        "average.",
        "ru": "Баллы {scheme}, анкеты со всеми тремя ответами. 1: известны все баллы; –: при таком "
        "числе анкет среднее невозможно. Последняя строка сверху: сколько в среднем остаётся при "
        "случайных ответах.",
        "kk": "Балдар {scheme}, үш жауабы бар сауалнамалар. 1: барлық балл белгілі; –: мұндай "
        "санда орташа мүмкін емес. Жоғарғы бөліктің соңғы жолы: кездейсоқ жауаптарда орта есеппен "
        "қанша қалатыны.",
    },
}


def disclosure_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    try:
        return DISCLOSURE_WORDS[key][language]
    except KeyError:
        message = f"no word {key!r} in {language!r}; add it to disclosure_words"
        raise ArgumentError(message) from None

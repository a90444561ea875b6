"""Numbers as people write them: digits of any script, and words in a dozen languages."""

from __future__ import annotations

from collections.abc import Iterator

from bot.words.folding import normalise, words_of

_ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
# From zero up, one word a number; "/" parts spellings of the same number.
COUNTED = {
    "en": _ENGLISH_UNITS,
    "es": "cero uno/una/un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve treinta",
    "fr": "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dixsept "
    "dixhuit dixneuf vingt",
    "pt": "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze "
    "dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove vinte",
    "de": "null eins/ein/eine/einen zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    "it": "zero uno/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove venti",
    "ru": "ноль/нуль один/одна/одного два/две/двух три/трех четыре пять шесть семь восемь девять десять одиннадцать "
    "двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать",
    "uk": "нуль один/одна два/дві три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять "
    "чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять",
    "ar": "صفر واحد/واحدة اثنان/اثنين/اتنين ثلاثة/ثلاث/تلاتة أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثمان/تمانية "
    "تسعة/تسع عشرة/عشر",
    "fa": "صفر یک/یه دو سه چهار پنج شش/شیش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
    "sw": "sifuri moja/mmoja mbili/wawili tatu/watatu nne/wanne tano/watano sita saba nane/wanane tisa kumi",
    "so": "eber kow/hal laba saddex afar shan lix toddoba siddeed sagaal toban",
    "hi": "शून्य एक दो तीन चार पांच/पाँच छह/छः सात आठ नौ दस",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "es": "primero/primera/primer segundo/segunda tercero/tercera/tercer cuarto/cuarta quinto/quinta sexto/sexta "
    "séptimo/séptima octavo/octava noveno/novena décimo/décima",
}
_EXTRA = {
    "en": {"none": 0, "nobody": 0, "couple": 2, "pair": 2, "single": 1, "dozen": 12},
    "es": {"ninguno": 0, "par": 2},
}
_AND = {"en": "and", "es": "y"}
_ENDINGS = ("st", "nd", "rd", "th", "ro", "do", "er", "o", "a", "e")


def _listed(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    entries = enumerate(words.split())
    return {normalise(one): start + step * place for place, word in entries for one in word.split("/")}


_CARDINALS = {language: _listed(words) | _EXTRA.get(language, {}) for language, words in COUNTED.items()}
_TEN_WORDS = {language: _listed(words, 20, 10) for language, words in _TENS.items()}
_ORDINAL_WORDS = {language: _listed(words, 1) for language, words in _ORDINALS.items()}


def _languages(language: str) -> dict[str, None]:
    return dict.fromkeys((language.replace("_", "-").split("-")[0].lower(), "en", "es"))


def _digits(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 9 else None


def _number(word: str, language: str) -> int | None:
    """One word in one language; a tens word counts as a number as well."""
    found = _CARDINALS.get(language, {}).get(word)
    return _TEN_WORDS.get(language, {}).get(word) if found is None else found


def _compound(words: list[str], at: int, language: str) -> tuple[int, int] | None:
    """The number beginning at a place, and where it ends: "thirty one", "treinta y uno"."""
    first = _number(words[at], language)
    if first is None:
        return None
    if first < 20 or first % 10 or words[at] not in _TEN_WORDS.get(language, {}):
        return first, at + 1
    behind = at + 1 + (words[at + 1 : at + 2] == [_AND[language]])
    unit = _number(words[behind], language) if behind < len(words) else None
    return (first + unit, behind + 1) if unit is not None and 0 < unit < 10 else (first, at + 1)


def _read(words: list[str], language: str) -> Iterator[int]:
    at = 0
    while at < len(words):
        digits = _digits(words[at])
        found = (digits, at + 1) if digits is not None else _compound(words, at, language)
        if found is None:
            at += 1
            continue
        yield found[0]
        at = found[1]


def numbers(text: str, language: str) -> list[int]:
    """The whole numbers in a text, in order: in digits, or in words of the reader's language, English or Spanish.

    A single word is tried in every language; elsewhere "on" or "once" would be numbers by accident.
    """
    words = words_of(text)
    if len(words) == 1:
        return _alone(words[0], language)
    found = [(len(values), values) for known in _languages(language) if (values := list(_read(words, known)))]
    return max(found, key=lambda pair: pair[0])[1] if found else []


def _alone(word: str, language: str) -> list[int]:
    digits = _digits(word)
    if digits is not None:
        return [digits]
    for known in dict.fromkeys((*_languages(language), *_CARDINALS)):
        value = _number(word, known)
        if value is not None:
            return [value]
    return []


def ordinal(word: str, language: str) -> int | None:
    """The place in an order: "second", "2nd", "segunda" → 2; None for anything else. The word is normalised already."""
    for known in _languages(language):
        place = _ORDINAL_WORDS.get(known, {}).get(word)
        if place is not None:
            return place
    for ending in _ENDINGS:
        digits = _digits(word.removesuffix(ending))
        if digits is not None and word.endswith(ending):
            return digits
    return None

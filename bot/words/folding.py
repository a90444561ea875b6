"""Word folding: the same word written in different ways becomes the same string."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

READ_AT_MOST = 1000
"""Characters looked at; whoever writes more is not pressing a button in words."""

# Marks that readers of these scripts leave out when they type; those of Indic scripts are vowels and stay.
_MARKS = regex.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
_DROPPED = regex.compile(r"[\p{Cf}\p{Cs}\p{Emoji_Modifier}\u0640'’ʼʻʹ`´]+")
_BETWEEN = regex.compile(r"[^\p{L}\p{M}\p{Nd}]+")
_SAME = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e",
    "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ٱ": "ا", "ہ": "ه", "ھ": "ه", "ە": "ه", "ґ": "г",
})  # fmt: skip


def _letter(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


_APOSTROPHES = str.maketrans("", "", "'`")
_GAPS = {number: " " for number in range(128) if not chr(number).isalnum()}


def folded(text: str) -> str:
    """Lower case, no accents, ASCII digits, one spelling per Arabic letter; punctuation stays where it was."""
    if text.isascii():  # the same in a tenth of the time
        return text[:READ_AT_MOST].translate(_APOSTROPHES).lower()
    # NFKC would make two marks of a lone accent, so apostrophes and accents standing alone go first.
    plain = _DROPPED.sub("", text[:READ_AT_MOST])
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", plain).casefold())
    bare = _DROPPED.sub("", _MARKS.sub("", apart))
    composed = unicodedata.normalize("NFC", bare).translate(_SAME)
    return "".join(map(_letter, composed))


@lru_cache(maxsize=16)  # one turn looks at the same words half a dozen times
def normalise(text: str) -> str:
    """The words alone, folded, one space between them; signs and emoji only where there are no words."""
    plain = folded(text)
    words = " ".join(plain.translate(_GAPS).split()) if plain.isascii() else _BETWEEN.sub(" ", plain).strip()
    return words or " ".join(plain.split())


def words_of(text: str) -> list[str]:
    """The normalised words."""
    return normalise(text).split()


def normalised(*phrases: str) -> frozenset[str]:
    """These phrases, normalised."""
    return frozenset(normalise(phrase) for phrase in phrases)


NEGATIONS = normalised(
    "no", "not", "dont", "doesnt", "didnt", "isnt", "arent", "wont", "cant", "cannot", "wouldnt", "shouldnt", "never",
    "nothing", "neither", "nor", "without", "except", "nope", "nah", "none", "dislike", "hate", "nunca", "ni", "sin",
    "tampoco", "ningun", "ninguno", "ninguna", "nada", "jamas", "salvo", "excepto", "pas", "jamais", "sans", "ne",
    "nicht", "kein", "keine", "keinen", "keiner", "ohne", "nao", "nem", "sem", "не", "ни", "ні", "без", "لا", "ليس",
    "لست", "بدون", "нет", "değil", "नहीं", "нема", "aint", "unless", "dropped",
)  # fmt: skip


def denies(words: list[str]) -> bool:
    """Whether these normalised words hold a "not" in any of its forms."""
    return any(word in NEGATIONS for word in words)

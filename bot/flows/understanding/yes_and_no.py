"""Whether typed words say yes or no, in whatever words; "yes?" and "I don't know" are neither."""

from __future__ import annotations

from collections.abc import Collection

import regex
from rapidfuzz.distance import OSA

from bot.words.folding import READ_AT_MOST, denies, normalise, normalised

POLITE = normalised(
    "please", "pls", "plz", "thanks", "thank", "you", "thx", "por", "favor", "gracias", "merci", "bitte", "danke",
    "obrigado", "obrigada", "svp", "شكرا", "спасибо", "дякую", "будь", "ласка", "пожалуйста",
)  # fmt: skip
YES = normalised(
    "yes", "y", "yep", "yeah", "yup", "yea", "ya", "sure", "ok", "okay", "okey", "k", "of course", "definitely",
    "absolutely", "certainly", "agreed", "agree", "i agree", "i do", "i am", "correct", "right", "thats right", "true",
    "no problem", "not a problem", "no worries", "why not", "sounds good", "fine", "go ahead", "👍", "✅", "👌", "✔",
    "yes why not", "yeah why not", "sure why not", "lets go", "lets do it", "lets start", "thats fine", "its fine",
    "all good", "looks good", "perfect", "sin problema",
    "sí", "claro", "claro que sí", "por supuesto", "vale", "de acuerdo", "correcto", "dale", "no hay problema",
    "bueno", "está bien", "perfecto", "sale", "órale", "ándale", "listo", "lista", "de una", "cómo no", "adelante",
    "oui", "d'accord", "bien sûr", "sim", "ja", "jawohl", "klar", "da", "да", "так", "ага", "конечно", "звісно",
    "نعم", "أجل", "اي", "ايوه", "بله", "آره", "evet", "tamam", "ndiyo", "haa", "እሺ", "አዎ", "हाँ", "हां", "si", "sì",
)  # fmt: skip
NO = normalised(
    "no", "n", "nope", "nah", "nay", "not really", "not now", "no way", "never", "i dont", "i do not", "disagree",
    "i disagree", "incorrect", "wrong", "false", "👎", "❌", "✖", "para nada", "nunca", "claro que no", "mejor no",
    "non", "não", "nao", "nein", "nö", "нет", "ні", "не", "لا", "كلا", "نه", "نخیر", "hayır", "hayir", "hapana",
    "maya", "አይ", "አይደለም", "नहीं", "ne",
)  # fmt: skip
_UNSURE = normalised(
    "no idea", "no clue", "no sé", "no lo sé", "no estoy", "no tengo idea", "no entiendo", "no comprendo", "no entendí",
    "i dont know", "i do not know", "i dont understand", "i do not understand", "não sei", "não entendi", "nao entendo",
)  # fmt: skip
_AMBIGUOUS = normalised(
    "ya", "y", "da", "ja", "n", "k", "ne", "не", "ні", "нет", "لا", "نه", "não", "nao", "non", "nein", "kein", "maya",
)  # fmt: skip
"""A yes or a no by itself; before other words it may be another word ("ya te lo dije"), or deny those ("не знаю")."""
_SENTENCE = regex.compile(r"[.!\n。！]")
_QUESTION = regex.compile(r"[?؟？]")


Own = tuple[frozenset[str], frozenset[str]]
"""A program's own words for yes and for no, normalised."""
NO_OWN: Own = (frozenset(), frozenset())


def agreement(text: str, own: Own = NO_OWN) -> bool | None:
    """True for a "yes" in whatever words, False for a "no"; None for anything else, for both at once, for "yes?" and
    for "I don't know"."""
    whole = _unstretched(normalise(text))
    if is_asking(text) or any(f"{whole} ".startswith(f"{said} ") for said in _UNSURE):
        return None
    kept = [word for word in whole.split() if not (word in POLITE or is_nearly(word, _THANKS))]
    core = " ".join(kept)
    for said in (whole, core):
        for ours, theirs, meant in ((YES, own[0], True), (NO, own[1], False)):
            if said in theirs or (said in ours and said not in own[0] | own[1]):
                return meant
    if len(kept) < 2 or "but" in kept or "pero" in kept:
        return None
    first, rest = kept[0], kept[1:]
    if first in _AMBIGUOUS and (rest[0] == first or rest[0] not in YES | NO):
        return None
    if first in YES and (not denies(rest) or _unsaid_yes(rest) in YES):
        return True
    return False if first in NO and not any(word in YES for word in rest) else None


def _unsaid_yes(words: list[str]) -> str:
    """What is left of them after every yes at their beginning: "ok no problem" says yes twice."""
    left = list(words)
    while left and left[0] in YES:
        left.pop(0)
    return " ".join(left)


def is_asking(text: str) -> bool:
    """Whether the first thing said is a question: who asks "yes?" wants to know more before anything is settled."""
    first = next((part for part in _SENTENCE.split(text[:READ_AT_MOST]) if part.strip()), "")
    return _QUESTION.search(first) is not None


_THANKS = normalised("please", "thanks", "thank", "gracias", "favor")
_STRETCHED = regex.compile(r"(\p{L})\1{2,}|(\p{L})\2+\b")


def _unstretched(said: str) -> str:
    """Words such as "yesss", "okk" and "nooo" without what a lively hand adds to them."""
    if said in YES or said in NO:
        return said
    return _STRETCHED.sub(lambda found: found[1] or found[2], said)


def is_nearly(said: str, phrases: Collection[str]) -> bool:
    """Whether normalised words are one of these but for a slip of the finger; short ones bear none."""
    return said in phrases or (len(said) > 4 and any(OSA.distance(said, one, score_cutoff=1) <= 1 for one in phrases))


_FORGETTING = ("forget", "delet", "eras", "olvid", "borr", "elimin")
_EVERYTHING = normalised("everything", "all", "todo")


def wants_all_forgotten(text: str) -> bool:
    """Whether this is a yes to being forgotten, in other words than the button's: all three must be said, the yes, the
    forgetting and the everything, because it cannot be taken back."""
    first, *rest = normalise(text).split() or [""]
    if not rest or first not in YES:
        return False
    says = any(word.startswith(_FORGETTING) for word in rest) and any(word in _EVERYTHING for word in rest)
    return says and len(rest) <= 5 and not denies(rest)

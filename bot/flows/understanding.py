"""How typed words are read: the same word written in different ways becomes the same string."""

from __future__ import annotations

import unicodedata

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


def normalise(text: str) -> str:
    """The words alone, folded, one space between them; signs and emoji only where there are no words."""
    plain = folded(text)
    words = " ".join(plain.translate(_GAPS).split()) if plain.isascii() else _BETWEEN.sub(" ", plain).strip()
    return words or " ".join(plain.split())


def words_of(text: str) -> list[str]:
    """The normalised words."""
    return normalise(text).split()


def _known(*phrases: str) -> frozenset[str]:
    return frozenset(normalise(phrase) for phrase in phrases)


# --- yes and no ------------------------------------------------------------------------------------------------

POLITE = _known(
    "please", "pls", "plz", "thanks", "thank", "you", "thx", "por", "favor", "gracias", "merci", "bitte", "danke",
    "obrigado", "obrigada", "svp", "شكرا", "спасибо", "дякую", "будь", "ласка", "пожалуйста",
)  # fmt: skip
YES = _known(
    "yes", "y", "yep", "yeah", "yup", "yea", "ya", "sure", "ok", "okay", "okey", "k", "of course", "definitely",
    "absolutely", "certainly", "agreed", "agree", "i agree", "i do", "i am", "correct", "right", "thats right", "true",
    "no problem", "not a problem", "no worries", "why not", "sounds good", "fine", "go ahead", "👍", "✅", "👌", "✔",
    "sí", "claro", "claro que sí", "por supuesto", "vale", "de acuerdo", "correcto", "dale", "no hay problema",
    "oui", "d'accord", "bien sûr", "sim", "ja", "jawohl", "klar", "da", "да", "так", "ага", "конечно", "звісно",
    "نعم", "أجل", "اي", "ايوه", "بله", "آره", "evet", "tamam", "ndiyo", "haa", "እሺ", "አዎ", "हाँ", "हां", "si", "sì",
)  # fmt: skip
NO = _known(
    "no", "n", "nope", "nah", "nay", "not really", "not now", "no way", "never", "i dont", "i do not", "disagree",
    "i disagree", "incorrect", "wrong", "false", "👎", "❌", "✖", "para nada", "nunca", "claro que no", "mejor no",
    "non", "não", "nao", "nein", "nö", "нет", "ні", "не", "لا", "كلا", "نه", "نخیر", "hayır", "hayir", "hapana",
    "maya", "አይ", "አይደለም", "नहीं", "ne",
)  # fmt: skip
NEGATIONS = _known(
    "no", "not", "dont", "doesnt", "didnt", "isnt", "arent", "wont", "cant", "cannot", "wouldnt", "shouldnt", "never",
    "nothing", "neither", "nor", "without", "except", "nope", "nah", "none", "dislike", "hate", "nunca", "ni", "sin",
    "tampoco", "ningun", "ninguno", "ninguna", "nada", "jamas", "salvo", "excepto", "pas", "jamais", "sans", "ne",
    "nicht", "kein", "keine", "keinen", "keiner", "ohne", "nao", "nem", "sem", "не", "ни", "ні", "без", "لا", "ليس",
    "لست", "بدون", "нет", "değil", "नहीं", "нема", "aint", "unless",
)  # fmt: skip


def denies(words: list[str]) -> bool:
    """Whether these normalised words hold a "not" in any of its forms."""
    return any(word in NEGATIONS for word in words)


def agreement(text: str) -> bool | None:
    """True for a "yes" in whatever words, False for a "no", None for anything else or for both at once."""
    whole = normalise(text)
    kept = [word for word in whole.split() if word not in POLITE]
    core = " ".join(kept)
    for said in (whole, core):
        if said in YES:
            return True
        if said in NO:
            return False
    if len(kept) < 2 or "but" in kept or "pero" in kept:
        return None
    first, rest = kept[0], kept[1:]
    if first in YES and not denies(rest):
        return True
    return False if first in NO and not any(word in YES for word in rest) else None


# --- words that steer ------------------------------------------------------------------------------------------

CONTROLS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "back": ("back", "go back", "previous", "undo", "one step back", "take me back"),
        "skip": ("skip", "pass", "next", "skip this", "skip it", "skip this question", "rather not say"),
        "start-over": ("start over", "restart", "start again", "from the beginning", "begin again", "reset"),
        "help": ("help", "?", "help me", "help please", "i need help", "what can i do"),
        "stop": ("stop", "quit", "stop it", "please stop", "unsubscribe", "exit", "cancel", "leave me alone"),
        "privacy": ("privacy", "my data", "privacy policy", "export my data"),
        "delete": ("delete my data", "delete everything", "delete me", "forget me", "erase my data"),
    },
    "es": {
        "back": ("atrás", "volver", "vuelve", "anterior", "regresar", "volver atrás", "ir atrás"),
        "skip": ("saltar", "omitir", "pasar", "siguiente", "paso", "saltar esta pregunta", "prefiero no decirlo"),
        "start-over": ("empezar de nuevo", "reiniciar", "volver a empezar", "comenzar de nuevo", "desde el principio"),
        "help": ("ayuda", "ayúdame", "necesito ayuda", "ayuda por favor"),
        "stop": ("parar", "para", "detener", "basta", "salir", "cancelar", "darme de baja", "alto"),
        "privacy": ("privacidad", "mis datos", "política de privacidad"),
        "delete": ("borrar mis datos", "borra mis datos", "borrar todo", "bórrame", "olvídame"),
    },
}
"""Language → what it does → the words for it. A language is added with one more entry."""

_STEERING: dict[str, dict[str, str]] = {
    language: {normalise(word): action for action, words in actions.items() for word in words}
    for language, actions in CONTROLS.items()
}


def control(text: str, language: str) -> str | None:
    """What a typed word steers: "back", "skip", "start-over", "help", "stop", "privacy", "delete"; None otherwise.

    Only the whole message counts. The reader's own language goes first, then English, then the others.
    """
    said = normalise(text)
    if said and not said.strip("?؟¿"):
        said = "?"
    own = language.replace("_", "-").split("-")[0].lower()
    for known in dict.fromkeys((own, "en", *_STEERING)):
        action = _STEERING.get(known, {}).get(said)
        if action is not None:
            return action
    return None

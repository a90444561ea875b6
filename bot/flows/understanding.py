"""How typed words are read: the same word written in different ways becomes the same string."""

from __future__ import annotations

from collections.abc import Collection

import regex
from rapidfuzz.distance import OSA

from bot.words.folding import NEGATIONS, READ_AT_MOST, denies, folded, normalise, normalised, words_of

__all__ = [
    "CONTROLS", "NEGATIONS", "NO", "NO_OWN", "POLITE", "READ_AT_MOST", "YES", "Own",
    "agreement", "control", "denies", "folded", "is_asking", "is_greeting", "is_nearly", "is_thanks", "normalise",
    "wants_all_forgotten", "words_of",
]  # fmt: skip

# --- yes and no ------------------------------------------------------------------------------------------------

POLITE = normalised(
    "please", "pls", "plz", "thanks", "thank", "you", "thx", "por", "favor", "gracias", "merci", "bitte", "danke",
    "obrigado", "obrigada", "svp", "شكرا", "спасибо", "дякую", "будь", "ласка", "пожалуйста",
)  # fmt: skip
YES = normalised(
    "yes", "y", "yep", "yeah", "yup", "yea", "ya", "sure", "ok", "okay", "okey", "k", "of course", "definitely",
    "absolutely", "certainly", "agreed", "agree", "i agree", "i do", "i am", "correct", "right", "thats right", "true",
    "no problem", "not a problem", "no worries", "why not", "sounds good", "fine", "go ahead", "👍", "✅", "👌", "✔",
    "yes why not", "yeah why not", "sure why not", "lets go", "lets do it", "lets start", "thats fine", "its fine",
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
    if first in YES and not denies(rest):
        return True
    return False if first in NO and not any(word in YES for word in rest) else None


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


_GREETINGS = normalised(
    "hi", "hello", "helo", "hey", "hey there", "hi there", "hello there", "hi again", "hello again", "good morning",
    "good afternoon", "good evening", "hola", "buenas", "buenos días", "buenas tardes", "buenas noches", "salut",
    "bonjour", "hallo", "olá", "ciao", "مرحبا", "السلام عليكم", "سلام", "привіт", "привет", "👋",
)  # fmt: skip


def is_greeting(text: str) -> bool:
    """Whether this says hello and nothing else."""
    return normalise(text) in _GREETINGS


_THANKFUL = normalised(
    "thanks", "thank you", "thx", "ty", "thanks a lot", "thank you so much", "thank you very much", "many thanks",
    "ok thanks", "ok thank you", "great thanks", "gracias", "muchas gracias", "mil gracias", "ok gracias", "merci",
    "danke", "obrigado", "obrigada", "شكرا", "дякую", "спасибо", "🙏", "❤", "👍",
)  # fmt: skip


def is_thanks(text: str) -> bool:
    """Whether this says thank you and nothing else."""
    return normalise(text) in _THANKFUL


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


# --- words that steer ------------------------------------------------------------------------------------------

CONTROLS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "back": ("back", "go back", "previous", "undo", "one step back", "take me back"),
        "skip": ("skip", "pass", "next", "skip this", "skip it", "skip this question", "rather not say"),
        "start-over": ("start over", "restart", "start again", "from the beginning", "begin again", "reset"),
        "help": ("help", "?", "help me", "help please", "i need help", "what can i do"),
        "stop": ("stop", "quit", "stop it", "please stop", "unsubscribe", "exit", "cancel", "leave me alone"),
        "privacy": (
            "privacy",
            "my data",
            "privacy policy",
            "export my data",
            "what happens with my data",
            "who sees this",
            "what happens to my data",
            "who can see this",
            "who sees my answers",
            "is this private",
            "is it private",
        ),
        "delete": ("delete my data", "delete everything", "delete me", "forget me", "erase my data"),
        "write": ("write", "write to them", "write a message", "send a message"),
        "share": ("share", "share contact", "share my contact", "exchange contacts"),
        "pause": ("pause", "take a break", "i need a break"),
        "resume": ("resume", "end the break", "i am back", "im back"),
        "report": ("report", "report this", "report it", "report a problem", "report message", "report this message"),
        "block": ("block", "block them"),
        "end": ("end", "end it", "end match", "end this match", "end the match"),
    },
    "es": {
        "back": ("atrás", "volver", "vuelve", "anterior", "regresar", "volver atrás", "ir atrás"),
        "skip": ("saltar", "omitir", "pasar", "siguiente", "paso", "saltar esta pregunta", "prefiero no decirlo"),
        "start-over": ("empezar de nuevo", "reiniciar", "volver a empezar", "comenzar de nuevo", "desde el principio"),
        "help": ("ayuda", "ayúdame", "necesito ayuda", "ayuda por favor"),
        "stop": ("parar", "para", "detener", "basta", "salir", "cancelar", "darme de baja", "alto"),
        "privacy": (
            "privacidad",
            "mis datos",
            "política de privacidad",
            "qué pasa con mis datos",
            "quién ve esto",
            "es privado",
            "quién puede ver esto",
            "quién ve mis respuestas",
        ),
        "delete": ("borrar mis datos", "borra mis datos", "borrar todo", "bórrame", "olvídame"),
        "write": ("escribir", "escribirle", "escribir un mensaje", "enviar un mensaje"),
        "share": ("compartir", "compartir contacto", "compartir mi contacto", "intercambiar contactos"),
        "pause": ("pausa", "pausar", "hacer una pausa", "necesito una pausa", "tomar un descanso"),
        "resume": ("reanudar", "terminar la pausa", "he vuelto", "ya volví"),
        "report": (
            "avisar",
            "reportar",
            "denunciar",
            "avisar de un problema",
            "reportar un problema",
            "avisar de esto",
        ),
        "block": ("bloquear",),
        "end": ("terminar", "acabar", "terminar esto"),
    },
}
"""Language → what it does → the words for it. A language is added with one more entry."""

_STEERING: dict[str, dict[str, str]] = {
    language: {normalise(word): action for action, words in actions.items() for word in words}
    for language, actions in CONTROLS.items()
}
_ANY = frozenset(said for known in _STEERING.values() for said in known)


def control(text: str, language: str) -> str | None:
    """What a typed word steers: "back", "skip", "start-over", "help", "stop", "privacy", "delete", or what is done
    about a match ("write", "share", "pause", "resume", "report", "block", "end"); None otherwise.

    Only the whole message counts. The reader's own language goes first, then English, then the others.
    """
    said = normalise(text)
    if said and not said.strip("?؟¿"):
        said = "?"
    if said not in _ANY:
        return None
    own = language.replace("_", "-").split("-")[0].lower()
    for known in dict.fromkeys((own, "en", *_STEERING)):
        action = _STEERING.get(known, {}).get(said)
        if action is not None:
            return action
    return None

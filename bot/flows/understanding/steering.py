"""Words that steer wherever one stands: back, skip, help, stop, and what is done about a match."""

from __future__ import annotations

import re

from bot.flows.understanding.yes_and_no import POLITE
from bot.words.folding import normalise

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
_LONGEST = 40
"""Characters of the longest words that steer, and what is put around them."""
_WISHES = re.compile(
    r"(?:(?:can|could|may) (?:i|we) |(?:i|we) (?:want|need|would like) to |id like to |let me |lets "
    r"|quiero |quisiera |puedo |podemos )"
)
_WISHED = frozenset({"back", "skip", "start-over"})
_ELSE = frozenset({"pass", "next", "pasar", "paso", "siguiente"})
"""Whoever wishes for these may mean an examination, or a border."""


def control(text: str, language: str) -> str | None:
    """What a typed word steers: "back", "skip", "start-over", "help", "stop", "privacy", "delete", or what is done
    about a match ("write", "share", "pause", "resume", "report", "block", "end"); None otherwise.

    Only the whole message counts, but for a "please" and, with back, skip and start over, an "I want to". The reader's
    own language goes first, then English, then the others.
    """
    said = normalise(text)
    if said and not said.strip("?؟¿"):
        said = "?"
    if said in _ANY:
        return _steered(said, language)
    if len(said) > _LONGEST:
        return None
    bare = _without_courtesy(said)
    wish = _WISHES.match(bare)
    if wish is None:
        return _steered(bare, language)
    wished = bare[wish.end() :]
    action = _steered(wished, language)
    return action if action in _WISHED and wished not in _ELSE else None


def _without_courtesy(said: str) -> str:
    """The words without a "please" before or after them."""
    words = said.split()
    while words and words[-1] in POLITE:
        words.pop()
    while words and words[0] in POLITE:
        words.pop(0)
    return " ".join(words)


def _steered(said: str, language: str) -> str | None:
    if said not in _ANY:
        return None
    own = language.replace("_", "-").split("-")[0].lower()
    for known in dict.fromkeys((own, "en", *_STEERING)):
        action = _STEERING.get(known, {}).get(said)
        if action is not None:
            return action
    return None

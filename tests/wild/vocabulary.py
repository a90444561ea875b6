"""What people write who do not do as one expects: for each question something sensible, and much that is not."""

from __future__ import annotations

import random

COMMANDS = (
    "/start", "/help", "/privacy", "/stop", "/delete", "/desk", "/report", "/pause", "/write", "/resources", "/end",
    "/training", "/language", "/status", "/lessons", "/share", "/block", "/resume", "/dashboard", "/nonsense", "/admin",
    "/admin ABCD-EFGH", "/language es", "/language en", "/start mentor", "/start xyzzy", "/start new_neighbors-mentee",
)  # fmt: skip
STEERING = (
    "back", "skip", "start over", "help", "stop", "atrás", "saltar", "empezar de nuevo", "ayuda", "parar", "?",
    "pause", "resume", "pausa", "write", "escribir", "report", "avisar", "privacy", "delete everything", "cancel",
    "done", "next",
)  # fmt: skip
YES_NO = ("yes", "no", "sí", "ok", "nope", "👍", "claro", "si", "yess", "noo", "thanks", "gracias", "hola", "hi")
ODD = (
    "😀", "🌱🌱🌱", "…", ".", "0", "-1", "3", "11", "99999999999999999999", "½", "١٨", "{quux}", "{$quux}", "<b>&amp;",
    "مرحبا كيف الحال", "Привіт", "你好吗", "שלום", "\u202eabc", "e\u0301" * 20, "a\nb\n\nc", "http://example.org/?a=b&c",
    "@someone", "<@U1>", "*_`~", "asdfghjkl", "Yes, lets strat", "Desarollo", "  ", "\u200b", "x" * 4000, "ñ 🙂 " * 800,
)  # fmt: skip
"""Braces stand only in `quux`, so that one can tell them from a template's."""
SENSIBLE = {
    "consent": ("yes", "Yes, let's start", "Sí, empecemos", "ok"),
    "born": ("5/1990", "May 1990", "mayo 1990", "12.3.1985", "1990-05"),
    "place": ("Lyon", "Madrid", "Hamburg", "Bogotá", "Graz, Austria"),
    "languages": ("English", "English, Spanish", "inglés", "español, inglés", "French"),
    "profession": ("enfermera", "plomero", "skip"),
    "school": ("skip", "TU Graz"),
    "known": ("nobody", "skip", "nadie"),
    "seats": ("2", "3"),
    "times": ("evenings", "tardes", "weekends"),
}
YOUNG = ("6/2012", "junio 2012", "I am 15", "2013-02", "12/2010")
WORDS = ("lupo", "vento", "pomo", "kato", "floro", "monto", "rivero", "suno", "luno", "stelo", "arbo", "birdo")
"""Belongs to no language the bot speaks: what people write must not be taken for the bot's own words."""


def something(dice: random.Random, token: str) -> str:
    """Words of their own; the token tells whose they are wherever they turn up."""
    return " ".join([token, *dice.choices(WORDS, k=dice.randint(1, 6))])


def nonsense(dice: random.Random) -> str:
    """Anything one may type by mistake or by mischief."""
    return dice.choice(dice.choice((STEERING, YES_NO, ODD)))


def typo(dice: random.Random, text: str) -> str:
    """The same with a slip of the finger."""
    if len(text) < 2:
        return text
    at = dice.randrange(len(text) - 1)
    return dice.choice(
        (
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text.upper(),
            text.lower(),
        )
    )

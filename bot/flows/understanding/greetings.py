"""Words that say hello or thank you, and nothing else."""

from __future__ import annotations

from bot.words.folding import normalise, normalised

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

"""What people write beside a question instead of answering it: who are you, why do you ask, I don't know, later.

Their ways of saying it are the rows of besides.tsv: a kind and a pattern, the first that fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from bot.flows.understanding.greetings import is_greeting, is_thanks
from bot.flows.understanding.yes_and_no import is_asking
from bot.words.folding import READ_AT_MOST, normalise, normalised

WORDS_AT_MOST = 14
"""Words beyond which someone tells a story, and does not only ask or say one of these things."""

_OPENINGS = frozenset(
    """
    a actual adios agent aha ahora alguien already am an and ando annoying another are as buena bye call callate can
    cannot cant change chao chat chatear chau come como comparten compartes comunicarme con confused connect contact
    contactar conversar coordinator correct could cual cuales cuando cuanta cuantas cuanto cuantos cuesta d dejame
    depende depends despues did didnt do does donde dont dumb dunno edit eh el en entendido entiendes eres es eso
    esto estoy estupida estupidez estupido explain falta fix for get give go good goodbye goodnight got gotta gratis
    guarda guardan guardas hablando hablar hablas hablo hard hasta hay honestly how huh human i ich id idiot idiota
    idiots idk ill im inutil is it its ive je k la later lee let like live lmao lo lol look los luego mande mas may
    maybe me mejor mi mira muestra muestran muestras must muy my nao necesito need ni no non none nonsense nos nose
    not now o odio okay okey operator otras otro otros para pardon parlez parli perdida perhaps person persona
    pesada pesado podre podria por porque prefer prefiero puede puedo que queda quien quienes quiero quisiera quiza
    quizas r rather read real really ridicula ridiculo ridiculous rofl sabes se see shut si sin so some sorry sos
    speak sprechen sprichst stupid tal talk talvez tan te tengo that thats then there this to tonta tonteria tonto
    too transfer tu u un una undecided understood unsure useless vale ven venden vendes very vete voce want waste
    weiss what whats when where which who whom whos why will wish would write wrong y ya yo you youre не я لا ما مش
    نمي
    """.split()  # noqa: SIM905 - words are read more easily without their quotes
)
_STEMS = ("hm", "um", "uu", "wha", "ha", "he", "ja", "je", "ji", "xd", "jsjs", "mm", "ok", "oo")
"""The words with which a row of the table may begin, and what some of them begin with: whatever begins otherwise is
none of them, and so it is with nearly every answer. The pattern itself is a hundred kilobytes to go through."""

_SWEARING = normalised(
    "fuck", "fucking", "fucker", "motherfucker", "wtf", "stfu", "shit", "bullshit", "asshole", "bitch", "bastard",
    "mierda", "puta", "puto", "pendejo", "pendeja", "gilipollas", "joder", "coño", "carajo", "cabrón", "cabrona",
    "imbécil", "hijueputa",
)  # fmt: skip
_SWEARING_AT_MOST = 7
"""Words up to which one of these is the matter; in more of them something is told, in whatever words."""
_ASKS = re.compile(
    r"(?:who|what|when|where|which|how|can|could|may|do|does|did|is|are|am|will|would|should|must"
    r"|quien|quienes|que|cuando|donde|cual|cuales|como|cuanto|cuantos|cuantas|puedo|puede|es|hay|tengo que"
    r"|debo|se puede)"
    r" (?!to )\w+ \w"
)
_LEAD = re.compile(
    r"^(?:(?:sorry|excuse me|hello|hi|hey|ok|okay|and|but|so|well|wait|please|pls|oye|hola|perdon|perdona|pero|espera"
    r"|disculpa|ay|bueno|entonces)\s+)+(?=\S)"
)
_TAIL = re.compile(r"(?:\s+(?:please|pls|plz|por favor|porfa|bot|robot|sorry|actually|exactly|here|though|then))+$")


def is_wordless(text: str) -> bool:
    """Whether there is no letter and no digit in it: emoji, a row of dots, nothing but spaces."""
    return not any(map(str.isalnum, text[:READ_AT_MOST]))


@lru_cache(maxsize=32)
def said_beside(text: str) -> str | None:
    """What is said beside a question, None where it may be an answer: "privacy", "robot", "human", "person" (wanted),
    "why", "told", "unsure", "rather_not", "unclear", "cost", "long", "tongue" (spoken), "then" (what comes), "change",
    "later", "light", "stopping" (is it possible?), "nod", "swearing", "thanks" or "greeting"."""
    said = normalise(text)
    if not said or said.count(" ") >= WORDS_AT_MOST:
        return None
    if is_greeting(text) or is_thanks(text):
        return "greeting" if is_greeting(text) else "thanks"
    bare = _LEAD.sub("", said)
    if may_begin(said) or may_begin(bare):
        for each in dict.fromkeys((said, bare, _TAIL.sub("", bare))):
            if (found := _kinds().fullmatch(each)) is not None:
                return str(found.lastgroup)
    words = said.split()
    is_rude = len(words) <= _SWEARING_AT_MOST and not _SWEARING.isdisjoint(words)
    return "swearing" if is_rude else None


def asks_something(text: str) -> bool:
    """Whether this is a question of more than a word or two, whatever it is about."""
    return is_asking(text) and _ASKS.match(_LEAD.sub("", normalise(text))) is not None


def may_begin(said: str) -> bool:
    """Whether one of the ways of saying any of this begins with the first of these normalised words."""
    first = said.partition(" ")[0]
    return first in _OPENINGS or first.startswith(_STEMS)


def asks_about_privacy(text: str) -> bool:
    """Whether this asks who reads along, or what is kept."""
    return said_beside(text) == "privacy"


def asks_for_a_human(text: str) -> bool:
    """Whether this asks to talk to a human."""
    return said_beside(text) in {"human", "person"}


def ways_of_saying() -> Iterator[tuple[str, str]]:
    """The rows of the table: a kind, and a pattern of normalised words that has no group of its own."""
    for row in Path(__file__).with_name("besides.tsv").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            kind, pattern = row.split("\t")
            yield kind, pattern


def make_ready() -> None:
    """Compile them now rather than when somebody first writes."""
    _kinds()


@cache
def _kinds() -> re.Pattern[str]:
    """All of them in one, a named group a kind; compiled when it is needed, for it would hold up the start."""
    said: dict[str, list[str]] = {}
    for kind, pattern in ways_of_saying():
        said.setdefault(kind, []).append(pattern)
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in said.items()))

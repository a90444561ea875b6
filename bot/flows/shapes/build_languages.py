"""Builds the table of language names from Unicode's CLDR: `python -m bot.flows.shapes.build_languages`."""
# ruff: noqa: T201 - a build says what it built

from __future__ import annotations

import json
import struct
import zlib
from collections import Counter, defaultdict
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

from bot.flows.gazetteer.languages import FIRST, OTHERS
from bot.flows.gazetteer.names import pack
from bot.words.folding import normalise

LANGUAGES = Path(__file__).with_name("languages.dat")

# What people call their language and CLDR does not.
OTHER_NAMES = {
    "zh": "mandarin,chinese,putonghua,mandarin chinese,国语,普通话", "yue": "cantonese", "fa": "farsi,parsi,persian",
    "fa-AF": "dari,دری", "fil": "tagalog,pilipino", "ku": "kurmanji,kurdish", "ckb": "sorani,سورانی",
    "es": "castellano,spanish,castilian", "ro": "moldovan", "bn": "bangla", "my": "burmese", "pcm": "pidgin,naija",
    "ase": "asl,sign language", "sw": "kiswahili,swahili", "ti": "tigrigna,tigrinya", "am": "amharic", "om": "oromo",
    "so": "somali,af soomaali", "ps": "pashto,pashtu", "ha": "hausa", "prs": "", "pt-BR": "portugues brasileiro",
    "sr": "serbo croatian", "he": "hebrew,ivrit", "el": "greek", "nb": "norwegian,norsk", "ky": "kirghiz",
    "rhg": "rohingya", "arz": "egyptian arabic", "apc": "levantine arabic", "ary": "darija,moroccan arabic",
}  # fmt: skip


def _tag(code: str) -> str:
    return code.replace("_", "-")


def votes() -> dict[str, Counter[str]]:
    """Normalised name → how many languages use it for which tag."""
    known = set(Locale("en").languages) - {"mul", "zxx", "und", "mis", "prs"}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for code in (*FIRST.split(), *OTHERS.split()):
        for key, name in Locale.parse(code).languages.items():
            if key in known:
                found[normalise(name)][_tag(key)] += 3 if code == "en" else 1
    for code in locale_identifiers():
        name = Locale.parse(code).languages.get(code) if code in known else None
        if name:
            found[normalise(name)][_tag(code)] += 5
    for tag, names in OTHER_NAMES.items():
        for name in filter(None, names.split(",")):
            found[normalise(name)][tag] += 1000
    return found


def build() -> bytes:
    """The length of the list of tags, that list, and the index from names to places in it."""
    found = {name: count for name, count in votes().items() if 1 < len(name) < 60 or not name.isascii()}
    best = {name: min(count, key=lambda tag: (-count[tag], len(tag), tag)) for name, count in found.items()}
    tags = sorted(set(best.values()))
    listed = zlib.compress(json.dumps(tags).encode(), 9)
    print(f"{len(tags)} languages, {len(best)} names")
    return struct.pack("<I", len(listed)) + listed + pack((name, [tags.index(tag)]) for name, tag in best.items())


if __name__ == "__main__":
    LANGUAGES.write_bytes(build())
    print(f"{LANGUAGES.stat().st_size} bytes")

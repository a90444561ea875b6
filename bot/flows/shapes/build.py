"""Builds the table of month names from Unicode's CLDR: `python -m bot.flows.shapes.build`."""
# ruff: noqa: T201 - words of many scripts; a build says what it built

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from babel import Locale

from bot.flows.gazetteer.languages import FIRST, OTHERS
from bot.words.folding import normalise

MONTHS = Path(__file__).with_name("months.dat")

SPOKEN = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
}
# The names Tigrinya shares with the Ethiopian calendar mean our months only to readers of Tigrinya.
OWN_ONLY = frozenset({"ti"})
# Abbreviations that are words of their own elsewhere ("16 years ago") count only for readers of that language.
WORDS_ELSEWHERE = "ago out set lis lip ara tem eki dis kas nis mat gun ama an in on me ma no do"


def names(code: str) -> set[tuple[str, int, bool]]:
    """Every spelling of the months in one locale, normalise, and whether only its own readers mean a month by it."""
    months = Locale.parse(code).months
    said = {
        (normalise(name), number, width == "abbreviated" and code not in FIRST.split())
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
    }
    spoken = enumerate(SPOKEN.get(code, "").split(), 1)
    said |= {(normalise(name), number, False) for number, name in spoken}
    return {
        (name, number, own or code in OWN_ONLY or name in WORDS_ELSEWHERE.split())
        for name, number, own in said
        if len(name) > 1 and not any(map(str.isdigit, name))
    }


def lines() -> list[str]:
    """One line a name: "5 may", and "10 listopad hr" where only readers of Croatian read it so."""
    shared: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    own: set[tuple[str, int, str]] = set()
    for code in (*FIRST.split(), *OTHERS.split()):
        language = code.split("_")[0]
        for name, number, is_own in names(code):
            if is_own:
                own.add((name, number, language))
            else:
                shared[name][number].add(language)
    for name, numbers in shared.items():
        own |= {(name, number, language) for number in disputed(numbers) for language in numbers[number]}
    plain = {
        (name, number) for name, numbers in shared.items() for number in numbers if number not in disputed(numbers)
    }
    apart = {(name, number, language) for name, number, language in own if (name, number) not in plain}
    return sorted([f"{number}\t{name}" for name, number in plain] + ["\t".join((str(n), m, c)) for m, n, c in apart])


def disputed(numbers: dict[int, set[str]]) -> set[int]:
    """The readings of a name that are not everyone's: none, all but one, or all of them."""
    common = {number for number, languages in numbers.items() if languages & set(FIRST.split())}
    universal = common if len(common) == 1 else set(numbers) if len(numbers) == 1 else set()
    return set(numbers) - universal


if __name__ == "__main__":
    built = lines()
    MONTHS.write_text("\n".join(built) + "\n", encoding="utf-8")
    print(f"{len(built)} names, {MONTHS.stat().st_size} bytes")

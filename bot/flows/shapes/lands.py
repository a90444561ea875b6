"""Countries, and what one calls people from there: what is easily written where a language is asked for."""

from __future__ import annotations

from functools import lru_cache

from babel.languages import get_official_languages

from bot.texts.naming import locale_of
from bot.words.folding import normalise

_STEM = 4
"""Letters that a country's name and what people from there are called have in common at least."""


@lru_cache(maxsize=32)
def _lands(language: str) -> dict[str, str]:
    """Normalised name → ISO 3166-1 code, of every country, in one language."""
    named = locale_of(language).territories
    return {normalise(name): code for code, name in named.items() if len(code) == 2 and code.isalpha()}


def land_of(said: str, language: str) -> tuple[str, bool]:
    """The country that normalised words name ("brazil") or come from ("brazilian"), and whether it is its very name;
    "" where it is none. English names count in every language."""
    known = _lands("en") | _lands(language)
    if said in known:
        return known[said], True
    stems = {name[: max(_STEM, len(name) - (1 if len(name) < 7 else 2))]: code for name, code in known.items()}
    found = [stem for stem in stems if said.startswith(stem) and len(said) - len(stem) <= 5 and " " not in said]
    return (stems[max(found, key=len)], False) if found else ("", False)


def spoken_in(land: str) -> tuple[str, ...]:
    """The official languages of a country, as BCP 47 tags. After Unicode CLDR."""
    return tuple(tag.replace("_", "-") for tag in get_official_languages(land, de_facto=True))


@lru_cache(maxsize=1)
def official() -> frozenset[str]:
    """Every language that is an official one of some country."""
    return frozenset(tag for land in _lands("en").values() for tag in spoken_in(land))

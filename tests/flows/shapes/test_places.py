"""Cities, zones and languages are known by whatever name people give them."""

import time

import pytest

from bot.flows.engine.shape import Chosen, Declined, Draft
from bot.flows.shapes import Language, Languages, Place, TimeZone
from bot.words.messages import LocationShared, Typed

from .conftest import asked, gazetteer, outcome

UNKNOWN = "shape-place-unknown"


@pytest.mark.parametrize(
    ("name", "city", "country"),
    [
        ("Lyon", "Lyon", "FR"),
        ("lyon, france", "Lyon", "FR"),
        ("Lyon (France)", "Lyon", "FR"),
        ("München", "Munich", "DE"),
        ("munchen", "Munich", "DE"),
        ("Munich", "Munich", "DE"),
        ("القاهرة", "Cairo", "EG"),
        ("NYC", "New York City", "US"),
        ("New York", "New York City", "US"),
        ("Kyiv", "Kyiv", "UA"),
        ("Київ", "Kyiv", "UA"),
        ("Киев", "Kyiv", "UA"),
        ("کابل", "Kabul", "AF"),
        ("東京", "Tokyo", "JP"),
        ("አዲስ አበባ", "Addis Ababa", "ET"),
        ("St Etienne", "Saint-Étienne", "FR"),
        ("Paris Texas", "Paris", "US"),
        ("Paris", "Paris", "FR"),
        ("London UK", "London", "GB"),
        ("London, Ontario", "London", "CA"),
        ("Zürich, Schweiz", "Zürich", "CH"),
        ("Casablanca, المغرب", "Casablanca", "MA"),
        ("I live in Berlin", "Berlin", "DE"),
        ("vivo en Bogotá", "Bogotá", "CO"),
        ("Springfield, IL", "Springfield", "US"),
        ("Springfield, Illinois, USA", "Springfield", "US"),
        ("Copenhaguen", "Copenhagen", "DK"),
    ],
)
def test_cities_by_any_name(name, city, country):
    found = gazetteer().find(name)[0]
    assert (found.name, found.country) == (city, country)


@pytest.mark.parametrize(
    ("name", "city", "country"), [("Berlinn", "Berlin", "DE"), ("Muinch", "Munich", "DE"), ("Khabul", "Kabul", "AF")]
)
def test_a_slip_in_the_name_of_a_large_city_is_clear(name, city, country):
    found, is_clear = gazetteer().guess(name)
    assert (found[0].name, found[0].country, is_clear) == (city, country, True)


def test_one_guess_is_asked_about_and_a_yes_takes_it(ask):
    reading = Place().read(Typed("Nürtinge"), ask())
    assert isinstance(reading, Draft)
    assert reading.ask.key == "shape-place-maybe"
    assert [one.label for one in Place().options(ask(draft=reading.draft))] == ["Nürtingen, Baden-Württemberg, Germany"]
    assert Place().read(Typed("yes"), ask(draft=reading.draft)).value["city"] == "Nürtingen"
    assert isinstance(Place().read(Typed("no"), ask(draft=reading.draft)), Declined)
    assert Place().read(Typed("Lyon"), ask(draft=reading.draft)).value["city"] == "Lyon"


@pytest.mark.parametrize(
    "name", ["", " ", "France", "Georgia", "asdfgh qwer", "x" * 10**5, ",,,", "\x01fr", "\ud800", "a"]
)
def test_what_is_no_city_is_not_found(name):
    assert gazetteer().find(name) == []


def test_the_nearest_city_by_its_place_on_the_map():
    assert gazetteer().near(52.5, 13.4).name == "Berlin"
    assert gazetteer().near(45.76, 4.84).name == "Lyon"
    assert gazetteer().near(0, -150) is None
    assert gazetteer().near(1e9, float("nan")) is None
    assert gazetteer().near(-16.8, 179.99).country == "FJ"


def test_cities_by_id():
    lyon = gazetteer().find("Lyon")[0]
    assert gazetteer().by_id(lyon.id) == lyon
    assert (lyon.zone, lyon.country, round(lyon.latitude)) == ("Europe/Paris", "FR", 46)
    assert gazetteer().by_id(-1) is gazetteer().by_id(10**12) is None


def test_looking_up_is_quick():
    started = time.perf_counter()
    for _ in range(100):
        gazetteer().find("Lyon, France")
    assert time.perf_counter() - started < 1
    started = time.perf_counter()
    for _ in range(5):
        gazetteer().guess("Berlinn")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("typed", "city"), [("Lyon", "Lyon"), ("Paris", "Paris"), ("Springfield, IL", "Springfield"), ("Kabull", "Kabul")]
)
def test_a_clear_place_is_taken(read, typed, city):
    assert read(Place(), typed)["city"] == city


def test_a_place_keeps_the_least(ask):
    reading = Place().read(Typed("Lyon, France"), ask("es"))
    assert reading.value == {
        "id": 2996944, "city": "Lyon", "region": "", "country": "FR", "zone": "Europe/Paris", "lat": 45.8, "lon": 4.8,
    }  # fmt: skip
    assert reading.note.values == {"place": "Lyon, Francia"}
    assert Place().show(reading.value, ask("ar")) == "Lyon, فرنسا"


def test_two_places_of_one_name_are_asked_about(ask):
    reading = Place().read(Typed("Springfield"), ask())
    assert isinstance(reading, Draft)
    open_question = ask(draft=reading.draft)
    options = Place().options(open_question)
    assert "Springfield, Illinois, United States" in [option.label for option in options]
    assert Place().read(Chosen(options[1].key), open_question).value["id"] == int(options[1].key)
    assert Place().read(Typed("illinois"), open_question).value["region"] == "Illinois"
    assert Place().read(Typed("2"), open_question).value["id"] == int(options[1].key)
    assert Place().read(Typed("Lyon"), open_question).value["city"] == "Lyon"
    assert isinstance(Place().read(Chosen("1"), open_question), Declined)


def test_a_shared_location_and_an_unknown_place(ask, read):
    assert Place().read(LocationShared(45.76, 4.84), ask()).value["city"] == "Lyon"
    assert Place().read(LocationShared(0, -150), ask()).hint.key == "shape-place-nowhere"
    assert read(Place(), "kjhkjhkjh") == UNKNOWN
    assert read(Place(), "France") == UNKNOWN


# --- languages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("arabic, english and deutsch", ["ar", "en", "de"]),
        ("arabic english", ["ar", "en"]),
        ("kiswahili", ["sw"]),
        ("Brazilian Portuguese", ["pt-BR"]),
        ("العربية", ["ar"]),
        ("українська", ["uk"]),
        ("ትግርኛ", ["ti"]),
        ("español y francés", ["es", "fr"]),
        ("I speak Arabic and a little German", ["ar", "de"]),
        ("hablo español", ["es"]),
        ("dari", ["fa-AF"]),
        ("Farsi", ["fa"]),
        ("Mandarin", ["zh"]),
        ("Soomaali", ["so"]),
        ("Englsh", ["en"]),
        ("Portugese", ["pt"]),
        ("en, es", ["en", "es"]),
        ("1, 2", ["en", "es"]),
        ("english, english", ["en"]),
    ],
)
def test_languages_by_any_name(read, typed, tags):
    assert read(Languages(), typed) == tags


@pytest.mark.parametrize("typed", ["not english", "blah", "english and blah", "", "?", "every one of them", "99"])
def test_unknown_languages_are_asked_again(read, typed):
    assert read(Languages(), typed) == "shape-languages-hint"


def test_languages_are_ticked(ask):
    keys = [option.key for option in Languages().options(ask("uk"))]
    assert keys[:2] == ["uk", "en"]
    assert keys[-1] == "done"
    assert Languages().read(Chosen("uk"), ask("uk")) == Draft(["uk"])
    assert Languages().read(Chosen("uk"), ask("uk", draft=["uk"])) == Draft([])
    assert Languages().options(ask("es", draft=["es"]))[0].label == "✓ Español"
    assert Languages().read(Chosen("done"), ask(draft=["uk", "en"])).value == ["uk", "en"]
    assert isinstance(Languages().read(Chosen("done"), ask()), Declined)
    assert Languages().read(Typed("german"), ask(draft=["uk"])).value == ["uk", "de"]
    assert Languages().show(["de", "pt-BR"], ask("es")) == "Alemán y Portugués de Brasil"


def test_one_language(read, ask):
    assert read(Language(), "Deutsch") == "de"
    assert read(Language(), "2") == "es"
    assert read(Language(), "arabic and english") == "shape-language-hint"
    assert Language().show("de", ask("fr")) == "Allemand"


# --- zones -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("UTC+2", "Etc/GMT-2"),
        ("+2", "Etc/GMT-2"),
        ("GMT-5", "Etc/GMT+5"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("utc", "Etc/UTC"),
        ("CET", "Europe/Berlin"),
        ("eastern time", "America/New_York"),
        ("it's 15:30", "Asia/Tehran"),
        ("UTC+20", "shape-zone-hint"),
        ("25:99", "shape-zone-hint"),
        ("kjhkjhkjh", "shape-zone-hint"),
        ("", "shape-zone-hint"),
    ],
)
def test_zones(read, typed, zone):
    assert read(TimeZone(), typed) == zone


def test_several_zones_are_asked_about(ask, read):
    assert read(TimeZone(), "IST") == ("draft", {"zones": ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]})
    assert "Europe/Kyiv" in read(TimeZone(), "it's 3pm here")[1]["zones"]
    open_question = ask(draft={"zones": ["Asia/Kolkata", "Asia/Jerusalem"]})
    assert [option.label for option in TimeZone().options(open_question)] == ["Kolkata (UTC+5:30)", "Jerusalem (UTC+3)"]
    assert TimeZone().read(Chosen("zone-2"), open_question).value == "Asia/Jerusalem"
    assert TimeZone().read(Typed("kolkata"), open_question).value == "Asia/Kolkata"
    assert TimeZone().read(LocationShared(52.5, 13.4), ask()).value == "Europe/Berlin"


def test_a_city_that_is_called_like_a_country_is_asked_about():
    """Granada in Spain has more people than the country that Spanish calls so."""
    found = Place().read(Typed("Granada"), asked("es"))
    assert isinstance(found, Draft)
    assert found.ask is not None
    assert found.ask.key == "shape-place-namesake"
    settled = Place().read(Typed("sí"), asked("es", draft=found.draft))
    assert outcome(settled)["country"] == "ES"
    assert outcome(Place().read(Typed("Perú"), asked("es"))) == "shape-place-unknown"

"""Numbers, words, names, people and days, as people write them."""

import datetime as dt

import pytest

from bot.flows.engine.shape import Chosen, Declined, Draft
from bot.flows.shapes import Date, FreeText, Name, People, WholeNumber
from bot.words.messages import DatePicked, PeoplePicked, PickedPerson, Typed

from .conftest import asked

NUMBER = "shape-number-hint"


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("3", "en", 3),
        ("3!", "en", 3),
        ("three", "en", 3),
        ("Three people", "en", 3),
        ("up to 4", "en", 4),
        ("no more than 3", "en", 3),
        ("a couple", "en", 2),
        ("tres", "en", 3),
        ("tres personas", "es", 3),
        ("una", "es", 1),
        ("drei", "de", 3),
        ("٣", "ar", 3),
        ("۴", "fa", 4),
        ("３", "ja", 3),
        ("ثلاثة", "ar", 3),
        ("три", "uk", 3),
        ("0", "en", NUMBER),
        ("6", "en", NUMBER),
        ("-3", "en", NUMBER),
        ("minus three", "en", NUMBER),
        ("3.5", "en", NUMBER),
        ("3-4", "en", NUMBER),
        ("one or two", "en", NUMBER),
        ("not 3", "en", NUMBER),
        ("1,000", "en", NUMBER),
        ("nobody", "en", NUMBER),
        ("many", "en", NUMBER),
        ("9" * 500, "en", NUMBER),
        ("", "en", NUMBER),
    ],
)
def test_whole_numbers(read, typed, language, expected):
    assert read(WholeNumber(1, 5), typed, language) == expected


def test_numbers_beyond_the_buttons(read, ask):
    assert [option.key for option in WholeNumber(1, 5).options(ask())] == ["1", "2", "3", "4", "5"]
    assert WholeNumber(0, 100).options(ask()) == ()
    assert read(WholeNumber(0, 100), "twenty one") == 21
    assert read(WholeNumber(0, 100), "treinta y dos", "es") == 32
    assert read(WholeNumber(0, 5000), "1,000") == 1000
    assert read(WholeNumber(0, 5), "nobody") == 0
    assert WholeNumber(1, 5).read(Chosen("4"), ask()).value == 4


def test_free_text_is_kept_as_written(read):
    assert read(FreeText(20), "  two\r\nlines\x00 ") == "two\nlines"
    assert read(FreeText(20), "👩‍👩‍👧" * 20) == "👩‍👩‍👧" * 20
    assert read(FreeText(20), "x" * 21) == "shape-text-shorter"
    assert read(FreeText(20), "\u200b \n") == "shape-text-hint"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Amina", "Amina"),
        ("my name is Amina", "Amina"),
        ("My name's Amina.", "Amina"),
        ("Hi, I'm Amina", "Amina"),
        ("I’m Amina Noor!", "Amina Noor"),
        ("Me llamo José Luis", "José Luis"),
        ("Ich heiße Jürgen", "Jürgen"),
        ("اسمي أمينة", "أمينة"),
        ("Мене звати Олена", "Олена"),
        ("My name is Amina and I'm from Kabul", "Amina"),
        ("My name is Amina, nice to meet you", "Amina"),
        ("I'm fine", "I'm fine"),
        ("I'm looking for work", "I'm looking for work"),
        ("Im", "Im"),
        ("🌸 Lily", "🌸 Lily"),
        ("🦊", "🦊"),
        ("O'Neill", "O'Neill"),
        ("Cοordinator", "Cοordinator"),
        ("A\u202emina", "Amina"),
        ("é" * 70, "é" * 64),
        ("x" * 200, "shape-name-shorter"),
        ("/start", "shape-name-hint"),
        ("I'm called Bo", "Bo"),
        ("My name is", "shape-name-hint"),
        ("yes", "shape-name-hint"),
        ("Hola!", "shape-name-hint"),
        ("https://evil.example/win", "shape-name-hint"),
        ("write to t.me/bo", "shape-name-hint"),
        ("any news?", "shape-name-hint"),
        ("¿Cuándo empezamos?", "shape-name-hint"),
        ("متى نبدأ؟", "shape-name-hint"),
        ("My name is Amina, and yours?", "Amina"),
        ("J.R. Smith", "J.R. Smith"),
        ("Maya", "Maya"),
        ("", "shape-name-hint"),
        ("...", "shape-name-hint"),
        ("42", "shape-name-hint"),
    ],
)
def test_names(read, typed, expected):
    assert read(Name(), typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("no body", []),
        ("Noone I know", []),
        ("nobdy", []),
        ("Ali, Amina and Omar", ["Ali", "Amina", "Omar"]),
        ("Ali y Amina", ["Ali", "Amina"]),
        ("علي، أمينة", ["علي", "أمينة"]),
        ("Ali\nAmina", ["Ali", "Amina"]),
        ("I know Ali.", ["Ali"]),
        ("Ali, Ali", ["Ali"]),
        ("@amina", ["@amina"]),
        ("nobody", []),
        ("No one!", []),
        ("nadie", []),
        ("no", []),
    ],
)
def test_people_named(read, typed, expected):
    assert read(People(), typed) == [{"name": name} for name in expected]


def test_people_picked(read, ask):
    picked = PeoplePicked((PickedPerson("7", "Ali\u202e"), PickedPerson("7", "Ali"), PickedPerson("8")))
    value = People().read(picked, ask()).value
    assert value == [{"id": "7", "name": "Ali"}, {"id": "8", "name": ""}]
    assert People().show(value, ask()) == "Ali and someone you picked"
    assert People().show([], ask()) == "Nobody"
    assert People().read(Chosen("nobody"), ask()).value == []
    assert read(People(limit=2), "a, b, c") == "shape-people-most"
    assert read(People(), "...") == "shape-people-hint"
    assert read(People(), "yes") == "shape-people-who"
    assert read(People(), "sí") == "shape-people-who"


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("tomorrow", "en", "2025-06-16"),
        ("mañana", "es", "2025-06-16"),
        ("12 May 2026", "en", "2026-05-12"),
        ("May 12th, 2026", "en", "2026-05-12"),
        ("12 de mayo de 2026", "es", "2026-05-12"),
        ("2026-05-12", "en", "2026-05-12"),
        ("13/5/2026", "en", "2026-05-13"),
        ("5/13/26", "en", "2026-05-13"),
        ("12 May", "en", "2026-05-12"),
        ("12 July", "en", "2025-07-12"),
        ("12/5/2026", "en", ("draft", {"days": ["2026-05-12", "2026-12-05"]})),
        ("31/2/2026", "en", "shape-date-hint"),
        ("May 2026", "en", "shape-date-hint"),
        ("soon", "en", "shape-date-hint"),
    ],
)
def test_days(read, typed, language, expected):
    assert read(Date(), typed, language) == expected


def test_two_possible_days_are_offered(ask):
    draft = {"days": ["2026-05-12", "2026-12-05"]}
    labels = [option.label for option in Date().options(ask(draft=draft))]
    assert labels == ["May 12, 2026", "December 5, 2026"]
    assert Date().read(Typed("2"), ask(draft=draft)).value == "2026-12-05"
    assert Date().read(Chosen("2026-05-12"), ask(draft=draft)).value == "2026-05-12"
    assert not isinstance(Date().read(DatePicked(dt.date(2026, 5, 12)), ask()), Draft)


def test_today_is_the_persons_today(read):
    late = dt.datetime(2025, 6, 15, 23, tzinfo=dt.timezone.utc)
    assert read(Date(), "today", zone="Asia/Tokyo", now=late) == "2025-06-16"
    assert read(Date(), "today", zone="Nowhere/Land", now=late) == "2025-06-15"


@pytest.mark.parametrize(
    "typed", ["call me Jonas please", "Jonas, please!", "Jonas por favor", "my name is Jonas, thanks"]
)
def test_being_polite_does_not_become_part_of_a_name(read, typed):
    assert read(Name(), typed) == "Jonas"


@pytest.mark.parametrize("typed", ["weekdays 8pm", "8", "call me at 0612345678", "2 or 3"])
def test_what_holds_a_number_is_nobody_one_knows(typed):
    assert isinstance(People().read(Typed(typed), asked()), Declined)

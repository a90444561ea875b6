"""The age screen reads a month and year in any form, and lets nobody guess what it decides."""

import datetime as dt

import pytest

from bot.flows.engine.shape import Chosen, Declined
from bot.flows.shapes import BirthMonth, birth
from bot.flows.shapes.ages import YOUNGEST, stated_age
from bot.words.messages import Typed

from .conftest import outcome

ADULT = {"adult": True}
HINT = "shape-birth-hint"
FULL_YEAR = "shape-birth-full-year"
ORDER = "shape-birth-order"
DAY_HINT = "shape-birth-day-hint"


def minor(lift):
    return {"adult": False, "lift": lift}


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("5/1998", "en"),
        ("5/98", "en"),
        ("05.1998", "de"),
        ("05 1998", "en"),
        ("5-1998", "en"),
        ("1998-05", "en"),
        ("1998/5", "en"),
        ("98/5", "en"),
        ("051998", "en"),
        ("199805", "en"),
        ("May 1998", "en"),
        ("may 98", "en"),
        ("May '98", "en"),
        ("May’98", "en"),
        ("1998 May", "en"),
        ("MAY, 1998.", "en"),
        ("I was born in May 1998", "en"),
        ("it was may of 1998", "en"),
        ("Sept 1998", "en"),
        ("Febuary 1998", "en"),
        ("Septmber 1998", "en"),
        ("mayo de 1998", "es"),
        ("mayo de 1998", "en"),
        ("setiembre 1998", "es"),
        ("mai 1998", "fr"),
        ("août 1998", "fr"),
        ("fevrier 1998", "fr"),
        ("maio de 1998", "pt"),
        ("março 1998", "pt"),
        ("Mai 1998", "de"),
        ("März 1998", "de"),
        ("травень 1998", "uk"),
        ("травня 1998", "uk"),
        ("у травні 1998", "uk"),
        ("май 1998", "ru"),
        ("в мае 1998 года", "ru"),
        ("Mayıs 1998", "tr"),
        ("مايو ١٩٩٨", "ar"),
        ("أيار 1998", "ar"),
        ("كانون الثاني ١٩٩٨", "ar"),
        ("٥/١٩٩٨", "ar"),
        ("مه ۱۹۹۸", "fa"),
        ("ژانویه ۱۹۹۸", "fa"),
        ("۵/۱۹۹۸", "fa"),
        ("५/१९९८", "hi"),
        ("मई १९९८", "hi"),
        ("Mei 1998", "sw"),
        ("Maayo 1998", "so"),
        ("ሜይ 1998", "am"),
        ("ጉንበት 1998", "ti"),
        ("1998年5月", "zh"),
        ("５／１９９８", "ja"),
        ("1998년 5월", "ko"),
        ("tháng 5 năm 1998", "vi"),
        ("12 May 1998", "en"),
        ("May 12th, 1998", "en"),
        ("12 May 98", "en"),
        ("12/5/1998", "en"),
        ("5/12/1998", "en"),
        ("31.12.1998", "en"),
        ("12/31/1998", "en"),
        ("12/5/98", "en"),
        ("12/5/05", "en"),
        ("1998-05-12", "en"),
        ("19980512", "en"),
        ("12051998", "en"),
        ("I'm 27, born in May 1998", "en"),
        ("I'm 5 years in Berlin, born May 1998", "en"),
        ("May \u202e1998", "en"),
    ],
)
def test_a_birth_long_ago_in_many_forms(read, typed, language):
    assert read(BirthMonth(), typed, language) == ADULT


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7/2007", minor("2025-08-02")),
        ("July 2010", minor("2028-08-02")),
        ("2/2008", minor("2026-03-02")),
        ("16/6/2007", minor("2025-06-17")),
        ("16 June 2007", minor("2025-06-17")),
        ("29/2/2008", minor("2026-03-02")),
        ("8/7/2010", minor("2028-08-08")),
        ("12/5/12", minor("2030-12-06")),
    ],
)
def test_a_birth_not_long_ago(read, typed, expected):
    assert read(BirthMonth(), typed) == expected


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("I'm 16", "en", minor("2027-06-16")),
        ("i am 16", "en", minor("2027-06-16")),
        ("I’m 16!", "en", minor("2027-06-16")),
        ("im only 17", "en", minor("2026-06-16")),
        ("I'm 17 and I want a mentor", "en", minor("2026-06-16")),
        ("I'm almost 18", "en", minor("2026-06-16")),
        ("I just turned 15", "en", minor("2028-06-16")),
        ("16 years old", "en", minor("2027-06-16")),
        ("16yo", "en", minor("2027-06-16")),
        ("sixteen years old", "en", minor("2027-06-16")),
        ("I'm seventeen", "en", minor("2026-06-16")),
        ("my age is 12", "en", minor("2031-06-16")),
        ("I'm 16, born in May 2009", "en", minor("2027-06-16")),
        ("tengo 16 años", "es", minor("2027-06-16")),
        ("Tengo dieciséis", "es", minor("2027-06-16")),
        ("16 años", "es", minor("2027-06-16")),
        ("j'ai 16 ans", "fr", minor("2027-06-16")),
        ("tenho 16 anos", "pt", minor("2027-06-16")),
        ("ich bin 16", "de", minor("2027-06-16")),
        ("ich bin 16 Jahre alt", "de", minor("2027-06-16")),
        ("мне 16 лет", "ru", minor("2027-06-16")),
        ("мені 16 років", "uk", minor("2027-06-16")),
        ("عمري ١٦ سنة", "ar", minor("2027-06-16")),
        ("۱۶ سال", "fa", minor("2027-06-16")),
        ("I am a minor", "en", minor("2030-06-16")),
        ("I'm under 18", "en", minor("2030-06-16")),
        ("I'm not 18 yet", "en", minor("2030-06-16")),
        ("soy menor de edad", "es", minor("2030-06-16")),
        ("je suis mineure", "fr", minor("2030-06-16")),
    ],
)
def test_an_age_stated_outright(read, typed, language, expected):
    assert read(BirthMonth(), typed, language) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "17", "16", "18", "25", "١٨", "۱۷", "eighteen", "seventeen", "18!", "0", "-5", "199", "1899",
        "1998", "13/1998", "0/1998", "5/2031", "July 2025", "June 2025", "I turned 18 in May 2025",
        "I'm 3", "5/1899", "5/1904", "30/2/1998", "31/6/1998", "29/2/1999", "May", "June or July 1998",
        "I'm 25", "I'm 18", "I am 30 years old", "tengo 25 años", "I'm an adult", "I'm over 18", "18+",
        "I'm not a minor", "no soy menor", "yes", "not telling", "", "???", "5/19988", "1.5.1.5", "٣",
        "May 5", "my daughter is sixteen", "9" * 400, "1/1/1/1/1998", "خرداد ۱۳۷۷",
    ],
)  # fmt: skip
def test_everything_else_gets_the_same_neutral_words(read, typed):
    assert read(BirthMonth(), typed) == HINT


@pytest.mark.parametrize("typed", ["5/12", "05/07", "May 12", "12 May", "May 05"])
def test_two_digits_that_may_be_a_day_are_asked_about(read, typed):
    assert read(BirthMonth(), typed) == FULL_YEAR


def test_the_order_of_day_and_month_is_asked_only_where_it_decides(read):
    assert read(BirthMonth(), "6/7/2007") == ORDER
    assert read(BirthMonth(), "7/6/2007") == ORDER
    assert read(BirthMonth(), "1/2/2007") == ADULT
    assert read(BirthMonth(), "8/9/2007") == minor("2025-09-09")


def test_a_name_two_languages_disagree_about_is_the_readers(read):
    august = dt.datetime(2025, 10, 15, tzinfo=dt.timezone.utc)
    assert read(BirthMonth(), "listopad 2007", "hr", now=august) == ("draft", {"month": "2007-10"})
    assert read(BirthMonth(), "listopad 2007", "pl", now=august) == minor("2025-12-02")


# --- the day -----------------------------------------------------------------------------------------------------


def test_the_day_is_asked_only_when_the_month_decides(read):
    assert read(BirthMonth(), "5/2007") == ADULT
    assert read(BirthMonth(), "6/2007") == ("draft", {"month": "2007-06"})
    assert read(BirthMonth(), "7/2007") == minor("2025-08-02")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14", ADULT),
        ("15", ADULT),
        ("the 15th", ADULT),
        ("١٥", ADULT),
        ("15.", ADULT),
        ("16", minor("2025-06-17")),
        ("30", minor("2025-07-01")),
        ("31", DAY_HINT),
        ("0", DAY_HINT),
        ("99", DAY_HINT),
        ("hm", DAY_HINT),
        ("15 June 2007", ADULT),
        ("16 June 2007", minor("2025-06-17")),
        ("I'm 17", minor("2026-06-16")),
    ],
)
def test_the_day_of_the_month(read, typed, expected):
    assert read(BirthMonth(), typed, draft={"month": "2007-06"}) == expected


@pytest.mark.parametrize("draft", [{"month": "x"}, {"month": None}, {"month": 7}, [], "2007-06", {}])
def test_a_strange_draft_is_no_question_for_a_day(read, draft):
    assert read(BirthMonth(), "14", draft=draft) == HINT


# --- neutral -----------------------------------------------------------------------------------------------------


def test_no_words_hint_at_an_age():
    for phrase in birth.PHRASES:
        words = phrase.english.lower()
        assert not any(hint in words for hint in ("18", "adult", "age", "old", "minor", "young", "years"))


def test_a_stated_age_of_either_side_reads_the_same_until_it_decides(read):
    assert read(BirthMonth(), "I'm 25") == read(BirthMonth(), "25") == read(BirthMonth(), "17")


def test_the_outcome_never_holds_the_birthday(ask):
    assert outcome(BirthMonth().read(Typed("12 May 1998"), ask())) == ADULT
    assert BirthMonth().show(ADULT, ask()) == BirthMonth().show(minor("2030-01-01"), ask()) == "Noted"


def test_a_button_of_another_question_is_no_answer(ask):
    assert isinstance(BirthMonth().read(Chosen("yes"), ask()), Declined)


def test_minors_are_taken_for_the_youngest_the_channels_allow():
    assert stated_age("I'm a minor", "en").years == YOUNGEST
    assert stated_age("12 May 1998", "en") is None
    assert stated_age("I'm 12 May 1998", "en") is None

"""Days as they are written in the languages programs come in."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.texts.dates import day, months

AT = dt.datetime(2026, 3, 12, 18, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize(
    ("language", "said", "month"),
    [
        ("en", "Thursday, March 12", "March 2026"),
        ("es", "jueves, 12 de marzo", "marzo de 2026"),
        ("pt-BR", "quinta-feira, 12 de março", "março de 2026"),
        ("ar", "الخميس، 12 مارس", "مارس 2026"),
        ("de", "Donnerstag, 12. März", "März 2026"),
        ("xx", "Thursday, March 12", "March 2026"),
    ],
)
def test_a_day_is_written_as_its_language_writes_days(language, said, month):
    assert day(AT, "UTC", language) == said
    assert months(AT.date(), AT.date(), language) == month

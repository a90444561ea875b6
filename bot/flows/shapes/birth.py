"""The age screen: month and year of birth in any form, and nothing kept of it but the outcome."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from bot.flows.engine.shape import Asking, Declined, Draft, Option, Reading, Reply, Value
from bot.flows.shapes.ages import stated_age
from bot.flows.shapes.dates import Moment, day_number, exists, read_moments
from bot.words.messages import DatePicked, Json, Typed
from bot.words.phrases import Phrase

# None of these words may let anyone guess that an age counts, or which: they only say how to write a date.
HINT = Phrase("shape-birth-hint", "Please send the month and the year you were born in, like 5/1998.")
FULL_YEAR = Phrase("shape-birth-full-year", "Please write the year with four digits, like 5/1998.")
ORDER = Phrase("shape-birth-order", "I'm not sure which number is the month. Please write it as a word, like May 1998.")
DAY = Phrase("shape-birth-day", "And on which day of the month?")
DAY_HINT = Phrase("shape-birth-day-hint", "Please send the day of the month as a number, like 14.")
NOTED = Phrase("shape-birth-noted", "Noted")

OLDEST, YOUNGEST = 120, 5
"""Years of age outside which nobody writes to us: what says so is a slip, such as this year for that of birth."""

_LAST_ON_EARTH = dt.timedelta(hours=-12)
_FIRST_ON_EARTH = dt.timedelta(hours=14)
_ADULT: dict[str, Json] = {"adult": True}


@dataclass(frozen=True, slots=True)
class BirthMonth:
    """When someone was born. The value is {"adult": true}, or {"adult": false, "lift": date}, never the birthday.

    An adult is one whose birthday has begun everywhere on earth. `lift` is the day from which that is sure.
    """

    years: int = 18
    widget: str = "date"

    def read(self, reply: Reply, asking: Asking) -> Reading:
        match reply:
            case DatePicked(date):
                return self._weigh((Moment(date.year, date.month, date.day),), asking)
            case Typed(text):
                return self._day(text, asking) or self._typed(text, asking)
        return Declined(DAY_HINT() if _drafted(asking) else HINT())

    def _day(self, text: str, asking: Asking) -> Reading | None:
        """The day that was asked for; None when there was no such question, or they write a whole date anew."""
        month = _drafted(asking)
        if month is None:
            return None
        day = None if stated_age(text, asking.language) else day_number(text)
        if day is None:
            again = self._typed(text, asking)
            return Declined(DAY_HINT()) if isinstance(again, Declined) else again
        moment = Moment(month.year, month.month, day)
        return self._weigh((moment,), asking) if exists(moment) else Declined(DAY_HINT())

    def _typed(self, text: str, asking: Asking) -> Reading:
        age = stated_age(text, asking.language)
        if age and (lift := lift_of(age.years, asking.now.date(), self.years)):
            return _minor(lift)
        found = read_moments(age.rest if age else text, asking.language, asking.now.year)
        if not found.moments:
            return Declined(FULL_YEAR() if found.year_is_short else HINT())
        return self._weigh(found.moments, asking)

    def _weigh(self, moments: tuple[Moment, ...], asking: Asking) -> Reading:
        """What the possible moments come to; where they would come to different ends, it is asked."""
        latest = (asking.now + _FIRST_ON_EARTH).date()
        likely = [moment for moment in moments if _is_likely(moment, latest)]
        outcomes = [self._outcome(moment, (asking.now + _LAST_ON_EARTH).date()) for moment in likely]
        values = [outcome.value for outcome in outcomes if isinstance(outcome, Value)]
        if len(outcomes) == 1:
            return outcomes[0]
        if not outcomes or len(values) < len(outcomes):
            return Declined(ORDER() if outcomes else HINT())
        lifts = [str(value["lift"]) for value in values if isinstance(value, dict) and "lift" in value]
        if lifts and len(lifts) < len(values):
            return Declined(ORDER())
        return Value({"adult": False, "lift": max(lifts)}) if lifts else Value(_ADULT)

    def _outcome(self, moment: Moment, today: dt.date) -> Value | Draft:
        first, last = (dt.date(moment.year, moment.month, day) for day in _days(moment))
        if birthday(last, self.years) <= today:
            return Value(_ADULT)
        if birthday(first, self.years) <= today:
            return Draft({"month": f"{moment.year:04}-{moment.month:02}"}, DAY())
        # Said without a day, the last one of the month counts; 29 February has its birthday on 1 March.
        spare = 1 if moment.day else 2 - (last.month == 2 and last.day == 29)
        return _minor(birthday(last, self.years) + dt.timedelta(days=spare))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return ()

    def show(self, value: Json, asking: Asking) -> str:
        return asking.say(NOTED()) if value else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        if _drafted(asking):
            return (Typed("1"), Typed("28"))
        today = (asking.now + _LAST_ON_EARTH).date()
        typed = (Typed(f"5/{today.year - 30}"), Typed(f"5/{today.year - 10}"))
        return (*typed, Typed(f"{today.month}/{today.year - self.years}"), DatePicked(dt.date(today.year - 30, 5, 12)))


def birthday(born: dt.date, years: int) -> dt.date:
    """The day someone turns that many years old; born on 29 February, 1 March where there is no such day."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


def lift_of(age: int, today: dt.date, years: int = 18) -> dt.date | None:
    """The day from which somebody of this age today is surely that many years old; None for who is, or is a slip."""
    return birthday(today, years - age) + dt.timedelta(days=1) if YOUNGEST <= age < years else None


def _minor(lift: dt.date) -> Value:
    return Value({"adult": False, "lift": lift.isoformat()})


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _days(moment: Moment) -> tuple[int, int]:
    return (moment.day, moment.day) if moment.day else (1, _length(moment.year, moment.month))


def _is_likely(moment: Moment, latest: dt.date) -> bool:
    born = dt.date(moment.year, moment.month, moment.day or 1)
    return latest.year - OLDEST <= moment.year and birthday(born, YOUNGEST) <= latest


def _drafted(asking: Asking) -> Moment | None:
    """The month whose day was asked for."""
    kept = asking.draft.get("month") if isinstance(asking.draft, dict) else None
    try:
        month = dt.date.fromisoformat(f"{kept}-01")
    except ValueError:
        return None
    return Moment(month.year, month.month)


PHRASES = (HINT, FULL_YEAR, ORDER, DAY, DAY_HINT, NOTED)

"""The card both keep at a good end: weeks walked, steps done, meetings, and words of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.curriculum.program import Program
from bot.flows.alive.diary import day_together, entries, introduced, kept
from bot.flows.alive.rounds import meeting_rounds
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import hours_of, program_of
from bot.flows.journey.way import SIDES, Way, told_of
from bot.texts.dates import months
from bot.words.journeys import Journey
from bot.words.matches import Tie
from bot.words.messages import Button, Drawn, File, Json
from bot.words.phrases import Phrase

WORTH_A_CARD = {"finished": 14, "no-time": 28}
"""Days together from which on there is a card, by the reason of the end."""

TITLE = Phrase("card-title", "Side by side")
WEEK, WEEKS = Phrase("card-week", "week side by side"), Phrase("card-weeks", "weeks side by side")
STEP, STEPS = Phrase("card-step", "step done"), Phrase("card-steps", "steps done")
MEETING, MEETINGS = Phrase("card-meeting", "time you met"), Phrase("card-meetings", "times you met")
BOTH = Phrase("card-both", "a step both did")
ONE = Phrase("card-one", "a step one did")
MET = Phrase("card-met", "you met")


def is_earned(telling: Telling, tie: Tie) -> bool:
    """Whether there is something to look back on gladly."""
    days = day_together(tie, telling.now.date())
    return days >= WORTH_A_CARD.get(tie.match.reason, days + 1)


def send(telling: Telling, tie: Tie, text: str, buttons: tuple[Button, ...] = ()) -> None:
    """Send the card, with these words under it."""
    drawn = Drawn("recap", values(telling, tie))
    telling.send(File("photo", "side-by-side.png", "image/png", drawn, text, buttons))


def values(telling: Telling, tie: Tie) -> dict[str, Json]:
    """What is on the card, as `bot.pictures.recap` reads it."""
    program = program_of(telling, tie)
    first, last = introduced(tie), tie.match.since.date()
    quote, by = _quote(telling, tie)
    said: dict[str, Json] = {
        "title": telling.words(TITLE()),
        "names": [telling.person.name, tie.partner.name],
        "program": program.title.in_language(telling.language) if program else "",
        "span": months(first, last, telling.stage.speech.voice(TITLE, telling.language)),
        "language": telling.language,
        "legend": [telling.words(BOTH()), telling.words(ONE()), telling.words(MET())],
        "quote": quote,
        "by": by,
    }
    return said | _figures(telling, tie, program)


def _figures(telling: Telling, tie: Tie, program: Program | None) -> dict[str, Json]:
    walked = max(1, -(-day_together(tie, tie.match.since.date()) // 7))
    met = len(meeting_rounds(tie, program.meetings.every_days)) if program else 0
    numbers = [(walked, WEEK, WEEKS)]
    weeks: list[Json] = []
    if program is not None and tie.journey is not None:
        walked = min(walked, program.weeks) if program.weeks else walked
        done = sum(any(_did(tie.journey, step, side) for side in SIDES) for step in tie.journey.steps)
        numbers = [(walked, WEEK, WEEKS), (done, STEP, STEPS)]
        weeks = [dict(one) for one in _weeks(telling, tie, program, tie.journey)[:walked]]
    numbers.append((met, MEETING, MEETINGS))
    shown: list[Json] = [
        {"value": str(count), "label": telling.words((one if count == 1 else many)())}
        for count, one, many in numbers
        if count
    ]
    return {"numbers": shown, "weeks": weeks}


def _weeks(telling: Telling, tie: Tie, program: Program, journey: Journey) -> list[Mapping[str, Json]]:
    """For each week how many of the two did its step, and whether they met."""
    done = dict.fromkeys(range(1, program.weeks + 1), 0)
    way = Way(program, journey, tie.match.side(telling.person.id), hours_of(telling, tie))
    for week, step in way.weekly():
        if week in done:
            done[week] = max(done[week], sum(_did(journey, step.id, side) for side in SIDES))
    dates = (one.get("on") for one in entries(tie, "meetings") if one.get("said") == "met")
    met = {journey.week(dt.date.fromisoformat(date)) for date in dates if isinstance(date, str)}
    return [{"done": count, "met": week in met} for week, count in done.items()]


def _did(journey: Journey, step: str, side: str) -> bool:
    return told_of(journey, step, side).get("did") == "done"


def _quote(telling: Telling, tie: Tie) -> tuple[str, str]:
    """What the partner takes along, where they passed it on; else what this person does."""
    said = kept(tie).get("farewell")
    sides = said if isinstance(said, dict) else {}
    mine, theirs = sides.get(tie.match.side(telling.person.id)), sides.get(tie.match.side(tie.partner.id))
    if isinstance(theirs, dict) and theirs.get("passed") and theirs.get("along"):
        return str(theirs["along"]), tie.partner.name
    if isinstance(mine, dict) and mine.get("along"):
        return str(mine["along"]), telling.person.name
    return "", ""


PHRASES = (TITLE, WEEK, WEEKS, STEP, STEPS, MEETING, MEETINGS, BOTH, ONE, MET)

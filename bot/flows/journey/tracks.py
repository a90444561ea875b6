"""Another way through the program: the mentee chooses a track that fits what they work towards now."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.hours import hours_for, own_membership, today_of
from bot.flows.journey.way import SIDES, TOO_LATE, Way, with_told
from bot.flows.matches.keeping import keep_journey, look_at_prompts
from bot.flows.matches.planning import tell_partner
from bot.flows.matches.presence import waits_for_day
from bot.flows.matches.ties import tie_asked, tie_due
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.words.journeys import Journey
from bot.words.matches import Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

CHOSEN = Phrase(
    "track-chosen", "Good. From here on your steps are those of “{track}”. What you have done so far counts as before."
)
SAME = Phrase("track-same", "Good, everything stays as it is.")
KEEP = Phrase("track-keep", "Leave it as it is")
NONE = Phrase("track-none", "In this program everyone takes the same steps.")
MENTEES = Phrase("track-mentees", "{partner} chooses the track. Talk about it together: {partner} can change it here.")
TOLD = Phrase("track-told", "{partner} has chosen another track: “{track}”. The next steps are from there.")


def begin(telling: Telling, tie: Tie, _: str = "") -> None:
    """Ask which track fits."""
    journey = tie.journey
    program = telling.stage.program_of(journey) if journey and journey.status != "ended" else None
    if program is None or len(program.tracks) < 2:
        telling.say(telling.words(NONE()))
    elif tie.match.side(telling.person.id) != "mentee":
        telling.say(telling.words(MENTEES(partner=tie.partner.name)))
    else:
        telling.open_run("changingtrack", tie.match.program, {"match": tie.match.id})
        advance(telling)


def tracks(telling: Telling) -> Shape:
    """The tracks of this journey's program."""
    tie = tie_asked(telling)
    program = telling.stage.program_of(tie.journey) if tie and tie.journey else None
    found = program.tracks if program else {}
    named = [Labelled(_key(at), one.title.first, one.title.words) for at, one in enumerate(found.values())]
    keep = telling.words(KEEP())
    return Choice.of([*named, Labelled("keep", keep, {telling.language: keep})])


def take(telling: Telling) -> None:
    """Go on with the track that was chosen."""
    tie, chosen = tie_asked(telling), telling.run.answers.get("track")
    telling.close_run()
    journey = tie.journey if tie else None
    program = telling.stage.program_of(journey) if journey and journey.status != "ended" else None
    if tie is None or journey is None or program is None:
        telling.say(telling.words(NONE()))
        return
    name = next((name for at, name in enumerate(program.tracks) if _key(at) == chosen), journey.track)
    if name == journey.track:
        telling.say(telling.words(SAME()))
    else:
        _take(telling, tie, journey, name)


class ChangingTrack(Flow):
    """Which way through the program fits."""

    track = Ask("Which of these fits what you work towards now?", FromScene(tracks), counted=False)
    taken = Do(take)


def tell_partner_of_it(telling: Telling, due: Due) -> None:
    """The mentee took another track."""
    tie = tie_due(telling, due)
    journey = tie.journey if tie else None
    program = telling.stage.program_of(journey) if journey else None
    if tie is not None and journey is not None and program is not None and journey.track in program.tracks:
        if waits_for_day(telling, due):
            return
        title = program.tracks[journey.track].title.in_language(telling.language)
        telling.say(telling.words(TOLD(partner=tie.partner.name, track=title)))


def _take(telling: Telling, tie: Tie, journey: Journey, chosen: str) -> None:
    program = telling.stage.program_of(journey) or telling.stage.programs[journey.program]
    journey = replace(journey, track=chosen)
    today = today_of(telling)
    for side in SIDES:
        mine = side == "mentee"
        membership = own_membership(telling, journey.program, side) if mine else tie.membership
        zone = telling.person.zone if mine else tie.partner.zone
        way = Way(program, journey, side, hours_for(program, membership, zone))
        # What this track had in the weeks before is not made up for; the week they are in still is.
        for each in way.coming():
            if not each.again and each.day <= today - TOO_LATE:
                journey = with_told(journey, each.step, side, passed_over="track")
    keep_journey(telling, journey)
    look_at_prompts(telling, tie.match)
    tell_partner(telling, tie.match, "track-changed")
    title = program.tracks[chosen].title.in_language(telling.language)
    telling.say(telling.words(CHOSEN(track=title)))


def _key(at: int) -> str:
    return f"track{at}"


PHRASES = (KEEP, CHOSEN, SAME, NONE, MENTEES, TOLD)

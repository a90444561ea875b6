"""The mentee meets whoever was found for them, up to three people and what they share, and picks whom to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.keeping import move, record
from bot.flows.matches.planning import plan, plan_kindly, unplan
from bot.flows.matches.presence import note_here, partner_sleeps
from bot.flows.matches.ties import proposals, ties_in
from bot.flows.pairing.ground import common_ground
from bot.flows.pairing.partners import can_be_asked, own_words
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.flows.understanding.yes_and_no import YES
from bot.texts.dates import day
from bot.words.matches import Match, Tie
from bot.words.phrases import Phrase

OFFERED = frozenset({"offered"})
ONE = Phrase("suggestions-one", "Good news, {name}: I found someone who could be a good mentor for you.")
MORE = Phrase("suggestions-more", "Good news, {name}: I found {count} people who could be a good mentor for you.")
NEXT = Phrase("suggestions-next", "There is someone else who could be a good mentor for you.")
WHO = Phrase("suggestions-who", "{mentor}\nWork: {work}")
OWN_WORDS = Phrase("suggestions-own-words", "In their own words: “{words}”")
ASK_THEM = Phrase("suggestions-ask", "Ask {mentor}")
OTHERS = Phrase("suggestions-others", "Someone else, please")
ASKED = Phrase(
    "suggestions-asked",
    "Good choice! I have asked {mentor}. They have until {day} to answer, and I will write to you either way.",
)
ASKED_BY_DAY = Phrase(
    "suggestions-asked-by-day",
    "Good choice! It is late where {mentor} is, so I ask in the morning. They have until {day} to answer, and I will "
    "write to you either way.",
)
GONE = Phrase("suggestions-gone", "I'm sorry, {mentor} has just become unavailable. It has nothing to do with you.")
LOOK_AGAIN = Phrase(
    "suggestions-look-again",
    "All right. I will look again and write to you when I find someone else. You keep your place on the list.",
)
LOOKING = Phrase("suggestions-looking", "Good, I am looking again. I will write to you when I find someone.")
LOOKING_FROM = Phrase(
    "suggestions-looking-from",
    "Good, I have noted it. From {day} on I look for someone, and write to you when I find them.",
)
NOT_POSSIBLE = Phrase(
    "suggestions-not-possible",
    "The mentor I asked for you can't take this on after all. That happens, and it says nothing about you.",
)
FIRST_IN_LINE = Phrase(
    "suggestions-first-in-line", "You are among the first in line in the next round. I keep looking."
)


def suggested(telling: Telling) -> Shape:
    """One button for each suggestion, and one to ask for others; a "yes" means the only one there is."""
    language, offered = telling.language, _offered(telling)
    agreeing = tuple(YES) if len(offered) == 1 else ()
    options = []
    for tie in offered:
        said = telling.words(ASK_THEM(mentor=tie.partner.name))
        options.append(Labelled(_key(tie), said, {language: said}, also=(tie.partner.name, *agreeing)))
    others = telling.words(OTHERS())
    return Choice.of([*options, Labelled("others", others, {language: others})])


def tell_suggestions(telling: Telling) -> Mapping[str, str]:
    """Everyone suggested, each with common ground and their own words."""
    offered = _offered(telling)
    said = telling.run.answers.get("again")
    lead = (
        (NEXT() if said else ONE(name=telling.person.name))
        if len(offered) < 2
        else (MORE(name=telling.person.name, count=len(offered)))
    )
    cards = [_card(telling, tie) for tie in offered]
    numbered = cards if len(cards) < 2 else [f"{at}. {card}" for at, card in enumerate(cards, 1)]
    return {"suggestions": "\n\n".join([telling.words(lead), *numbered])}


def ask_picked(telling: Telling) -> None:
    """Ask the mentor who was picked; the others stay in reserve without a seat. Or let them all go."""
    picked = telling.run.answers.get("pick")
    tie = next((tie for tie in _offered(telling) if _key(tie) == picked), None)
    program = telling.run.variant
    telling.close_run()
    if picked == "others":
        let_go(telling, program, "others", "mentee")
        telling.say(telling.words(LOOK_AGAIN()))
    elif tie is None:
        telling.say(telling.words(NOT_POSSIBLE()))
        show_suggestions(telling, program, again=True)
    elif not can_be_asked(telling, tie):
        move(telling, tie.match, "dropped", "unavailable", "system")
        telling.say(telling.words(GONE(mentor=tie.partner.name)))
        show_suggestions(telling, program, again=True)
    else:
        ask(telling, tie)


def ask(telling: Telling, tie: Tie) -> None:
    """The mentor is asked, with a time limit; a spare suggestion keeps no seat."""
    program = telling.stage.programs[tie.match.program]
    for other in _offered(telling, tie.match.program):
        if other.match.id != tie.match.id:
            move(telling, other.match, "spare")
    match = note_here(telling, move(telling, tie.match, "asked"))
    _unplan_offer(telling, match)
    until = telling.now + dt.timedelta(days=program.matching.mentor_days)
    plan(telling, match, "invite", person=match.mentor)
    plan_kindly(telling, match, "invite-remind", telling.now + (until - telling.now) / 2, match.mentor)
    plan_kindly(telling, match, "invite-over", until, match.mentor)
    shown = day(until, telling.person.zone, telling.language)
    said = ASKED_BY_DAY if partner_sleeps(telling, tie) else ASKED
    telling.say(telling.words(said(mentor=tie.partner.name, day=shown)))


class Suggestions(Flow):
    """Who was found for a mentee, and whom they would like to ask."""

    pick = Ask(
        "{suggestions}\n\nWhom shall I ask? They only see the name you gave me, and what you have in common.",
        FromScene(suggested),
        values=tell_suggestions,
        counted=False,
    )
    picked = Do(ask_picked)


def show_suggestions(telling: Telling, program: str, *, again: bool = False) -> None:
    """Ask the mentee to pick, or say that the search goes on where nobody is left."""
    if not _offered(telling, program):
        telling.say(telling.words(FIRST_IN_LINE()))
        return
    telling.open_run("suggestions", program, {"again": True} if again else {})
    advance(telling)


def look_again(telling: Telling) -> None:
    """The mentee would like suggestions once more."""
    away = []
    for membership in telling.scene.memberships:
        record(telling, membership.program, membership.role, resting=None)
        until = membership.record.get("away_until")
        if isinstance(until, str) and until > telling.now.date().isoformat():
            away.append(dt.datetime.combine(dt.date.fromisoformat(until), dt.time(12), dt.timezone.utc))
    if away and len(away) == len(telling.scene.memberships):
        telling.say(telling.words(LOOKING_FROM(day=day(min(away), "UTC", telling.language))))
    else:
        telling.say(telling.words(LOOKING()))


def _card(telling: Telling, tie: Tie) -> str:
    told = tie.membership.profile.get("profession") if tie.membership else None
    work = told.get("own") if isinstance(told, dict) else told
    name = tie.partner.name
    lines = [telling.words(WHO(mentor=name, work=work)) if isinstance(work, str) and work else name]
    lines.append(common_ground(telling, tie))
    if own_words(tie):
        lines.append(telling.words(OWN_WORDS(words=own_words(tie))))
    return "\n".join(lines)


def _offered(telling: Telling, program: str = "") -> list[Tie]:
    program = program or telling.run.variant
    offered = [t for t in ties_in(telling, OFFERED, program) if t.match.mentee == telling.person.id]
    return sorted(offered, key=lambda tie: (tie.match.rank, tie.match.id))


def _key(tie: Tie) -> str:
    return f"m{tie.match.id:x}"


def _unplan_offer(telling: Telling, match: Match) -> None:
    unplan(telling, match, "offer-remind")
    unplan(telling, match, "offer-over")


def let_go(telling: Telling, program: str, reason: str, by: str) -> None:
    """Close every suggestion that is not with a mentor already."""
    for tie in proposals(telling, program):
        if tie.match.status in {"held", "offered", "spare"} and tie.match.mentee == telling.person.id:
            _unplan_offer(telling, tie.match)
            move(telling, tie.match, "dropped", reason, by)


PHRASES = (
    ONE, MORE, NEXT, WHO, OWN_WORDS, ASK_THEM, OTHERS, ASKED, ASKED_BY_DAY, GONE, LOOK_AGAIN, LOOKING,
    LOOKING_FROM, NOT_POSSIBLE, FIRST_IN_LINE,
)  # fmt: skip

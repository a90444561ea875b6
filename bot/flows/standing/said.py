"""Where someone stands, as they are told outside of any question: with whom they walk, or what they wait for."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import resume
from bot.flows.matches.ties import ties_in
from bot.flows.standing.buttons import verb_button
from bot.flows.talking.labels import offer_button, offers, paused_it
from bot.flows.training.readiness import in_words, mentorships, unready, verb_of
from bot.words.matches import Tie
from bot.words.messages import Button
from bot.words.phrases import Line, Phrase

STANDING = Phrase(
    "standing-waiting",
    "Nothing to do right now, {name}. You are on the list for {program}, "
    "and I will write to you here when there is news.",
)
STANDING_ASKED = Phrase(
    "standing-asked",
    "Nothing to do right now, {name}. I have asked {mentor}, who has a few days to answer. "
    "I will write to you here either way.",
)
_ASKED = frozenset({"asked", "declined"})
"""The mentor has not answered, as far as the mentee knows."""
STANDING_UNREADY = Phrase("standing-unready", "You are on the list for {program}, {name}.")
STANDING_OPEN = Phrase(
    "standing-open",
    "You are in the middle of a few questions. Open our messages to go on where you stopped.",
)
STANDING_NEW = Phrase(
    "standing-new",
    'I help people find a mentor, or become one. Write "hi" in our messages to begin. It takes about five minutes.',
)
OPEN_HERE = Phrase("standing-open-here", "We are in the middle of a few questions. This one is open:")
STANDING_STOPPED = Phrase(
    "standing-stopped",
    "You asked me to stop, so I don't write to you. To go on, write /start.",
)
WITH_MENTOR = Phrase("standing-with-mentor", "{partner} is your mentor in {program}.")
WITH_MENTEE = Phrase("standing-with-mentee", "You are {partner}'s mentor in {program}.")
I_PAUSED = Phrase("standing-i-paused", "You are taking a break from your match with {partner} ({program}).")
PARTNER_PAUSED = Phrase("standing-partner-paused", "{partner} ({program}) is taking a break just now.")
PROGRAM_PAUSED = Phrase(
    "standing-program-paused",
    "Your match with {partner} is resting for now. The people who look after {program} will be in touch.",
)
WELCOME = Phrase("standing-welcome", "You're welcome! 🌱 I write to you here when there is news.")
SORRY = Phrase(
    "standing-sorry",
    "Something went wrong on my side, and your last message was not saved. I have told the people who run me. "
    "Please try once more.",
)


def training_buttons(telling: Telling) -> tuple[Button, ...]:
    """The way on for a mentor who is not ready yet, and walks with nobody."""
    left = None if ties_in(telling) else unready(telling)
    return (verb_button(telling, verb_of(telling, left)),) if left else ()


def standing(telling: Telling) -> Line:
    """Where this person stands, in a sentence or two."""
    person = telling.scene.person
    if person is None or (not telling.going and not telling.scene.memberships):
        return STANDING_NEW()
    if not person.active:
        return STANDING_STOPPED()
    if telling.going and (telling.run.flow == "onboarding" or not telling.scene.memberships):
        return STANDING_OPEN()
    asked = [tie for tie in ties_in(telling, _ASKED) if tie.match.mentee == person.id]
    if asked:
        return STANDING_ASKED(name=person.name, mentor=asked[0].partner.name)
    titles = {telling.title_of(m.program): None for m in telling.scene.memberships}
    phrase = STANDING_UNREADY if unready(telling) else STANDING
    return phrase(name=person.name, program=", ".join(titles))


def standing_words(telling: Telling) -> str:
    """Where this person stands, with those they walk with."""
    is_asked = telling.going and telling.run.flow == "onboarding"
    is_free = telling.scene.person is not None and telling.person.active and not is_asked
    together = ties_in(telling) if is_free else []
    said = "\n".join(_together(telling, tie) for tie in together) or telling.words(standing(telling))
    asks = is_free and not together
    missing = [in_words(telling, mentoring) for mentoring in mentorships(telling)] if asks else []
    return "\n\n".join(filter(None, (said, *missing)))


def standing_buttons(telling: Telling) -> tuple[Button, ...]:
    """What can be done about one partner; with several, writing to each."""
    if telling.scene.person is None or not telling.person.active:
        return ()
    together = ties_in(telling)
    if len(together) == 1:
        return offers(telling, together[0])
    return tuple(
        offer_button(telling, "write" if tie.match.status == "open" else "resume", tie)
        for tie in together
        if tie.match.status == "open" or paused_it(telling, tie)
    )


def tell_standing(telling: Telling) -> None:
    """Say where they stand, with the few things they can do; amid the first questions, the one that is open."""
    if telling.going and telling.run.flow == "onboarding":
        resume(telling, telling.words(OPEN_HERE()))
        return
    buttons = (verb_button(telling, "change"), verb_button(telling, "forget")) if telling.scene.memberships else ()
    telling.say(standing_words(telling), (*training_buttons(telling), *standing_buttons(telling), *buttons))


def _together(telling: Telling, tie: Tie) -> str:
    is_mentee = tie.match.side(telling.person.id) == "mentee"
    phrase = WITH_MENTOR if is_mentee else WITH_MENTEE
    if tie.match.status == "paused":
        phrase = I_PAUSED if paused_it(telling, tie) else PARTNER_PAUSED
        phrase = PROGRAM_PAUSED if tie.match.by == "coordinator" else phrase
    return telling.words(phrase(partner=tie.partner.name, program=telling.title_of(tie.match.program)))


PHRASES = (
    STANDING, STANDING_ASKED, STANDING_UNREADY, STANDING_OPEN, STANDING_NEW, OPEN_HERE, STANDING_STOPPED,
    WITH_MENTOR, WITH_MENTEE, I_PAUSED, PARTNER_PAUSED, PROGRAM_PAUSED, WELCOME, SORRY,
)  # fmt: skip

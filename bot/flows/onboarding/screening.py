"""Consent and the age screen: what must be settled before anything else is kept.

The screen is neutral: nothing said before or at the refusal hints at a threshold, and the same address gets the same
answer until the date it may be lifted. Only the outcome is kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from bot.flows.engine.flow import Ask, When
from bot.flows.engine.telling import Telling
from bot.flows.shapes.ages import own_age
from bot.flows.shapes.birth import lift_of
from bot.words.effects.people import RecordConsent, RefuseAge, SaveAddress, WipeInbound
from bot.words.messages import Content, Typed
from bot.words.people import Adult, Consent, Person
from bot.words.phrases import Phrase

REFUSED = Phrase(
    "screening-refused",
    "Thank you for telling me. I'm sorry, I can't offer you a place in this program at the moment. "
    "It has nothing to do with you as a person, and I have deleted what you told me.\n\n"
    "You don't have to manage alone: a teacher, a librarian or someone you trust can help you find people near you. "
    "And findahelpline.com lists free, confidential lines to talk to, in every country.\n\n"
    "I wish you all the best.",
)
THANKS = Phrase("screening-thanks", "Thank you.")
DECLINED = Phrase(
    "screening-declined",
    "That's fine. I have kept nothing of what you told me. If you change your mind, just write to me again.",
)

unscreened = When(lambda: "age not known yet", lambda facts: facts.person.adult is None)


def take_in(telling: Telling) -> None:
    """Keep a stranger as a person at this address; nothing but the language of their app is known of them."""
    inbound = telling.inbound
    language = telling.stage.speech.closest(inbound.language) if inbound and inbound.language else ""
    telling.keep_person(Person(telling.moment.ids(), telling.now, language=language))
    telling.wish(SaveAddress(telling.scene.address, telling.person.id))


def agree(telling: Telling) -> None:
    """Enter the answer about consent into the ledger, with the wording it was given to; a no ends it all."""
    enter_consent(telling, "onboarding")


def enter_consent(telling: Telling, kind: str) -> None:
    """The same for any kind of consent that is asked for: "onboarding" or "staff"."""
    if telling.facts.answers.get("consent") != "yes":
        telling.forget_person()
        telling.say(telling.words(DECLINED()))
        return
    wording = wording_version(telling, "consent")
    telling.wish(RecordConsent(Consent(telling.person.id, kind, wording, given=True, at=telling.now)))


def screen_age(telling: Telling) -> None:
    """Keep "adult, when, by which wording"; or keep nothing but a hash of the address and a date."""
    outcome = telling.fresh.get("born")
    match outcome:
        case {"adult": True}:
            adult = Adult(telling.now, wording_version(telling, "born"))
            telling.keep_person(replace(telling.person, adult=adult))
            telling.lead = telling.words(THANKS())
        case {"adult": False, "lift": str(lift)}:
            turn_away(telling, dt.date.fromisoformat(lift))
        case _:
            again = tuple(name for name in telling.run.passed if name not in {"born", "adult"})
            telling.keep_run(replace(telling.run, passed=again))


def turn_away(telling: Telling, until: dt.date) -> None:
    """Forget all they told, keep a hash of the address and the date from which they may come back, and end warmly."""
    telling.forget_person()
    telling.wish(WipeInbound(), RefuseAge(telling.scene.address, until))
    telling.scene = replace(telling.scene, lift=until)
    refuse(telling)


def told_unasked(telling: Telling, content: Content) -> dt.date | None:
    """The date until which somebody is turned away who tells their age as an answer to another question, while they
    are in no program yet; None otherwise."""
    if not telling.going or telling.run.flow != "onboarding" or telling.scene.memberships:
        return None
    if not isinstance(content, Typed) or telling.run.open == "born":
        return None
    age = own_age(content.text, telling.language)
    return None if age is None else lift_of(age, telling.now.date())


def refuse(telling: Telling) -> None:
    """The warm end, the same every time."""
    telling.say(telling.words(REFUSED()))


def wording_version(telling: Telling, name: str) -> str:
    """Which words were read: their language and a short hash of them."""
    script = telling.stage.script("onboarding")
    step = script.by_name[name]
    text = telling.words(script.phrase(step)()) if isinstance(step, Ask) else ""
    digest = hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
    return f"{telling.language}:{digest}"


PHRASES = (REFUSED, THANKS, DECLINED)

"""What is said outside a question: where you stand, help, privacy, stopping, and being forgotten."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import resume
from bot.flows.pairs.ties import ties_in
from bot.flows.resources.crisis import places_to_turn_to
from bot.flows.talking.labels import offer_button, offers, paused_it
from bot.flows.training.readiness import has_training_left, in_words, mentorships, unready, verb_of
from bot.texts.naming import joined
from bot.words.matches import Tie
from bot.words.messages import Button
from bot.words.phrases import Line, Phrase

NEXT_MENTEE = Phrase(
    "standing-next-mentee",
    "Thank you, {name}! You are on the list for {program}.\n\n"
    "What happens next: we look for a mentor who fits you. This can take some days, sometimes a few weeks, because "
    "we would rather find a good match than a quick one. I will write to you here as soon as there is someone. "
    "You don't need to do anything until then.",
)
NEXT_MENTOR = Phrase(
    "standing-next-mentor",
    "Thank you, {name}! You are on the list of mentors for {program}.\n\n"
    "What happens next: you get ready, here in this chat and at your own pace. Then I look for someone you can walk "
    "alongside. This can take some weeks. I will write to you here.",
)
NEXT_BOTH = Phrase(
    "standing-next-both",
    "Thank you, {name}! You are on both lists for {program}: to find a mentor, and to become one.\n\n"
    "What happens next: I look for a mentor for you. Meanwhile you can get ready to be one yourself, here in this chat "
    "and at your own pace. Both can take some weeks. I will write to you here.",
)
NEXT_READY = Phrase(
    "standing-next-ready",
    "Thank you, {name}! You are on the list of mentors for {program}.\n\n"
    "What happens next: I look for someone you can walk alongside. This can take some weeks. I will write to you here.",
)
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
NEW_HERE = Phrase(
    "standing-new-here",
    "I help people find a mentor, or become one. To begin, press the button or write “hi”. "
    "It takes about five minutes.",
)
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
HELP_TOGETHER = Phrase(
    "standing-help-together",
    "You and {partners} can write to each other here:\n"
    "• answer one of their messages, or /write – I pass your words on\n"
    "• “week 3”, “resources” or “find CV” – what the program has on it\n"
    "• /pause – take a break, /end – end a match\n"
    "• /report – tell the program about a problem; they are not told",
)
HELP = Phrase(
    "standing-help",
    "I ask a few short questions and then look for someone who fits you. "
    "You can press a button or write your answer.\n\n"
    "At any time you can write:\n"
    "• back – to the question before\n"
    "• skip – leave a question out, where that is possible\n"
    "• start over – from the beginning\n"
    "• /privacy – what I keep, and who sees it\n"
    "• /stop – I stop writing to you\n"
    "• /delete – I forget everything about you",
)
HELP_WAITING = Phrase(
    "standing-help-waiting",
    "You are on the list, and I write to you here when there is news. If something about you has changed, write "
    "“change my answers”.",
)
HELP_STAFF = Phrase(
    "standing-help-staff",
    "You help to run the program. Write /desk to see who needs you today, and what else you can do there.",
)
HELP_STEP = Phrase(
    "standing-help-step",
    "• “done”, “later” or “tell me more” – about this week's step, “pause the steps” – for exam weeks and the like",
)
HELP_OPEN = Phrase(
    "standing-help-open", "To the question that is open you can also write “back”, or “skip” where that is possible."
)
HELP_ALWAYS = Phrase(
    "standing-help-always",
    "At any time:\n"
    "• /language – speak another language\n"
    "• /privacy – what I keep, and who sees it\n"
    "• /stop – I stop writing to you\n"
    "• /delete – I forget everything about you",
)
HELP_HARD = Phrase("standing-help-hard", "When something is too heavy, for you or for someone else, these are there:")
PRIVACY = Phrase(
    "standing-privacy",
    "What I keep: the answers you give me, encrypted, and that you passed the age question (not your date of birth).\n"
    "Who sees it: the coordinators of your program. Someone I suggest you to sees the name you gave me, what you two "
    "have in common, and, if you are a mentor, your work and what you wrote about yourself.\n"
    "What you write to your mentor or mentee: I pass it on and keep it for a week, encrypted. The program reads it "
    "only if one of you reports a problem, and then only the messages around it.\n"
    "Who does not: nobody else. Nothing is sold, and there is no advertising.\n"
    "How long: until you delete it. Answers you never finish are deleted after 30 days.\n\n"
    "To delete everything, write /delete.",
)
STOPPED = Phrase(
    "standing-stop",
    "All right, I stop here and won't write to you any more. What you told me is still kept, so that you can go on "
    "later: just write /start. If you would rather have me forget everything, press the button or write /delete.",
)
STOPPED_STAFF = Phrase(
    "standing-stop-staff",
    "When somebody reports a problem, I still tell you, because you help to run the program. "
    "To end that as well, write /desk and press People.",
)
FORGOTTEN = Phrase(
    "standing-forgotten",
    "Done. I have deleted everything you told me. All the best, and if you ever want to begin again, just write to me.",
)
NOTHING_KEPT = Phrase("standing-nothing-kept", "There is nothing to delete: I don't keep anything about you.")
REMINDER = Phrase(
    "standing-reminder",
    "Hello again! You stopped in the middle of a few questions. There is no hurry, your answers are safe. "
    "Shall we go on?",
)
LAST_REMINDER = Phrase(
    "standing-last-reminder",
    "Hello! Your answers from last time are still here. If you'd like to go on, just answer below. "
    "If not, that's fine too: I will delete them in three weeks and not write again.",
)
WELCOME = Phrase("standing-welcome", "You're welcome! 🌱 I write to you here when there is news.")
FORGET = Phrase("standing-forget", "Delete everything")
FORGET_YES = Phrase("standing-forget-yes", "Yes, forget everything")
FORGET_NO = Phrase("standing-forget-no", "No, keep it")
KEPT = Phrase("standing-kept", "Good, I keep everything as it is.")
CHANGE_ANSWERS = Phrase("standing-change", "Change my answers")
GO_ON = Phrase("standing-go-on", "Go on")
BEGIN = Phrase("standing-begin", "Begin")
LOOK = Phrase("standing-look-again", "Look again")
WIDEN = Phrase("standing-widen", "Widen my wishes")
NARROW = Phrase("standing-narrow", "Keep to my wishes")
TRAINING = Phrase("standing-training", "Begin the training")
TRAINING_ON = Phrase("standing-training-on", "Go on with the training")
ABOUT_ME = Phrase("standing-about-me", "A few words about me")
BECOME = Phrase("standing-become-mentor", "Become a mentor")
LESSONS = Phrase("standing-lessons", "Read a lesson again")
SORRY = Phrase(
    "standing-sorry",
    "Something went wrong on my side, and your last message was not saved. I have told the people who run me. "
    "Please try once more.",
)
LANGUAGE_SET = Phrase("standing-language", "All right, we go on in English.")

VERBS = {
    "forget": FORGET,
    "forget-yes": FORGET_YES,
    "forget-no": FORGET_NO,
    "change": CHANGE_ANSWERS,
    "go-on": GO_ON,
    "begin": BEGIN,
    "look-again": LOOK,
    "widen": WIDEN,
    "narrow": NARROW,
    "training": TRAINING,
    "training-on": TRAINING_ON,
    "about-me": ABOUT_ME,
    "lessons": LESSONS,
    "become-mentor": BECOME,
}
LEADS_ON = frozenset({"begin", "training", "training-on", "about-me"})


def verb_button(telling: Telling, verb: str) -> Button:
    """A button that means the same wherever it stands, and can be typed as well."""
    return Button(telling.words(VERBS[verb]()), f"do.{verb}", "done" if verb in LEADS_ON else "nav")


def tell_next(telling: Telling) -> None:
    """The honest end of onboarding, with the way on for mentors."""
    mine = [m for m in telling.scene.memberships if m.program == telling.run.variant]
    roles, mentoring = {m.role for m in mine}, next((m for m in mine if m.role == "mentor"), None)
    has_left = mentoring is not None and has_training_left(mentoring)
    alone = NEXT_MENTEE if mentoring is None else NEXT_MENTOR if has_left else NEXT_READY
    phrase = NEXT_BOTH if len(roles) == 2 and has_left else alone if len(roles) == 1 else NEXT_MENTEE
    said = [telling.words(phrase(name=telling.person.name, program=program_title(telling, telling.run.variant)))]
    said += [in_words(telling, mentoring)] if mentoring else []
    telling.say("\n\n".join(filter(None, said)), training_buttons(telling))


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
    titles = {program_title(telling, m.program): None for m in telling.scene.memberships}
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


def help_words(telling: Telling) -> str:
    """What one can do, as it fits where they stand: amid the first questions, on the list, or with a partner."""
    together = ties_in(telling)
    is_staff, is_listed = bool(telling.scene.staff), bool(telling.scene.memberships)
    is_new = telling.run.flow == "onboarding" if telling.going else not (is_listed or is_staff)
    if is_new and not together:
        return telling.words(HELP())
    said = [telling.words(HELP_WAITING())] if is_listed else []
    if together:
        partners = joined([tie.partner.name for tie in together], telling.language)
        has_steps = any(tie.journey is not None and tie.journey.status != "ended" for tie in together)
        lines = [HELP_TOGETHER(partners=partners), *([HELP_STEP()] if has_steps else [])]
        said = ["\n".join(map(telling.words, lines))]
    said = [telling.words(HELP_STAFF()), *said] if is_staff else said
    said += [telling.words(HELP_OPEN())] if telling.going and telling.run.flow != "talk" else []
    said.append(telling.words(HELP_ALWAYS()))
    if places := places_to_turn_to(telling):
        said.append(f"{telling.words(HELP_HARD())}\n{places}")
    return "\n\n".join(said)


def _together(telling: Telling, tie: Tie) -> str:
    is_mentee = tie.match.side(telling.person.id) == "mentee"
    phrase = WITH_MENTOR if is_mentee else WITH_MENTEE
    if tie.match.status == "paused":
        phrase = I_PAUSED if paused_it(telling, tie) else PARTNER_PAUSED
        phrase = PROGRAM_PAUSED if tie.match.by == "coordinator" else phrase
    return telling.words(phrase(partner=tie.partner.name, program=program_title(telling, tie.match.program)))


def program_title(telling: Telling, program: str) -> str:
    """The program's title in the reader's language."""
    found = telling.stage.programs.get(program)
    return found.title.in_language(telling.language) if found else "Alongside"


PHRASES = (
    NEXT_MENTEE,
    NEXT_MENTOR,
    NEXT_BOTH,
    NEXT_READY,
    STANDING,
    STANDING_ASKED,
    STANDING_UNREADY,
    STANDING_OPEN,
    STANDING_NEW,
    OPEN_HERE,
    NEW_HERE,
    STANDING_STOPPED,
    WITH_MENTOR,
    WITH_MENTEE,
    I_PAUSED,
    PARTNER_PAUSED,
    PROGRAM_PAUSED,
    HELP_TOGETHER,
    HELP,
    HELP_WAITING,
    HELP_STAFF,
    HELP_STEP,
    HELP_OPEN,
    HELP_ALWAYS,
    HELP_HARD,
    PRIVACY,
    STOPPED,
    STOPPED_STAFF,
    FORGOTTEN,
    NOTHING_KEPT,
    REMINDER,
    LAST_REMINDER,
    KEPT,
    WELCOME,
    SORRY,
    LANGUAGE_SET,
    *VERBS.values(),
)

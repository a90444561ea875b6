"""What one can do at any time, as it fits where one stands, and what is kept of what one says."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.matches.ties import ties_in
from bot.flows.resources.crisis import places_to_turn_to
from bot.texts.naming import joined
from bot.words.phrases import Phrase

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
HELP_TOGETHER = Phrase(
    "standing-help-together",
    "You and {partners} can write to each other here:\n"
    "• answer one of their messages, or /write – I pass your words on\n"
    "• “week 3”, “resources” or “find CV” – what the program has on it\n"
    "• /pause – take a break, /end – end a match\n"
    "• /report – tell the program about a problem; they are not told",
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
    "Who sees it: the coordinators of your program. When I suggest you to someone, they see the name you gave me, what "
    "you two have in common, and, if you are a mentor, your work and what you wrote about yourself.\n"
    "What you write to your mentor or mentee: I pass it on and keep it for a week, encrypted. The program reads it "
    "only if one of you reports a problem, and then only the messages around it.\n"
    "Who does not: nobody else. Nothing is sold, and there is no advertising.\n"
    "How long: until you delete it. Answers you never finish are deleted after 30 days.\n\n"
    "To delete everything, write /delete.",
)


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


PHRASES = (HELP, HELP_WAITING, HELP_STAFF, HELP_TOGETHER, HELP_STEP, HELP_OPEN, HELP_ALWAYS, HELP_HARD, PRIVACY)

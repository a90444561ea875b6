"""Who is this for? What was sent waits, so that nothing is lost and nothing goes to someone it was not meant for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.flows.anytime.helping import PRIVACY
from bot.flows.desk import wanted
from bot.flows.desk.letters import Letter, fresh_letter
from bot.flows.desk.writing_back import send_words
from bot.flows.engine.answering import answer
from bot.flows.engine.asking import question
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.phrases import ANSWERED
from bot.flows.engine.shape import Chosen, Shape
from bot.flows.engine.telling import Telling, run_code
from bot.flows.engine.walk import advance, pose
from bot.flows.matches.ties import tie_of, ties_in
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.flows.talking.relay import obstacle, send
from bot.flows.talking.said import Said
from bot.flows.talking.writing import begin, is_only_partner
from bot.flows.understanding.yes_and_no import NO, YES
from bot.words.folding import normalise
from bot.words.matches import Tie
from bot.words.messages import Content, Edit, Json, Press, Typed
from bot.words.people import Run
from bot.words.phrases import Phrase

WRITER = "writer"
AT_ONCE = dt.timedelta(seconds=20)
"""What comes so soon after the last is added to the question that stands there, without asking anew."""

SEND = Phrase("whom-send", "Shall I pass this on to {partner}?")
SEND_ALL = Phrase("whom-send-all", "Shall I pass these {count} messages on to {partner}?")
WHOM = Phrase("whom-whom", "Who is this for?")
WHOM_ALL = Phrase("whom-whom-all", "Who are these {count} messages for?")
PLACE = Phrase("whom-place", "Shall I show {partner} this place on the map?")
PLACE_WHOM = Phrase("whom-place-whom", "Who shall I show this place to on the map?")
WORD = Phrase("whom-word", "“{word}” is also something you can tell me. Is it for {partner}, or for me?")
ANSWERED_IT = Phrase("whom-answered", "Or was your question for {partner}?")
YES_SEND = Phrase("whom-yes", "Send to {partner}")
NO_SEND = Phrase("whom-no", "No")
NOBODY = Phrase("whom-nobody", "Nobody")
FOR_ME = Phrase("whom-for-me", "It was for you")
TO_WRITER = Phrase("whom-writer", "{partner} (coordinator)")
KEPT_BACK = Phrase("whom-kept-back", "All right, I have not passed it on.")


def ask_for_whom(telling: Telling, said: Said, tie: Tie | None = None, about: str = "") -> None:
    """Let it wait, and ask for whom it is: of all partners, or whether it is for this one.

    `about` is "word" where it may be meant for us as well, "privacy" where it asks who reads along, which is told, and
    "human" where they ask for one, who hears of it whomever it was for.
    """
    if about == "human":
        wanted.noted(telling)
    held: dict[str, Json] = {"match": tie.match.id if tie else 0, "about": about, "drafts": [said.as_json()]}
    telling.open_run("passing", "", held)
    advance(telling)


def add_draft(telling: Telling, said: Said) -> None:
    """One more, while the question is open."""
    run = telling.run
    is_at_once = run.touched_at is not None and telling.now - run.touched_at < AT_ONCE
    telling.keep_run(run, answers={**run.answers, "drafts": [*_drafts(run), said.as_json()], "about": ""})
    if is_at_once and run.asked is not None:
        asked = question(telling)
        telling.change(Edit(run.asked, asked.text, asked.buttons))
    else:
        pose(telling)


def change_draft(telling: Telling, own: str, text: str | None) -> bool:
    """What waits was changed or (None) taken back by its sender; whether it was one of these."""
    run = telling.scene.run
    if not own or run is None or run.flow != "passing" or run.status != "open":
        return False
    drafts = [said for one in _drafts(run) if (said := Said.read(one)) is not None]
    if not any(said.own == own for said in drafts):
        return False
    kept = [replace(said, text=text or "") if said.own == own else said for said in drafts]
    if text is None:
        kept = [said for said in drafts if said.own != own]
    if kept:
        telling.keep_run(run, answers={**run.answers, "drafts": [said.as_json() for said in kept]})
    else:
        telling.close_run()
    return True


def is_answer(telling: Telling, text: str) -> str | None:
    """The option typed words mean. Only exactly these words: anything else is one more message."""
    said = normalise(text)
    shape = question(telling, to_pose=False).shape
    for number, one in enumerate(getattr(shape, "choices", ()), 1):
        if said in {normalise(each) for each in (one.english, *one.also)}:
            return str(one.key)
        if said == str(number) and telling.run.answers.get("match") == 0:
            return str(one.key)
    return None


def given_back(telling: Telling, content: Content) -> Typed | None:
    """The words that were held, once it is said that they were for us."""
    runs = (telling.scene.run, *telling.scene.parked)
    holding = [run for run in runs if run is not None and run.flow == "passing"]
    held = next((run for run in holding if _is_for_me(telling, run, content)), None)
    if held is None or held.status != "open":
        return None
    telling.take_up(run_code(held))
    asked, said = question(telling), Said.read(_drafts(telling.run)[0])
    shown = telling.words(ANSWERED(answer=telling.words(FOR_ME())))
    if telling.run.asked is not None:
        telling.change(Edit(telling.run.asked, f"{asked.text}\n\n{shown}"))
    telling.close_run()
    parked = telling.scene.parked
    telling.scene = replace(telling.scene, run=parked[0] if parked else None, parked=parked[1:])
    return Typed(said.text if said else "")


def _is_for_me(telling: Telling, run: Run, content: Content) -> bool:
    if run.answers.get("about") != "word":
        return False
    match content:
        case Press(data=data):
            return data == f"{run_code(run)}.to.me"
        case Typed(text=text) if run is telling.scene.run:
            return is_answer(telling, text) == "me"
        case _:
            return False


def tell_question(telling: Telling) -> Mapping[str, str]:
    """The question as it is put for what waits."""
    drafts = [Said.read(one) for one in _drafts(telling.run)]
    partners, count = _partners(telling), len(drafts)
    partner = partners[0].partner.name if len(partners) == 1 and _writer(telling) is None else ""
    first = drafts[0] if drafts else None
    if telling.run.answers.get("about") == "word":
        line = WORD(word=first.text if first else "", partner=partner)
    elif telling.run.answers.get("about") == "privacy" and partner:
        return {"question": "\n\n".join(map(telling.words, (PRIVACY(), ANSWERED_IT(partner=partner))))}
    elif telling.run.answers.get("about") == "human" and partner:
        return {"question": f"{wanted.in_words(telling)}\n\n{telling.words(ANSWERED_IT(partner=partner))}"}
    elif count > 1:
        line = SEND_ALL(count=count, partner=partner) if partner else WHOM_ALL(count=count)
    elif first is not None and first.kind == "location":
        line = PLACE(partner=partner) if partner else PLACE_WHOM()
    else:
        line = SEND(partner=partner) if partner else WHOM()
    return {"question": telling.words(line)}


def options(telling: Telling) -> Shape:
    """One button for each partner, and one for nobody; "yes" and "no" where there is one partner only."""
    partners, is_word, writer = _partners(telling), telling.run.answers.get("about") == "word", _writer(telling)
    if len(partners) == 1 and writer is None:
        name = partners[0].partner.name
        no = _labelled(telling, "me", FOR_ME) if is_word else _labelled(telling, "no", NO_SEND, *NO)
        return Choice.of([_labelled(telling, "yes", YES_SEND, *YES, name, partner=name), no])
    named = [Labelled(f"m{tie.match.id:x}", tie.partner.name, {telling.language: tie.partner.name}) for tie in partners]
    if writer is not None:
        named.append(_labelled(telling, WRITER, TO_WRITER, writer.name, partner=writer.name))
    return Choice.of([*named, _labelled(telling, "nobody", NOBODY, *NO)])


def pass_drafts(telling: Telling) -> None:
    """Pass on what waited, in order, or let it go."""
    chosen, drafts, is_word = telling.run.answers.get("to"), _drafts(telling.run), _is_word(telling.run)
    partners = _partners(telling)
    tie = next((one for one in partners if chosen in ("yes", f"m{one.match.id:x}")), None)
    telling.close_run()
    if chosen == WRITER:
        send_words(telling, "\n".join(said.text for said in map(Said.read, drafts) if said is not None))
        return
    if tie is None:
        telling.say(telling.words(KEPT_BACK()))
        return
    if (why := obstacle(telling, tie)) is not None:
        telling.say(telling.words(why[0]), why[1])
        return
    for said in map(Said.read, drafts):
        current = tie_of(telling, tie.match.id)
        if said is not None and current is not None and not send(telling, current, said):
            return
    is_in_talk = any(run.flow == "talk" and run.status == "open" for run in telling.scene.parked)
    if is_only_partner(telling) and not is_in_talk and not is_word:
        begin(telling, tie, passed=True)


class Passing(Flow):
    """What waits until it is said for whom it is."""

    to = Ask("{question}", FromScene(options), values=tell_question, counted=False)
    passed_on = Do(pass_drafts)


def answer_with(telling: Telling, key: str) -> None:
    """Take this option, which was typed."""
    answer(telling, Chosen(key))


def _partners(telling: Telling) -> list[Tie]:
    match = telling.run.answers.get("match")
    known = tie_of(telling, match) if isinstance(match, int) and match else None
    return [known] if known is not None else ties_in(telling)


def _writer(telling: Telling) -> Letter | None:
    """The coordinator who wrote lately and whom these words may answer: only words, sent to nobody by name."""
    drafts = [Said.read(one) for one in _drafts(telling.run)]
    is_open = telling.run.answers.get("match") == 0 and all(said is not None and said.kind == "text" for said in drafts)
    return fresh_letter(telling) if is_open else None


def _labelled(telling: Telling, key: str, phrase: Phrase, *also: str, partner: str = "") -> Labelled:
    said = telling.words(phrase(partner=partner))
    return Labelled(key, said, {telling.language: said}, also)


def _drafts(run: Run) -> list[Json]:
    drafts = run.answers.get("drafts")
    return drafts if isinstance(drafts, list) else []


def _is_word(run: Run) -> bool:
    return run.answers.get("about") == "word"


PHRASES = (
    SEND, SEND_ALL, WHOM, WHOM_ALL, PLACE, PLACE_WHOM, WORD, ANSWERED_IT, YES_SEND, NO_SEND, TO_WRITER, NOBODY, FOR_ME,
    KEPT_BACK,
)  # fmt: skip

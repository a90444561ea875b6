"""What the buttons under a step say, and what they carry: the match, the verb, the step."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.words.matches import Tie
from bot.words.messages import Button
from bot.words.phrases import Phrase

SEND = Phrase("step-button-send", "Send this to {name}")
DONE = Phrase("step-button-done", "Done")
LATER = Phrase("step-button-later", "Later")
SKIP = Phrase("step-button-skip", "Skip this step")
MORE = Phrase("step-button-more", "Tell me more")
DONE_WITH = Phrase("step-button-done-with", "{name}: done")
LATER_WITH = Phrase("step-button-later-with", "{name}: later")
SKIP_WITH = Phrase("step-button-skip-with", "{name}: skip")
MORE_ABOUT = Phrase("step-button-more-about", "{name}: more")
OPEN = Phrase("step-button-open", "Extra: {title}")
CATCH_UP = Phrase("step-button-catch-up", "Catch up: {title}")
SHEET = Phrase("step-button-sheet", "Sheet: {title}")
SEND_OTHER = Phrase("step-button-send-other", "Send no. {number} to {name}")
REST = Phrase("step-button-rest", "Pause the weekly steps")
GO_ON = Phrase("step-button-go-on", "Go on with the steps")
TRACK = Phrase("step-button-track", "Change my track")
TIME = Phrase("step-button-time", "Another day or time")

LABELS = {
    "send": SEND,
    "done": DONE,
    "later": LATER,
    "skip": SKIP,
    "more": MORE,
    "rest": REST,
    "goon": GO_ON,
    "track": TRACK,
    "time": TIME,
}
NAMED = {**LABELS, "done": DONE_WITH, "later": LATER_WITH, "skip": SKIP_WITH, "more": MORE_ABOUT}


def button(telling: Telling, verb: str, tie: Tie, step: str = "", *, named: bool = False) -> Button:
    """The button of a verb about one step; `named` says with whom."""
    label = (NAMED if named else LABELS)[verb](name=tie.partner.name)
    return named_button(verb, tie, step, telling.words(label), "option" if verb in {"send", "done"} else "nav")


def titled_button(telling: Telling, verb: str, tie: Tie, step: str, title: str) -> Button:
    """The button of a verb about a step that needs its title to be told from another one's."""
    return named_button(verb, tie, step, telling.words(NAMED[verb](name=title)))


def named_button(verb: str, tie: Tie, argument: str, label: str, kind: str = "nav") -> Button:
    """A button with words of its own."""
    data = f"pair.{tie.match.id:x}.{verb}"
    return Button(label, f"{data}.{argument}" if argument else data, kind)


def answer_button(tie: Tie, step: str, at: int, label: str) -> Button:
    """The button of an answer where the way parts; answers go by their place, their names are too long."""
    return named_button("pick", tie, f"{step}~{at}", label, "option")


PHRASES = (
    SEND, DONE, LATER, SKIP, MORE, DONE_WITH, LATER_WITH, SKIP_WITH, MORE_ABOUT, OPEN, CATCH_UP, SHEET, SEND_OTHER,
    REST, GO_ON, TRACK, TIME,
)  # fmt: skip

"""How made-up people behave: how often and how soon they answer, what they tap, what they say, and when they go.

The figures are guesses of the right size, not findings: they are there to load a program with all that can happen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.words.messages import Button

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Model:
    """One way to behave.

    `share` of all people have it. `answers` is how likely they react to something they could react to, `hours` the
    median until they do (log-normal). `writes` is how often a week they write to a partner by themselves. `done` is how
    likely a step they answer is done, `met` how likely they say that the two met. `marks` are the lowest and highest
    they give at a check-in. `fades` bounds the weeks after the introduction in which silence begins, `leaves` those in
    which they go for good; None: never. `pauses` is how likely they take a break once.
    """

    name: str
    share: float
    answers: float
    hours: float
    writes: float
    done: float
    met: float
    marks: tuple[int, int]
    fades: tuple[int, int] | None = None
    leaves: tuple[int, int] | None = None
    pauses: float = 0.05


MODELS = (
    Model("keen", 0.30, answers=0.95, hours=2, writes=1.5, done=0.90, met=0.75, marks=(7, 10)),
    Model("busy", 0.45, answers=0.65, hours=18, writes=0.6, done=0.70, met=0.45, marks=(5, 9), pauses=0.12),
    Model("silent", 0.15, answers=0.60, hours=20, writes=0.5, done=0.60, met=0.40, marks=(4, 8), fades=(2, 12)),
    Model("leaving", 0.10, answers=0.65, hours=16, writes=0.6, done=0.60, met=0.40, marks=(2, 7), leaves=(2, 18)),
)
FADED = 0.04
"""How likely someone who has gone silent reacts to anything."""
MATCHING = 0.85
"""How likely someone answers, at least, as long as nobody has been found for them."""
RESOLVED = 0.97
"""How likely someone who wants to end a match answers what they are asked about it, and everything after."""
WAYS_TO_LEAVE = {"end": 0.6, "block": 0.25, "stop": 0.15}
"""Ending the match with a tap; blocking the bot; the word "stop"."""
STEPS = {"done", "later", "skip"}
WEIGHTS: Mapping[str, float] = {
    "accept": 9, "decline": 1, "question": 0.5, "others": 0.6,
    "finished": 1, "no_time": 3, "no_fit": 1, "no_contact": 1.5, "stay": 0.3,
    "wait": 2, "end": 1, "yes": 3, "no": 1,
}  # fmt: skip
"""How readily an option is taken beside others; 1 where nothing is said."""
SENDS = 0.25
"""How often someone taps the line that a step brings for the partner."""
SMALL_TALK = (
    "Hi! How was your week?",
    "Thank you, that helped me a lot.",
    "Can we talk on Thursday evening?",
    "I tried what you said, and it worked better than I thought.",
    "I'm a bit tired this week, but all right.",
    "Here is what I wrote. What do you think of it?",
    "Yes, that suits me well.",
    "I have a question about the form you mentioned.",
)


def model_of(rng: Random) -> Model:
    """The model of one person."""
    return rng.choices(MODELS, [model.share for model in MODELS])[0]


def wait(model: Model, rng: Random) -> dt.timedelta:
    """How long this one takes to react: at least some minutes, a few days at most."""
    hours = model.hours * rng.lognormvariate(0, 1)
    return dt.timedelta(seconds=min(max(hours * HOUR, 600), 5 * 24 * HOUR))


def chosen(model: Model, buttons: Sequence[Button], rng: Random) -> list[Button]:
    """What someone taps of these, one after another; nothing where no button is a fitting answer (they may write)."""
    finish = [button for button in buttons if button.kind == "done"]
    if finish and is_ticked(buttons):
        return finish[:1]
    named = [(button, _name(button.data)) for button in buttons if not _name(button.data).startswith("~")]
    if any(name in STEPS and button.data[:5] == "pair." for button, name in named):
        return _about_steps(model, named, rng)
    if any(name == "not_yet" for _, name in named):
        met, rest = model.met, 1 - model.met
        return _weighed(named, {"met": met, "planned": rest * 0.4, "not_yet": rest * 0.58, "not_right": 0.02}, rng)
    numbers = [(button, int(name)) for button, name in named if name.isdecimal()]
    if len(numbers) > 2:
        low, high = model.marks
        return [rng.choice([button for button, number in numbers if low <= number <= high] or [numbers[-1][0]])]
    options = [(button, name) for button, name in named if button.kind == "option" and button.data[:5] != "pair."]
    # A single "Done" ends what they came to write; pressed a day later it would mean nothing any more.
    options = [] if [name for _, name in options] == ["done"] else options
    if options:
        return _weighed(options, {name: WEIGHTS.get(name, 1) for _, name in options}, rng)
    alive = [button for button, name in named if name in {"in-touch", "send-ready"}]
    return [rng.choice(alive)] if alive else []


def is_ticked(buttons: Sequence[Button]) -> bool:
    """Whether something of several is chosen already."""
    return any(button.kind == "option" and button.label.startswith("✓") for button in buttons)


def _about_steps(model: Model, named: Sequence[tuple[Button, str]], rng: Random) -> list[Button]:
    """For each match the message is about: send the line it brings, sometimes, answer, and say how it went."""
    found: list[Button] = []
    for match in dict.fromkeys(button.data.split(".")[1] for button, _ in named):
        mine = [(button, name) for button, name in named if button.data.split(".")[1] == match]
        found += [button for button, name in mine if name == "send"] if rng.random() < SENDS else []
        picks = [button for button, name in mine if name == "pick"]
        found += [rng.choice(picks)] if picks else []
        left = 1 - model.done
        found += _weighed(mine, {"done": model.done, "later": left * 0.5, "skip": left * 0.3, "more": left * 0.2}, rng)
    return found


def _weighed(named: Sequence[tuple[Button, str]], weights: Mapping[str, float], rng: Random) -> list[Button]:
    given = [(button, weights.get(name, 0.0)) for button, name in named]
    if not any(weight for _, weight in given):
        return []
    return rng.choices([button for button, _ in given], [weight for _, weight in given])


def _name(data: str) -> str:
    """The verb or option a button stands for: "pair.<match>.<verb>…", "<run>.<question>.<option>", "do.<verb>"."""
    lead, _, rest = data.partition(".")
    if lead == "do":
        return rest
    middle, _, last = rest.partition(".")
    if lead == "pair":
        return last.partition(".")[0]
    return last if middle else ""

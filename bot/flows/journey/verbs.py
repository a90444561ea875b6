"""What can be done about a journey: by the buttons under a step, or by typing what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.curriculum.reading import text
from bot.flows.engine.telling import Telling
from bot.flows.journey import labels, lines, message, parting, resting, steps, timing, tracks
from bot.flows.journey.hours import today_of
from bot.flows.journey.prompts import Walk, walks
from bot.flows.journey.way import Coming
from bot.flows.matches.verbs import PairVerb, Verbs
from bot.words.folding import normalise
from bot.words.messages import Typed
from bot.words.phrases import Phrase

VERBS: Verbs = {
    "done": PairVerb(labels.DONE, steps.done),
    "later": PairVerb(labels.LATER, steps.later),
    "skip": PairVerb(labels.SKIP, steps.skip),
    "more": PairVerb(labels.MORE, steps.more),
    "send": PairVerb(labels.SEND, lines.send),
    "sheet": PairVerb(labels.SHEET, steps.show_sheet),
    "open": PairVerb(labels.OPEN, steps.open_extra),
    "pick": PairVerb(labels.OPEN, parting.pick),
    "rest": PairVerb(labels.REST, resting.begin),
    "goon": PairVerb(labels.GO_ON, resting.go_on),
    "track": PairVerb(labels.TRACK, tracks.begin),
    "time": PairVerb(labels.TIME, timing.begin),
}

SAID: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "done": ("done", "finished", "i did it", "we did it", "did it", "all done", "i have done it"),
        "later": ("later", "not yet", "remind me later", "ask me later"),
        "skip": ("skip", "skip this step", "skip the step", "leave it out"),
        "more": ("more", "tell me more", "more please"),
        "rest": ("pause the steps", "pause the program", "exam weeks", "rest"),
        "goon": ("go on with the program", "resume the steps", "resume the program"),
        "track": ("change track", "another track"),
        "time": ("another time", "another day", "change the time", "change the day"),
    },
    "es": {
        "done": ("hecho", "listo", "lista", "terminado", "lo hice", "ya lo hice", "lo hicimos"),
        "later": ("más tarde", "luego", "después", "todavía no"),
        "skip": ("saltar", "saltar este paso", "saltar el paso", "omitir este paso"),
        "more": ("más", "dime más", "cuéntame más"),
        "rest": ("pausar los pasos", "pausar el programa", "semanas de exámenes", "descanso"),
        "goon": ("seguir con el programa", "retomar los pasos", "retomar el programa"),
        "track": ("cambiar de camino", "otro camino"),
        "time": ("otra hora", "otro día", "cambiar la hora", "cambiar el día"),
    },
}
"""Language → what it does → the words for it, beside what the buttons say."""
ASK_WHOM = Phrase("step-ask-whom", "Who is it about?")


def typed(telling: Telling, content: Typed) -> Callable[[], None] | None:
    """What typed words do about the step that came last; None where they are no such words or no step has come."""
    said = normalise(content.text)
    waiting = list(_waiting(telling))
    if not said or not waiting:
        return None
    for verb in SAID["en"]:
        if said in _words_for(telling, verb):
            return lambda verb=verb: _do(telling, waiting, verb)  # type: ignore[misc]
    for walk in waiting:
        if (deed := _named(telling, walk, said)) is not None:
            return deed
    return None


def _words_for(telling: Telling, verb: str) -> set[str]:
    language = telling.language.partition("-")[0]
    words = (*SAID["en"][verb], *SAID.get(language, {}).get(verb, ()), telling.words(labels.LABELS[verb]()))
    return {normalise(word) for word in words}


def _waiting(telling: Telling) -> list[Walk]:
    """Journeys on which a step has come, those whose step waits for an answer before the others."""
    programs = dict.fromkeys(tie.match.program for tie in telling.scene.ties if tie.journey)
    there = [walk for program in programs for walk in walks(telling, program) if walk.way.current()]
    open_ones = [walk for walk in there if walk.way.told(walk.way.current() or "").get("did") in {None, "later"}]
    return open_ones or there


def _do(telling: Telling, waiting: list[Walk], verb: str) -> None:
    if len(waiting) == 1:
        VERBS[verb].deed(telling, waiting[0].tie, "")
        return
    buttons = [labels.named_button(verb, one.tie, one.way.current() or "", one.tie.partner.name) for one in waiting]
    telling.say(telling.words(ASK_WHOM()), tuple(buttons))


def _named(telling: Telling, walk: Walk, said: str) -> Callable[[], None] | None:
    """The button under the last step of this journey that says these words."""
    step = walk.way.current() or ""
    words = text(walk.way.program, step, telling.language)
    told = message.Told(walk.tie, walk.way, Coming(step, today_of(telling)), words)
    for button in message.buttons_for(telling, told):
        verb, _, argument = button.data.split(".", 2)[2].partition(".")
        if normalise(button.label) == said:
            return lambda: VERBS[verb].deed(telling, walk.tie, argument)
    return None


PHRASES = (
    *labels.PHRASES, *message.PHRASES, *steps.PHRASES, *lines.PHRASES, *parting.PHRASES, *resting.PHRASES,
    *tracks.PHRASES, *timing.PHRASES, ASK_WHOM,
)  # fmt: skip

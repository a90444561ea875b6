"""Sets the stage that turns are played on: a script for each flow and program, all words there are, and the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.curriculum.editions import Editions
from bot.curriculum.program import Program
from bot.curriculum.reading import own_words
from bot.flows.casting import FLOWS, script_for, text_key
from bot.flows.engine.flow import Script
from bot.flows.engine.shape import Gazetteer
from bot.flows.engine.stage import Stage
from bot.texts.speech import Speech, as_fluent


def set_stage(programs: Mapping[str, Program], gazetteer: Gazetteer, dashboard: str = "") -> Stage:
    """Everything turns are played on. The script "" is what is asked until a program is chosen."""
    scripts = {("onboarding", name): script_for(program, programs) for name, program in programs.items()}
    scripts["onboarding", ""] = next(iter(scripts.values()))
    scripts |= {(flow.key, ""): Script.of(flow.key, flow.steps) for flow in FLOWS}
    return Stage(speech_for(programs), gazetteer, programs, scripts, Editions(programs), dashboard=dashboard)


def speech_for(programs: Mapping[str, Program]) -> Speech:
    """All words there are: ours, and those of the programs. Raises DefinitionError where theirs would break ours."""
    if any(own_words(program, language) for program in programs.values() for language in program.languages):
        from bot.flows.translating import check  # noqa: PLC0415 - it knows every flow, and few programs bring words

        check(programs)
    return Speech(_overlays(programs.values()))


def _overlays(programs: Iterable[Program]) -> dict[str, list[str]]:
    """The programs' own questions as texts by language, in the form translations have, below the bot's own words where
    a program brings them; and every language that programs are written in."""
    overlays: dict[str, list[str]] = {}
    for program in programs:
        for language in program.languages:
            overlays.setdefault(language, []).extend(own_words(program, language))
        for question in program.questions:
            key = text_key(program, question)
            for suffix, text in (("", question.ask), ("-label", question.label)):
                for language, words in text.words.items():
                    if language != "en":
                        overlays.setdefault(language, []).append(as_fluent(key + suffix, words))
    return overlays

"""Every path through onboarding of every program is walked, in every language, on every platform's limits."""

from __future__ import annotations

import itertools

import pytest

from bot.adapters.rehearsal.platforms import PLATFORMS, objection
from bot.curriculum.folders import read_programs
from bot.flows.engine.asking import question
from bot.flows.engine.drawing import conversation, mermaid
from bot.flows.engine.shape import Chosen
from bot.flows.engine.telling import Telling
from bot.texts.speech import Speech
from bot.words.effects.sending import Queue
from bot.words.messages import Press, Typed
from bot.words.turns import Moment, ids_from
from tests.flows.talk import Talk

PROGRAMS = tuple(read_programs())


def samples(talk: Talk):
    telling = Telling(talk.stage, talk.scene, Moment(talk.now, ids_from("look")))
    asked = question(telling)
    return asked, asked.shape.samples(asked.asking)


def reply(talk: Talk, asked, sample) -> None:
    if isinstance(sample, Chosen):
        talk.sends(Press(f"{talk.scene.run.id:x}.{asked.step.name}.{sample.key}"))
    else:
        talk.sends(sample)


@pytest.mark.parametrize("language", Speech().languages)
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("role", ["mentee", "mentor", "both"])
def test_every_way_of_answering_every_question_leads_to_the_end(stage, language, program, role):
    talk = Talk(stage, language=language)
    talk.says(f"/start {program}-{role}")
    met = set()
    for _ in itertools.count():
        run = talk.scene.run
        if run is None:
            break
        assert len(met) < 40
        asked, replies = samples(talk)
        met.add(run.open)
        if run.open == "born":
            talk.sends(Typed("5/1998"))
            continue
        for sample in replies:
            aside = talk.again()
            reply(aside, asked, sample)
            assert aside.scene.run is None or aside.scene.run.open != run.open or aside.scene.run.draft is not None
        reply(talk, asked, replies[0])
        if talk.scene.run is not None and talk.scene.run.open == run.open and talk.scene.run.draft is not None:
            talk.says("done")
    assert {m.role for m in talk.memberships} == ({"mentee", "mentor"} if role == "both" else {role})
    for effect in talk.effects:
        if isinstance(effect, Queue):
            for platform in PLATFORMS:
                assert objection(platform, effect.delivery.content) is None


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_drawing_shows_every_question_and_the_text_every_word(stage, program):
    script = stage.script("onboarding", program)
    picture = mermaid(script)
    for step in script.steps:
        if hasattr(step, "shape"):
            assert f"    {step.name} : " in picture
    assert picture.startswith("stateDiagram-v2")
    assert "check --> finished" in picture
    spanish = conversation(script, stage.speech, "es")
    assert "¿Cuándo naciste?" in spanish
    assert "[Busco mentora o mentor]" in spanish


@pytest.mark.parametrize("program", PROGRAMS)
def test_about_ten_questions_and_never_more_than_twelve(stage, program):
    talk = Talk(stage)
    talk.says(f"/start {program}-mentee")
    talk.says("yes")
    talk.says("5/1998")
    total = int(talk.text.split(" of ")[1].split()[0])
    assert 8 <= total <= 10

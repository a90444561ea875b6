"""Puts the declared conversation and the programs' files together: one script for each program."""

from __future__ import annotations

from collections.abc import Mapping

from bot.curriculum.localised import Localised
from bot.curriculum.program import Program
from bot.curriculum.questions import ExtraQuestion
from bot.flows.alive.check_ins import CheckIn
from bot.flows.alive.met import DidYouMeet, WhoMet
from bot.flows.alive.replying import ToCoordinator
from bot.flows.alive.silence import StillWaiting
from bot.flows.anytime.forgetting import Forgetting
from bot.flows.broadcasting.composing import Composing
from bot.flows.broadcasting.starting import Confirming
from bot.flows.cohorts import desk as cohorts
from bot.flows.desk.board import door as board
from bot.flows.desk.checks.listing import DeskFinding
from bot.flows.desk.checks.recording import DeskChecking
from bot.flows.desk.codes import Joining
from bot.flows.desk.concerns import DeskClosing, DeskNote
from bot.flows.desk.inviting import Inviting
from bot.flows.desk.joins import NewJoinCode
from bot.flows.desk.letters import DeskWriting
from bot.flows.desk.people import DeskAway
from bot.flows.desk.writing_back import DeskAnswering
from bot.flows.ending.becoming import Becoming
from bot.flows.ending.farewell import Goodbye
from bot.flows.ending.reopening import Reopening
from bot.flows.engine.flow import ALWAYS, Ask, Flow, FromProgram, Script, Step
from bot.flows.engine.shape import Shape
from bot.flows.journey.resting import Resting
from bot.flows.journey.timing import Timing
from bot.flows.journey.tracks import ChangingTrack
from bot.flows.onboarding.joining import AnotherProgram
from bot.flows.onboarding.questions import Onboarding
from bot.flows.pairing.in_touch import InTouch
from bot.flows.pairing.invitation import Invitation
from bot.flows.pairing.meetings import Agreeing, Meeting
from bot.flows.pairing.questioning import Answer
from bot.flows.pairing.suggestions import Suggestions
from bot.flows.shapes import Choice, FreeText, Several, WholeNumber
from bot.flows.shapes.labels import Labelled
from bot.flows.talking.about_whom import AboutWhom
from bot.flows.talking.ending import Ending
from bot.flows.talking.gathering import Gathering
from bot.flows.talking.reporting import Reporting
from bot.flows.talking.sharing import Sharing
from bot.flows.talking.whom import Passing
from bot.flows.talking.writing import Talk
from bot.flows.training.getting_ready import Training
from bot.flows.training.rereading import Lessons

FLOWS: tuple[type[Flow], ...] = (
    Suggestions, Invitation, Answer, Meeting, Agreeing, InTouch,
    Forgetting,
    Talk, Passing, AboutWhom, Sharing, Gathering, Reporting, Ending,
    Training, Lessons, AnotherProgram,
    CheckIn, DidYouMeet, WhoMet, StillWaiting, ToCoordinator, Goodbye, Reopening, Becoming,
    Resting, Timing, ChangingTrack,
    Composing, Confirming,
    Joining, Inviting, NewJoinCode, DeskWriting, DeskAnswering, DeskAway, DeskNote, DeskClosing,
    DeskFinding, DeskChecking,
    *board.FLOWS,
    *cohorts.FLOWS,
)  # fmt: skip
"""Every flow but onboarding, which each program makes its own."""

_role = next(step for step in Onboarding.steps if isinstance(step, Ask) and step.name == "role")


def script_for(program: Program, programs: Mapping[str, Program]) -> Script:
    """Onboarding as this program wants it: its own options, without what it leaves out, with what it adds."""
    steps: list[Step] = []
    for step in Onboarding.steps:
        if step.name in program.leave_out or (step.name == "program" and len(programs) == 1):
            continue
        if step.name == "interests" and not program.interests:
            continue
        if step.name == "wish" and not program.matching.rules.same_gender_wish:
            continue
        if step.name == "check":
            steps += [_extra(question, program) for question in program.questions]
        steps.append(_cast(step, program, programs))
    return Script.of(Onboarding.key, steps)


def _cast(step: Step, program: Program, programs: Mapping[str, Program]) -> Step:
    if not isinstance(step, Ask) or not isinstance(step.shape, FromProgram):
        return step
    match step.shape.name:
        case "programs":
            return step.with_shape(Choice.of(_options({p.id: p.title for p in programs.values()})))
        case "goals":
            return step.with_shape(Several(_options(program.goals), at_most=3))
        case "interests":
            return step.with_shape(Several(_options(program.interests), at_most=5))
        case unknown:
            raise LookupError(f"no program has {unknown!r}")


def _extra(question: ExtraQuestion, program: Program) -> Ask:
    when = ALWAYS if question.who == "everyone" else _role.was(question.who, "both")
    ask = Ask(
        question.ask.first,
        _extra_shape(question),
        when=when,
        label=question.label.first,
        optional=question.optional,
    )
    ask.name, ask.text_key = question.name, text_key(program, question)
    return ask


def _extra_shape(question: ExtraQuestion) -> Shape:
    match question.shape:
        case "choice":
            return Choice.of(_options(question.options))
        case "several":
            return Several(_options(question.options))
        case "number":
            return WholeNumber(question.low, question.high)
        case "text":
            return FreeText(at_most=500)


def _options(texts: Mapping[str, Localised]) -> list[Labelled]:
    return [Labelled(key, text.first, text.words) for key, text in texts.items()]


def text_key(program: Program, question: ExtraQuestion) -> str:
    """The key of the words of a question that a program adds."""
    return f"program-{program.id.replace('_', '-')}-{question.name}"

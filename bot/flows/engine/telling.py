"""One turn while it is being decided: what is known, and what has been wished for so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.flows.engine.flow import Facts, Script
from bot.flows.engine.slashes import say_there
from bot.flows.engine.stage import Stage
from bot.words.changing import changed
from bot.words.effects.people import Erase, SavePerson, SaveRun
from bot.words.effects.sending import Queue
from bot.words.messages import Button, Delivery, Edit, Home, Inbound, Json, Outbound, Place, Priority, Say, Widget
from bot.words.people import Person, Run
from bot.words.phrases import Line
from bot.words.turns import Effect, Moment, Scene, Turn


class Telling:
    """Gathers effects in order while the scene moves along with them. Lives for one turn. `runs` are those to keep, as
    they are by now. `hushed` keeps back what is said only because something was not understood. `lead` are words for
    this moment alone, which the next question begins with."""

    __slots__ = (
        "_followed",
        "_is_behind",
        "_language",
        "_run",
        "_scene",
        "_script",
        "_spoke",
        "_tongue",
        "_walked",
        "effects",
        "fresh",
        "hushed",
        "inbound",
        "lead",
        "moment",
        "runs",
        "stage",
    )

    def __init__(self, stage: Stage, scene: Scene, moment: Moment, inbound: Inbound | None = None) -> None:
        self.stage = stage
        self.moment = moment
        self.inbound = inbound
        self.effects: list[Effect] = []
        self.fresh: dict[str, Json] = {}
        self.runs: dict[int, Run] = {}
        self.hushed = False
        self.lead = ""
        self._scene = scene
        self._run = scene.run
        self._is_behind = False
        self._script: Script | None = None
        self._walked: Run | None = None
        self._followed = ("", "")
        self._tongue: str | None = None
        self._language = self._spoke = ""

    # --- what is known -------------------------------------------------------------------------------------------

    @property
    def scene(self) -> Scene:
        """All that is known, as it is by now. The open run moves with every step of a turn, so the scene only takes it
        in where somebody looks."""
        if self._is_behind:
            self._scene = changed(self._scene, run=self._run)
            self._is_behind = False
        return self._scene

    @scene.setter
    def scene(self, scene: Scene) -> None:
        self._scene = scene
        self._run = scene.run
        self._is_behind = False

    @property
    def now(self) -> dt.datetime:
        """When this turn is decided."""
        return self.moment.now

    @property
    def person(self) -> Person:
        """The person; only asked for once there is one."""
        person = self._scene.person
        if person is None:
            raise LookupError("this scene has no person")
        return person

    @property
    def run(self) -> Run:
        """The open run; only asked for once there is one."""
        if self._run is None:
            raise LookupError("this scene has no run")
        return self._run

    @property
    def going(self) -> bool:
        """Whether a run is still open."""
        return self._run is not None and self._run.status == "open"

    @property
    def script(self) -> Script:
        """The script the open run follows."""
        run = self._run
        if self._script is not None and run is self._walked:
            return self._script
        run = self._walked = self.run
        return self._script_for(run.flow, run.variant)

    def _script_for(self, flow: str, variant: str) -> Script:
        script = self._script
        if script is None or self._followed != (flow, variant):
            script = self._script = self.stage.script(flow, variant)
            self._followed = flow, variant
        return script

    @property
    def facts(self) -> Facts:
        """What conditions look at: kept answers, and those of this turn alone."""
        answers = self.run.answers
        return Facts({**answers, **self.fresh} if self.fresh else answers, self.person)

    @property
    def language(self) -> str:
        """The language to speak: the person's (also to say goodbye), else what their app says, else English."""
        person = self._scene.person
        known = (person.language if person else self._spoke) or (self.inbound.language if self.inbound else "")
        if known != self._tongue:
            self._tongue, self._language = known, self.stage.speech.closest(known)
        return self._language

    def words(self, line: Line) -> str:
        """A line in the reader's language, with commands as they are written where it is read."""
        return say_there(self.stage.speech, line, self.language, self._scene.address.channel)

    def title_of(self, program: str) -> str:
        """A program's title in the reader's language."""
        found = self.stage.programs.get(program)
        return found.title.in_language(self.language) if found else "Alongside"

    # --- what is wished for --------------------------------------------------------------------------------------

    def wish(self, *effects: Effect) -> None:
        """Ask for effects that the scene needs not mirror."""
        self.effects.extend(effects)

    def keep_person(self, person: Person) -> None:
        """Keep the person as they are now."""
        self.scene = replace(self.scene, person=person)
        self.effects.append(SavePerson(person))

    def open_run(self, flow: str, variant: str, known: Mapping[str, Json] | None = None) -> Run:
        """Begin a flow; what was open meanwhile is parked. `known` are answers nobody needs to be asked for."""
        run = Run(
            self.moment.ids(),
            self.person.id,
            flow,
            variant=variant,
            answers=dict(known or {}),
            passed=tuple(known or ()),
            started_at=self.now,
            touched_at=self.now,
        )
        self.park()
        self.keep_run(run)
        return run

    def close_run(self, status: str = "done") -> None:
        """The open run is over, and what it holds in the person's words is forgotten."""
        self.keep_run(self.run, status=status, open=None, draft=None, answers={})

    def close_runs(self, is_over: Callable[[Run], bool], status: str = "done") -> None:
        """Close every open run that is over, parked ones too, whatever is asked meanwhile; the newest left is open."""
        run, parked = self._run, self._scene.parked
        if not parked and (run is None or run.status != "open" or not is_over(run)):
            return
        runs = [run for run in (run, *parked) if run is not None]
        over = [run for run in runs if run.status == "open" and is_over(run)]
        if not over:
            return
        for run in over:
            self.wish(SaveRun(replace(run, status=status, open=None, draft=None, answers={})))
        gone = {run.id for run in over}
        left = [run for run in runs if run.id not in gone]
        self.scene = replace(self.scene, run=left[0] if left else None, parked=tuple(left[1:]))

    def park(self) -> None:
        """Set the open run aside: it is asked on when nothing newer is open."""
        run = self.scene.run
        if run is not None:
            parked = (run, *self.scene.parked) if run.status == "open" else self.scene.parked
            self.scene = replace(self.scene, run=None, parked=parked)

    def take_up(self, code: str) -> None:
        """Go on with the parked run of this code, if there is one: a button of it was pressed."""
        found = next((run for run in self.scene.parked if run_code(run) == code), None)
        if found is not None:
            self.park()
            self.scene = replace(self.scene, run=found, parked=tuple(r for r in self.scene.parked if r is not found))

    def keep_run(self, run: Run, **changes: Any) -> None:
        """Keep the run with these changes. Only the person's own doing touches it, not what we say by ourselves."""
        touched_at = self.now if self.inbound else run.touched_at
        script = self._script_for(run.flow, changes.get("variant", run.variant))
        if changes or run.touched_at != touched_at or run.version != script.version:
            run = changed(run, **changes, touched_at=touched_at, version=script.version)
        self._run, self._walked, self._is_behind = run, run, True
        self.runs[run.id] = run

    def forget_person(self) -> None:
        """Erase everything told; what is said after this leaves no trace either."""
        self.runs.clear()
        self.effects = [e for e in self.effects if not isinstance(e, Queue)]
        self.effects.append(Erase(self.person.id))
        self._spoke = self.language
        self.scene = replace(self.scene, person=None, run=None, memberships=(), parked=(), ties=())

    def say(
        self,
        text: str,
        buttons: tuple[Button, ...] = (),
        *,
        widget: Widget | None = None,
        clears: bool = False,
        number: int = 0,
    ) -> None:
        """Queue a new message; `number` is its delivery id where that has been handed out already."""
        self._queue(Say(text, buttons, widget, clears), number)

    def send(self, content: Outbound) -> None:
        """Queue anything else: a file, a place on the map."""
        self._queue(content)

    def change(self, edit: Edit) -> None:
        """Queue a change to a message said before."""
        self._queue(edit)

    def show_home(self, text: str, buttons: tuple[Button, ...] = ()) -> None:
        """Queue what the home tab shows."""
        self._queue(Home(text, buttons))

    def _queue(self, content: Outbound, number: int = 0) -> None:
        person, thread = self._scene.person, self._scene.thread
        priority = Priority.REPLY if self.inbound else Priority.NUDGE
        if thread is not None and thread.root and isinstance(content, Say) and content.place is None:
            # What was written in a thread is answered in it.
            content = replace(content, place=Place(thread=thread.root))
        self.effects.append(
            Queue(
                Delivery(
                    number or self.moment.ids(),
                    self._scene.address,
                    content,
                    priority,
                    person=person.id if person else None,
                    burn=person is None,
                    created_at=self.now,
                )
            )
        )

    def turn(self) -> Turn:
        """What was decided."""
        run = self._run
        if run is not None and run.status != "open":
            parked = self.scene.parked
            self.scene = replace(self.scene, run=parked[0] if parked else None, parked=parked[1:])
        if self._scene.thread is not None:
            self.scene = replace(self.scene, thread=None)
        return Turn((*map(SaveRun, self.runs.values()), *self.effects), self.scene)


def run_code(run: Run) -> str:
    """The run's id as it stands in buttons: short, so that 64 bytes are enough."""
    return f"{run.id:x}"

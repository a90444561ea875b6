"""How a flow is declared: a class whose body reads like the conversation, top to bottom."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, ClassVar

from bot.flows.engine.shape import Shape
from bot.words.errors import DefinitionError
from bot.words.messages import Json
from bot.words.people import Person
from bot.words.phrases import Phrase
from bot.words.values import dataclass

if TYPE_CHECKING:  # a flow is made of functions of the telling that follows it: the two know one another by type alone
    from bot.flows.engine.telling import Telling


@dataclass(frozen=True, slots=True)
class Facts:
    """What a condition may look at: the answers so far, and the person."""

    answers: Mapping[str, Json]
    person: Person


@dataclass(frozen=True, slots=True)
class When:
    """A condition that can say itself in words (for the drawing) and be combined with `&`."""

    words: Callable[[], str]
    holds: Callable[[Facts], bool]

    def __call__(self, facts: Facts) -> bool:
        return self.holds(facts)

    def __and__(self, other: When) -> When:
        return When(lambda: f"{self.words()}, {other.words()}", lambda facts: self(facts) and other(facts))


ALWAYS = When(lambda: "", lambda _: True)


class Step:
    """One thing in a flow. Its name is the attribute it is assigned to; names are stable, they live in runs."""

    name: str = ""
    text_key: str = ""
    """Where other languages find the words; "" stands for `<flow>-<step>`."""

    def __init__(self, when: When = ALWAYS) -> None:
        self.when = when

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name


Values = Callable[["Telling"], Mapping[str, "str | int"]]
"""Puts together, at the moment it is said, what stands in a text's braces (beside `{name}`)."""


def _no_values(_: Telling) -> Mapping[str, str | int]:
    return {}


class Say(Step):
    """Words, and nothing to answer."""

    def __init__(self, text: str, when: When = ALWAYS, values: Values = _no_values) -> None:
        super().__init__(when)
        self.text, self.values = text, values


class Ask(Step):
    """A question. `keep=False` forgets the answer once the turn is over and wipes what was typed from the inbox.

    `optional` offers Skip; `counted` makes it part of "4 of 10"; `label` is its short name in the review. `values`
    fills the braces of the text. `why` is for who asks what it is for, or what is meant. `reopens` says that one can go
    back to it, as to every kept one that counts; with `recalls` the answer is then still there, and can be kept.
    """

    def __init__(  # noqa: PLR0913 - the arguments are the question's own words, read as one piece of the conversation
        self,
        text: str,
        shape: Shape | FromProgram | FromScene,
        *,
        when: When = ALWAYS,
        values: Values = _no_values,
        label: str = "",
        why: str = "",
        keep: bool = True,
        optional: bool = False,
        counted: bool = True,
        reopens: bool = False,
        recalls: bool = False,
    ) -> None:
        super().__init__(when)
        self.text, self.shape, self.label, self.why = text, shape, label, why
        self.keep, self.optional, self.counted, self.values = keep, optional, counted, values
        self.reopens, self.recalls = keep and (counted or reopens or recalls), recalls

    def was(self, *keys: str) -> When:
        """True once this question was answered with one of these options."""
        return When(lambda: f"{self.name} is {' or '.join(keys)}", lambda facts: facts.answers.get(self.name) in keys)

    def with_shape(self, shape: Shape) -> Ask:
        """The same question answered in another shape."""
        kept = {"when": self.when, "label": self.label, "why": self.why, "keep": self.keep, "values": self.values}
        kept |= {"optional": self.optional, "counted": self.counted, "reopens": self.reopens, "recalls": self.recalls}
        ask = Ask(self.text, shape, **kept)  # type: ignore[arg-type]
        ask.name = self.name
        return ask


class Do(Step):
    """Something to decide without asking. The function may say things, wish effects, or end the run."""

    def __init__(self, decide: Callable[[Telling], None], when: When = ALWAYS) -> None:
        super().__init__(when)
        self.decide = decide


class Review(Step):
    """Shows every counted answer and lets each be changed; "all good" goes on."""


@dataclass(frozen=True, slots=True)
class FromProgram:
    """Stands for a shape whose options are in the program's files: "goals", "interests", "programs"…"""

    name: str


@dataclass(frozen=True, slots=True)
class FromScene:
    """Stands for a shape that depends on what is known when the question is asked: who was suggested, which lesson is
    next. The function is pure and gives the same shape as long as the run and the scene are the same."""

    shape: Callable[[Telling], Shape]


@dataclass(frozen=True, slots=True)
class Script:
    """A flow as one person walks it: the steps in order. `key` starts every text key; `version` names the steps."""

    key: str
    steps: tuple[Step, ...]
    version: str
    by_name: Mapping[str, Step] = field(repr=False)

    @classmethod
    def of(cls, key: str, steps: Iterable[Step]) -> Script:
        """Check the steps and put them together; raises DefinitionError where a name is unfit or there twice."""
        steps = tuple(steps)
        by_name = {step.name: step for step in steps}
        if len(by_name) != len(steps):
            raise DefinitionError(f"flow {key}: a step name is there twice; give every question a name of its own")
        for name in by_name:
            if not (name.isascii() and name.isidentifier() and len(name) <= 24):
                raise DefinitionError(f"flow {key}: {name!r} is no step name; use up to 24 letters, digits and _")
        named = "\n".join(f"{type(step).__name__} {step.name} {getattr(step, 'text', '')}" for step in steps)
        return cls(key, steps, hashlib.blake2b(named.encode(), digest_size=6).hexdigest(), by_name)

    def phrase(self, step: Say | Ask) -> Phrase:
        """The words of a step, with the key other languages overlay them by."""
        return Phrase(self.text_key(step), step.text)

    def label(self, ask: Ask) -> Phrase:
        """The short name of a question in the review."""
        return Phrase(f"{self.text_key(ask)}-label", ask.label or ask.name.capitalize())

    def why(self, ask: Ask) -> Phrase | None:
        """What a question is for, where it says so."""
        return Phrase(f"{self.text_key(ask)}-why", ask.why) if ask.why else None

    def text_key(self, step: Step) -> str:
        """The key of a step's words; labels and options hang their own names behind it."""
        return step.text_key or f"{self.key}-{step.name}"

    def counted(self, facts: Facts) -> list[Ask]:
        """The questions that count for "4 of 10", given what is known so far."""
        return [step for step in self.steps if isinstance(step, Ask) and step.counted and step.when(facts)]

    def phrases(self) -> list[Phrase]:
        """Every text of this flow that a translation should have."""
        found = [self.phrase(step) for step in self.steps if isinstance(step, Say | Ask)]
        for step in self.steps:
            if isinstance(step, Ask):
                if step.counted:
                    found.append(self.label(step))
                found += filter(None, (self.why(step),))
                found += self.options(step)
        return found

    def options(self, ask: Ask) -> list[Phrase]:
        """The labels of a question's own options; those a program gives carry their languages with them."""
        own = [one for one in getattr(ask.shape, "choices", ()) if not one.labels]
        return [Phrase(f"{self.text_key(ask)}-{one.key}", one.english) for one in own]


class Flow:
    """A conversation. Subclass it and write the steps as attributes, in the order in which they are met."""

    key: ClassVar[str] = ""
    steps: ClassVar[tuple[Step, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.key = cls.__name__.lower()
        cls.steps = tuple(step for step in vars(cls).values() if isinstance(step, Step))

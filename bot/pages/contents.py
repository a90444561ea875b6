"""What stands on a program's page, read from its files in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from babel.dates import format_time, get_day_names
from markupsafe import Markup

from bot.curriculum.crisis import EVERYWHERE, CrisisLine
from bot.curriculum.localised import ENGLISH
from bot.curriculum.pages import open_page
from bot.curriculum.program import Program
from bot.curriculum.reading import guidelines, lesson, text
from bot.curriculum.steps import StepPlan, StepText
from bot.curriculum.training import Lesson
from bot.flows.anytime.helping import PRIVACY
from bot.pages import qr, words
from bot.pages.marked import as_markup
from bot.texts.naming import country_name, joined, language_name, locale_of
from bot.texts.speech import Speech, direction
from bot.words.doors import Door, open_code
from bot.words.phrases import Phrase

BRANDS = {"telegram": "Telegram", "slack": "Slack"}
_OFTEN = {7: words.OFTEN_WEEK, 14: words.OFTEN_TWO_WEEKS, 28: words.OFTEN_MONTH, 30: words.OFTEN_MONTH}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to join in a role: a link, its QR code, and what is typed where the link cannot carry it."""

    channel: str
    link: str
    place: str
    typed: str
    code: Markup

    @property
    def brand(self) -> str:
        """What the platform is called."""
        return BRANDS.get(self.channel, self.channel)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the guidelines: its heading ("" for what stands before the first one) and its text."""

    title: str
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page knows of itself.

    `links` are the addresses of this page by language, its own among them; `anyone` is the one that asks the browser
    for the language, `picture` one to show where the page is shared ("" where there is none). `root` is the public
    address of this server, "" where nobody knows it.
    """

    language: str
    speech: Speech
    links: Mapping[str, str] = field(default_factory=dict)
    anyone: str = ""
    picture: str = ""
    root: str = ""

    def say(self, phrase: Phrase, **values: str | int) -> str:
        """One of our own phrases; held together where it runs the other way than the page."""
        said = self.speech.say(phrase(**values), self.language)
        return said if direction(self.speech.voice(phrase, self.language)) == self.direction else f"\u2066{said}\u2069"

    @property
    def voice(self) -> str:
        """The language our own phrases are in here: English where the program is in one that we don't speak."""
        return self.speech.voice(words.GROWN_UP, self.language)

    @property
    def direction(self) -> str:
        """Which way it is read."""
        return direction(self.language)

    def speaks(self, language: str) -> str:
        """The attributes that say that a text is in another language than the page; "" where it is not."""
        if language in {self.language, ""}:
            return ""
        return Markup(' lang="{}" dir="{}"').format(language, direction(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing(Frame):
    """A program as it is shown to the world in one language. `home` leads to all programs, `poster` to the poster (""
    where there is none)."""

    program: Program
    doors: Sequence[Door] = ()
    home: str = ""
    poster: str = ""

    @property
    def title(self) -> str:
        """What the program is called."""
        return self.program.title.in_language(self.language)

    @property
    def about(self) -> str:
        """Whom it is for, in a sentence or two."""
        return self.program.about.in_language(self.language)

    @property
    def welcome(self) -> Markup:
        """The program's welcome; empty where it has none."""
        words = self.program.welcome
        return as_markup(words.in_language(self.language)) if words else Markup()

    @property
    def for_whom(self) -> Markup:
        """Whom it is for, at length; empty where the program has not written it."""
        words = self.program.for_whom
        return as_markup(words.in_language(self.language)) if words else Markup()

    @property
    def goals(self) -> list[str]:
        """What one can work on."""
        return [goal.in_language(self.language) for goal in self.program.goals.values()]

    @property
    def facts(self) -> list[str]:
        """The program in a few short phrases."""
        program, locale = self.program, locale_of(self.voice)
        named = [language_name(tag, self.voice) for tag in program.languages]
        if locale.language == "es":  # where languages are written small
            named = [name[:1].lower() + name[1:] for name in named]
        chats = [BRANDS[door.channel] for door in self.doors if door.channel in BRANDS]
        said = [self.say(words.WEEKS, count=program.weeks)] if program.weeks else []
        said += [self.say(words.WEEKLY, day=self.day)] if program.has_journey else []
        said.append(self.say(words.CHATS, chats=joined(chats, self.voice)) if chats else self.say(words.ANY_CHAT))
        return [*said, self.say(words.SPOKEN, languages=joined(named, self.voice)), self.say(words.GROWN_UP)]

    @property
    def day(self) -> str:
        """The weekday on which a topic comes."""
        return str(get_day_names("wide", locale=locale_of(self.voice))[self.program.prompts.weekday])

    @property
    def how(self) -> Iterator[tuple[str, str]]:
        """How it works, as headings with a sentence or two each."""
        yield self.say(words.HELLO), self.say(words.HELLO_MORE)
        yield self.say(words.FIT), self.say(words.FIT_MORE)
        yield self.say(words.CONSENT), self.say(words.CONSENT_MORE)
        days = self.program.meetings.every_days
        often = self.say(_OFTEN[days]) if days in _OFTEN else self.say(words.OFTEN_DAYS, count=days)
        time = str(format_time(self.program.prompts.time, "short", locale=locale_of(self.voice)))
        more = self.say(words.TALK_MORE, often=often)
        if self.program.has_journey:
            more = self.say(words.STEPS_MORE, day=self.day, time=time.replace("\u202f", " "), often=often)
        yield self.say(words.WEEK_BY_WEEK), more
        yield self.say(words.ENDING), self.say(words.ENDING_MORE)

    @property
    def example(self) -> tuple[StepPlan, StepText] | None:
        """A step like any other; None where the program has none."""
        everyones = [step for step in self.program.steps_for(None) if step.id not in self.program.branched_to]
        plan = next((step for step in everyones if (step.week or 0) > 1), next(iter(everyones), None))
        return (plan, text(self.program, plan.id, self.language)) if plan else None

    @property
    def guidelines(self) -> list[Part]:
        """What mentors do and do not; empty where the program has not written it."""
        found = guidelines(self.program, self.language)
        if found is None:
            return []
        page = open_page("", found.text)
        parts = [Part("", as_markup(page.opening.text))] if page.opening.text.strip() else []
        return [*parts, *(Part(section.heading, as_markup(section.text)) for section in page.sections)]

    @property
    def guidelines_language(self) -> str:
        """Which language the guidelines are in."""
        found = guidelines(self.program, self.language)
        return found.language if found else self.language

    @property
    def lessons(self) -> list[Lesson]:
        """What mentors go through before they are matched."""
        if not self.program.matching.training:
            return []
        return [lesson(self.program, id, self.language) for id in self.program.training]

    @property
    def checks(self) -> str:
        """What coordinators ask of mentors besides, in a sentence; "" where nothing."""
        labels = [check.label.in_language(self.language) for check in self.program.matching.checks]
        lowered = [label[:1].lower() + label[1:] if not label[:2].isupper() else label for label in labels]
        return self.say(words.CHECKS, checks=joined(lowered, self.language)) if labels else ""

    @property
    def privacy(self) -> list[tuple[str, str]]:
        """The answer to /privacy, line by line: what it is about ("" where it does not say), and the rest."""
        lines = [line for line in self.say(PRIVACY).split("\n") if line.strip()]
        parted = (line.partition(": ") for line in lines)
        return [(head, rest) if rest and len(head) < 80 else ("", head + colon + rest) for head, colon, rest in parted]

    @property
    def help(self) -> list[tuple[str, Sequence[CrisisLine]]]:
        """Where to turn, by the name of the country."""
        named = {country_name(code, self.language): lines for code, lines in self.program.crisis.lines.items()}
        named.pop(country_name(EVERYWHERE, self.language), None)
        return sorted(named.items())

    @property
    def help_anywhere(self) -> Sequence[CrisisLine]:
        """Where to turn in any country."""
        return self.program.crisis.lines.get(EVERYWHERE, ())

    def ways(self, role: str, code: str = "") -> list[Way]:
        """The ways to join in this role ("" leaves it to them), with the open code or this one."""
        code = code or open_code(self.program.id, role)
        return [
            Way(door.channel, door.link(code), door.place, door.words(code), qr.as_svg(door.link(code)))
            for door in self.doors
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Frame):
    """All programs there are. With `lost` somebody asked for what there is not."""

    programs: Sequence[Showing]
    lost: bool = False

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.say(words.NOT_HERE if self.lost else words.PROGRAMS)

    @property
    def about(self) -> str:
        """A sentence or two below that."""
        return self.say(words.NOT_HERE_MORE if self.lost else words.PROGRAMS_LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster(Frame):
    """A sheet for the wall: the program in each of its languages, and the ways to join in this role ("": any)."""

    sayings: Sequence[Showing]
    ways: Sequence[Way]
    role: str = ""

    @property
    def title(self) -> str:
        """What the program is called."""
        return self.sayings[0].title

    @property
    def voices(self) -> list[Showing]:
        """One for each language that our own phrases come in, so that none stands there twice."""
        return list({one.voice: one for one in reversed(self.sayings)}.values())[::-1]


def nearest(languages: Sequence[str], wanted: Sequence[str]) -> str:
    """The first of the wanted languages that there is, or one like it; else English, else the first there is."""
    for one in wanted:
        base = one.partition("-")[0]
        alike = (tag for tag in languages if tag.partition("-")[0].lower() == base.lower())
        if found := next((tag for tag in languages if tag.lower() == one.lower()), next(alike, None)):
            return found
    return ENGLISH if ENGLISH in languages else languages[0]

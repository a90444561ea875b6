"""The whole program on one page to print: both sides of every step, sheets, guidelines, training and help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from bot.curriculum.localised import ENGLISH
from bot.curriculum.markdown import Resource, as_html
from bot.curriculum.program import Program
from bot.curriculum.reading import guidelines, lesson, own_words, sheet, sheet_ids, text
from bot.curriculum.steps import StepPlan, StepText
from bot.curriculum.training import Lesson, Scenario
from bot.texts.speech import Speech, direction
from bot.words.phrases import Phrase

_TEMPLATE = Path(__file__).parent / "page.html"

SKIP = Phrase("print-skip", "To the program")
CONTENTS = Phrase("print-contents", "Contents")
WEEKS = Phrase("print-weeks", "Week by week")
WEEK = Phrase("print-week", "Week {week}")
DATES = Phrase("print-dates", "On a date")
DATE = Phrase("print-date", "Every year on {date} (month-day)")
ELECTIVES = Phrase("print-electives", "If you like")
FOR = Phrase("print-for", "for: {tracks}")
MINUTES = Phrase("print-minutes", "about {count} minutes")
FOR_MENTEES = Phrase("print-mentee", "For the mentee")
FOR_MENTORS = Phrase("print-mentor", "For the mentor")
STARTERS = Phrase("print-starters", "To begin a conversation")
TASK = Phrase("print-task", "This week's task")
QUESTION = Phrase("print-question", "A question for the two of you")
RESOURCES = Phrase("print-resources", "Read more")
SEND = Phrase("print-send", "Ready to send")
ASKED = Phrase("print-asked", "We ask")
SHEETS = Phrase("print-sheets", "Sheets")
GUIDELINES = Phrase("print-guidelines", "For mentors: what a mentor does")
TRAINING = Phrase("print-training", "For mentors: the training")
BEST = Phrase("print-best", "the best answer")
HELP = Phrase("print-help", "If you need help at once")
ELSEWHERE = Phrase("print-elsewhere", "Every other country")

PHRASES = (
    SKIP, CONTENTS, WEEKS, WEEK, DATES, DATE, ELECTIVES, FOR, MINUTES, FOR_MENTEES, FOR_MENTORS, STARTERS, TASK,
    QUESTION, RESOURCES, SEND, ASKED, SHEETS, GUIDELINES, TRAINING, BEST, HELP, ELSEWHERE,
)  # fmt: skip


def as_page(program: Program, language: str) -> str:
    """One HTML page that needs nothing else, in this language (English where a text has no other)."""
    return _Printing(program, language, Speech({language: own_words(program, language)})).page()


@dataclass(slots=True)
class _Part:
    """A part of the page: its anchor, its heading, and what stands below, headings included."""

    anchor: str
    title: str
    html: str

    @property
    def entry(self) -> str:
        """Its entry in the contents, with the articles in it below."""
        inside = re.findall(r'<h3 id="([^"]+)">(.*?)</h3>', self.html)
        below = _list(f'<a href="#{anchor}">{title}</a>' for anchor, title in inside)
        return f'<a href="#{self.anchor}">{self.title}</a>\n{below}'


@dataclass(frozen=True, slots=True)
class _Printing:
    program: Program
    language: str
    speech: Speech

    def say(self, phrase: Phrase, **values: str | int) -> str:
        said = self.speech.say(phrase(**values), self.language)
        is_turned = direction(self.speech.voice(phrase, self.language)) != direction(self.language)
        return escape(f"\u2066{said}\u2069" if is_turned else said)

    def page(self) -> str:
        program, language = self.program, self.language
        parts = [part for part in self.parts() if part.html]
        about = [program.about, program.for_whom, program.welcome]
        return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
            language=escape(language),
            direction=direction(language),
            title=escape(program.title.in_language(language)),
            about="\n".join(f"<p>{escape(words.in_language(language))}</p>" for words in about if words),
            skip=self.say(SKIP),
            contents=self.say(CONTENTS),
            toc=_list(part.entry for part in parts),
            body="\n".join(f'<section aria-labelledby="{p.anchor}">\n{_h(2, p)}\n{p.html}\n</section>' for p in parts),
        )

    def parts(self) -> Iterator[_Part]:
        program = self.program
        regular = [step for step in program.steps if step.week and not step.elective]
        calendar = [step for step in program.steps if step.date and not step.elective]
        placed = {step.id for step in (*regular, *calendar)}
        yield _Part("weeks", self.say(WEEKS), self.steps(sorted(regular, key=lambda step: step.week or 0)))
        yield _Part("dates", self.say(DATES), self.steps(sorted(calendar, key=lambda step: step.date or "")))
        yield _Part("electives", self.say(ELECTIVES), self.steps(s for s in program.steps if s.id not in placed))
        yield _Part("sheets", self.say(SHEETS), "\n".join(map(self.sheet, sheet_ids(program))))
        rules = guidelines(program, self.language)
        yield _Part(
            "guidelines", self.say(GUIDELINES), _lang(rules.language, self, as_html(rules.text)) if rules else ""
        )
        yield _Part("training", self.say(TRAINING), "\n".join(map(self.lesson, program.training)))
        yield _Part("help", self.say(HELP), self.help())

    def steps(self, plans: Iterable[StepPlan]) -> str:
        return "\n".join(self.step(plan) for plan in plans)

    def step(self, plan: StepPlan) -> str:
        step = text(self.program, plan.id, self.language)
        sides = "".join(
            f"<div>\n<h4>{self.say(side)}</h4>\n{as_html(words)}</div>\n"
            for side, words in ((FOR_MENTEES, step.mentee), (FOR_MENTORS, step.mentor))
        )
        inside = (
            f'<p class="place">{self.place(plan, step)}</p>\n<div class="sides">\n{sides}</div>\n'
            + self.block(TASK, as_html(step.task))
            + self.block(QUESTION, as_html(step.question))
            + self.block(STARTERS, _list(_phrase(starter) for starter in step.starters))
            + self.block(RESOURCES, _list(map(_resource, step.resources)))
            + self.block(SEND, f'<blockquote class="say">{as_html(step.send)}</blockquote>' if step.send else "")
            + self.block(ASKED, self.branch(step) if step.ask else "")
        )
        return _article(self, f"step-{step.id}", step.title, inside, step.language)

    def place(self, plan: StepPlan, step: StepText) -> str:
        said = []
        if plan.week:
            said.append(self.say(WEEK, week=plan.week))
        if plan.date:
            said.append(self.say(DATE, date=plan.date))
        if plan.tracks:
            tracks = ", ".join(self.program.tracks[track].title.in_language(self.language) for track in plan.tracks)
            said.append(self.say(FOR, tracks=tracks))
        if step.minutes:
            said.append(self.say(MINUTES, count=step.minutes))
        return " · ".join(said)

    def branch(self, step: StepText) -> str:
        targets = self.program.step(step.id).branch
        answers = []
        for key, label in step.answers.items():
            leads = text(self.program, targets[key], self.language) if key in targets else None
            link = f' → <a href="#step-{leads.id}">{escape(leads.title)}</a>' if leads else ""
            answers.append(f"{escape(label)}{link}")
        return f"<p>{escape(step.ask)}</p>\n{_list(answers)}"

    def sheet(self, id: str) -> str:
        found = sheet(self.program, id, self.language)
        return _article(self, f"sheet-{id}", found.title, as_html(found.text), found.language)

    def lesson(self, id: str) -> str:
        found: Lesson = lesson(self.program, id, self.language)
        minutes = f'<p class="place">{self.say(MINUTES, count=found.minutes)}</p>' if found.minutes else ""
        pages = "\n<hr>\n".join(map(as_html, found.pages))
        scenarios = "\n".join(map(self.scenario, found.scenarios))
        anchor = f"lesson-{id.replace('/', '-')}"
        return _article(self, anchor, found.title, f"{minutes}\n{pages}\n{scenarios}", found.language)

    def scenario(self, scenario: Scenario) -> str:
        options = (
            f'<span class="best">{escape(option.label)}</span> ({self.say(BEST)}): {escape(option.feedback)}'
            if option.right
            else f"{escape(option.label)}: {escape(option.feedback)}"
            for option in scenario.options
        )
        return f'<div class="say">\n{as_html(scenario.text)}{_list(options)}\n</div>'

    def help(self) -> str:
        countries = []
        for country, lines in sorted(self.program.crisis.lines.items(), key=lambda item: (item[0] == "*", item[0])):
            places = []
            for line in lines:
                said = [f"<strong>{escape(line.name.in_language(self.language))}</strong>", escape(line.phone)]
                said.append(f'<a href="{escape(line.url)}">{escape(line.url)}</a>' if line.url else "")
                said.append(escape(line.hours.in_language(self.language)) if line.hours else "")
                places.append(" · ".join(filter(None, said)))
            name = self.say(ELSEWHERE) if country == "*" else escape(country)
            countries.append(f"<h3>{name}</h3>\n{_list(places)}")
        return "\n".join(countries)

    def block(self, title: Phrase, html: str) -> str:
        return f"<h4>{self.say(title)}</h4>\n{html}\n" if html else ""


def _article(printing: _Printing, anchor: str, title: str, html: str, language: str) -> str:
    heading = _h(3, _Part(anchor, escape(title), ""))
    return f'<article aria-labelledby="{anchor}">\n{_lang(language, printing, f"{heading}{_led(html)}")}\n</article>'


def _lang(language: str, printing: _Printing, html: str) -> str:
    """Words in another language than the page's say so, for those who have it read to them."""
    if language == printing.language or not html:
        return html
    return f'<div lang="{language or ENGLISH}" dir="{direction(language)}">\n{html}\n</div>'


def _led(html: str) -> str:
    """Links to sheets lead to the sheet on this page."""
    return re.sub(r'href="(?:\.{1,2}/)*(?:resources/)?([a-z0-9_-]+)\.[A-Za-z-]+\.md"', r'href="#sheet-\1"', html)


def _resource(resource: Resource) -> str:
    target = resource.url or f"#sheet-{resource.sheet}"
    return f'<a href="{escape(target)}">{escape(resource.title)}</a>'


def _phrase(markdown: str) -> str:
    """Markdown of one line without the paragraph around it."""
    return as_html(markdown).strip().removeprefix("<p>").removesuffix("</p>")


def _list(items: Iterable[str]) -> str:
    inside = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul>\n{inside}\n</ul>" if inside else ""


def _h(level: int, part: _Part) -> str:
    return f'<h{level} id="{part.anchor}">{part.title}</h{level}>'

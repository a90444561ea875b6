"""Programs in numbers: who is where, which week they are in, on which version, and how people join."""

from __future__ import annotations

from collections import Counter

from bot.curriculum.versions import content_hash
from bot.flows.desk.rights import desk_of, my_programs
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.texts.dates import day, hour
from bot.words.boards import Figures
from bot.words.doors import open_code
from bot.words.matches import PROPOSED
from bot.words.phrases import Phrase

SPAN = 4
"""Weeks that are counted together."""

TITLE = Phrase("desk-programs", "Programs")
NONE = Phrase("desk-programs-none", "You look after no program just now.")
PEOPLE = Phrase(
    "desk-programs-people",
    "Mentees: {mentees}, waiting for a mentor: {waiting}. Mentors: {mentors}, free places: {seats}. Stopped: "
    "{stopped}.",
)
MATCHES = Phrase(
    "desk-programs-matches",
    "Matches: {open} going on, {paused} resting, {proposed} suggested, {ended} ended.",
)
WEEKS = Phrase("desk-programs-weeks", "Weeks they are in: {weeks}.")
WEEK = Phrase("desk-programs-week", "{first} to {last}: {count}")
NEWEST = Phrase("desk-programs-newest", "Curriculum: all of them walk the newest version.")
OLDER = Phrase(
    "desk-programs-older",
    "Curriculum: {newest} walk the newest version, {older} an earlier one ({versions} earlier versions in use).",
)
ROUND = Phrase("desk-programs-round", "The next matching round is on {day}, {hour}.")
JOIN = Phrase("desk-programs-join", "To join, people write to me: /start {mentee} or /start {mentor}")
DESK = Phrase("desk-programs-desk", "Desk")


def show_programs(telling: Telling, _: str = "") -> None:
    """Each of my programs, shortly."""
    found = [program for program in my_programs(telling) if program in desk_of(telling).figures]
    parts = [_described(telling, program, desk_of(telling).figures[program]) for program in found]
    show(telling, "\n\n".join(parts) or telling.words(NONE()), (button(telling, DESK, "menu"),))


def _described(telling: Telling, program: str, figures: Figures) -> str:
    counts = Counter[str]()
    for (role, status), count in figures.members.items():
        counts[role if status == "waiting" else "stopped"] += count
    matches = Counter(figures.matches)
    said = [
        telling.title_of(program),
        telling.words(
            PEOPLE(
                mentees=counts["mentee"],
                waiting=figures.waiting,
                mentors=counts["mentor"],
                seats=figures.seats,
                stopped=counts["stopped"],
            )
        ),
        telling.words(
            MATCHES(
                open=matches["open"],
                paused=matches["paused"],
                proposed=sum(matches[status] for status in PROPOSED),
                ended=matches["ended"],
            )
        ),
        *_walking(telling, program, figures),
    ]
    if figures.next_round is not None:
        when = {
            "day": day(figures.next_round, telling.person.zone, telling.language),
            "hour": hour(figures.next_round, telling.person.zone, telling.language),
        }
        said.append(telling.words(ROUND(**when)))
    said.append(telling.words(JOIN(mentee=open_code(program, "mentee"), mentor=open_code(program, "mentor"))))
    return "\n".join(said)


def _walking(telling: Telling, program: str, figures: Figures) -> list[str]:
    if not figures.weeks:
        return []
    spans = Counter[int]()
    for week, count in figures.weeks.items():
        spans[(week - 1) // SPAN] += count
    weeks = " · ".join(
        telling.words(WEEK(first=at * SPAN + 1, last=at * SPAN + SPAN, count=count))
        for at, count in sorted(spans.items())
    )
    newest = figures.versions.get(content_hash(telling.stage.programs[program]), 0)
    older = sum(figures.versions.values()) - newest
    version = OLDER(newest=newest, older=older, versions=len(figures.versions) - bool(newest)) if older else NEWEST()
    return [telling.words(WEEKS(weeks=weeks)), telling.words(version)]


PHRASES = (TITLE, NONE, PEOPLE, MATCHES, WEEKS, WEEK, NEWEST, OLDER, ROUND, JOIN, DESK)

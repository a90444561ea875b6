"""A small program as a stranger might write one: eight weeks, two dates of the year, a branch, quiet hours."""

from __future__ import annotations

from pathlib import Path

WEEKS = {
    1: ("moor", "Make fast"),
    2: ("chart", "Read the chart"),
    3: ("sail", "Set sail"),
    4: ("wind", "Ask about the wind"),
    5: ("tide", "Mind the tide"),
    6: ("light", "Find the light"),
    7: ("knot", "Tie a knot"),
    8: ("land", "Come ashore"),
}
DATES = {"spring": ("03-20", "The first day of spring"), "regatta": ("04-10", "The regatta")}
ROW = ("row", "Row instead")
YES, NO = "Yes, I read it", "Not yet"

PLAN = """\
title: Harbour
about: For people who come to a new harbour.
languages: [en]
goals: {arrive: Arrive, learn: Learn to sail}
leave_out: [profession, education, school, interests, known]
weeks: 8
introduction: {ask_after_days: [366]}
meetings: {every_days: 300}
check_ins: {days: [300]}
silence: {nudge: 200, help: 210, coordinator: 220, warning: 230, closure: 240}
end: {announce_weeks: 0}
prompts: {day: monday, time: "10:00"}
quiet_hours: {from: "20:30", to: "8:00"}
steps:
"""
STEP = """\
---
title: {title}
minutes: 20
{ask}---
## mentee
Here is {title} for you, with an hour of your week.
## mentor
Here is {title} for the one who walks beside.
## starters
- What did you see?
- What do you make of it?
- What comes next?
## task
Try it once.
## question
What was it like?
## resources
- [Charts](https://example.org/charts)
## send
I tried it. And you?
"""


def write(folder: Path) -> Path:
    """Write the program into a folder of programs; returns that."""
    plan = PLAN
    for week, (step, title) in WEEKS.items():
        plan += f"  - {{id: {step}, week: {week}{', branch: {read: sail, not-yet: row}' if week == 2 else ''}}}\n"
        ask = f'ask: Did you read it?\nanswers: {{read: "{YES}", not-yet: "{NO}"}}\n' if week == 2 else ""
        _file(folder, step, STEP.format(title=title, ask=ask))
    plan += "  - {id: row, week: 3}\n"
    _file(folder, ROW[0], STEP.format(title=ROW[1], ask=""))
    for step, (date, title) in DATES.items():
        plan += f'  - {{id: {step}, date: "{date}"}}\n'
        _file(folder, step, STEP.format(title=title, ask=""))
    (folder / "harbour" / "program.yaml").write_text(plan, encoding="utf-8")
    return folder


def _file(folder: Path, step: str, text: str) -> None:
    path = folder / "harbour" / "steps" / f"{step}.en.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

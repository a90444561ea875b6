"""`alongside people`, `alongside concerns` and `alongside audit`: the desk for operators and scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from bot.commands.matching import check, ordered
from bot.commands.printing import AsJson, print_json, said, shown, table

people = typer.Typer(no_args_is_help=True, help="The people of a program, and who runs it.")
people.command()(check)
concerns = typer.Typer(no_args_is_help=True, help="Reports that something is not right.")

_Program = Annotated[str, typer.Option(help="Only of this program.")]
_Person = Annotated[str, typer.Argument(help="Whom, by pseudonym, as in the list.")]
_Concern = Annotated[str, typer.Argument(help="Which, as in the list.")]


@people.command("list")
def people_list(
    program: _Program = "",
    role: Annotated[str, typer.Option(help="mentee, mentor, coordinator or admin.")] = "",
    as_json: AsJson = False,
) -> None:
    """Who takes part and who runs it."""
    found = ordered("people", program=program, role=role)
    table(found, ("person", "program", "role", "status", "since", "reachable"), as_json=as_json)


@people.command("show")
def people_show(person: _Person, as_json: AsJson = False) -> None:
    """One person, with their name; that you looked is noted in the audit trail."""
    found = ordered("person", person=person)
    if as_json:
        print_json(found)
        return
    _facts({name: found[name] for name in ("person", "name", "language", "zone", "active", "since", "reachable")})
    table(found["memberships"], ("program", "role", "status", "since"), title="Takes part")
    table(found["matches"], ("match", "program", "as", "with", "status", "since"), title="Matches")
    table(found["rights"], ("role", "program"), title="Rights")


@people.command("remove")
def people_remove(
    person: _Person, yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False, as_json: AsJson = False
) -> None:
    """Forget someone for good: everything they told, their place, their rights. Their partners hear that they left."""
    if not yes:
        typer.confirm(f"Forget {person} for good?", abort=True)
    done = ordered("remove-person", person=person)
    said(done, f"{done['person']} is forgotten as soon as the bot runs.", as_json=as_json)


def dashboard(
    person: Annotated[str, typer.Argument(help="For whom, by pseudonym; not needed where only one has rights.")] = "",
    as_json: AsJson = False,
) -> None:
    """Print a link that opens the dashboard, once and within ten minutes."""
    made = ordered("dashboard", person=person)
    said(made, str(made["link"]), as_json=as_json)


@people.command("role")
def people_role(
    person: _Person,
    role: Annotated[str, typer.Argument(help='"coordinator", "admin", or "none" to take rights away.')],
    program: Annotated[str, typer.Option(help="Of this program.")] = "",
    as_json: AsJson = False,
) -> None:
    """Give someone who is here already rights, or take them."""
    done = ordered("role", person=person, role=role, program=program)
    where = f" of {done['program']}" if done["program"] else ""
    said(done, f"{done['person']}: {done['role']}{where}", as_json=as_json)


@people.command("invite")
def people_invite(
    role: Annotated[str, typer.Option(help="coordinator or admin.")] = "coordinator",
    program: Annotated[str, typer.Option(help="Of this program.")] = "",
    as_json: AsJson = False,
) -> None:
    """Print a code that makes whoever writes it to the bot a coordinator or an admin, once, for two weeks."""
    done = ordered("invite", role=role, program=program)
    where = f" of {done['program']}" if done["program"] else ""
    text = (
        f"{done['code']}\n\nWhoever writes this to the bot becomes {done['role']}{where}: once, "
        f"until {done['until'][:10]}.\nOn Telegram it also works as a link: https://t.me/YOUR_BOT?start={done['code']}"
    )
    said(done, text, as_json=as_json)


@concerns.command("list")
def concerns_list(
    program: _Program = "",
    closed: Annotated[bool, typer.Option("--all", help="Those that are closed as well.")] = False,
    as_json: AsJson = False,
) -> None:
    """Reports, oldest first; what was reported does not stand here."""
    found = ordered("concerns", program=program, closed=closed)
    columns = ("concern", "program", "category", "status", "since", "by_when", "owner", "reporter", "about")
    table(found, columns, as_json=as_json)


@concerns.command("show")
def concerns_show(concern: _Concern, as_json: AsJson = False) -> None:
    """One report with its words; that you read it is noted in the audit trail."""
    found = ordered("concern", concern=concern)
    if as_json:
        print_json(found)
        return
    _facts({name: value for name, value in found.items() if name not in {"words", "notes"} and value})
    words = found["words"] or {}
    typer.echo(f"\n{words.get('said') or '(nothing written)'}")
    for one in words.get("talk", ()):
        typer.echo(f"{'▶' if one.get('reported') else ' '} {one['by']}, {one['at'][:16]}: {one['text']}")
    for note in found["notes"]:
        typer.echo(f"• {note['text']}")


@concerns.command("close")
def concerns_close(
    concern: _Concern,
    outcome: Annotated[str, typer.Option(help="talked, parted, left, advised or nothing.")],
    note: Annotated[str, typer.Option(help="For those who come after you.")] = "",
    as_json: AsJson = False,
) -> None:
    """Close a report; the reporter hears it in general words."""
    done = ordered("close-concern", concern=concern, outcome=outcome, note=note)
    said(done, f"{done['concern']} is closed: {done['outcome']}", as_json=as_json)


def audit(
    program: _Program = "",
    limit: Annotated[int, typer.Option(min=1, help="How many lines.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Who did what, newest first. Nothing in it is ever changed."""
    found = ordered("audit", program=program, limit=limit)
    table(found, ("at", "by", "what", "program", "match", "person", "details"), as_json=as_json)


def _facts(found: Mapping[str, Any]) -> None:
    width = max(len(name) for name in found)
    for name, value in found.items():
        typer.echo(f"{name:<{width}}  {shown(value)}")

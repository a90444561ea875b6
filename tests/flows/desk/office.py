"""What the tests of the desk begin with, and how they look at what came of it."""

from __future__ import annotations

from bot.doings.desk.watch import first_code
from bot.words.effects.desk import Raise
from bot.words.journeys import Attention
from tests.flows.talking.company import Company

CAST = """
Ana is on Telegram.
Sam is on Telegram.
Rosa is on Telegram.
Luis is on Slack.
Vera is on Telegram.
Ana mentors Sam in new_neighbors.
Rosa coordinates new_neighbors.
Luis coordinates first_year.
Vera is an admin.
"""


async def puts_on_list(everyone: Company, kind: str = "silent", program: str = "new_neighbors", **more) -> Attention:
    """One more line of this kind, about Sam and Ana unless told otherwise."""
    about = {"match": 1, "told": {"sides": ["mentee"], "days": 14}} | more
    key = about.pop("key", f"{kind}:{program}")
    line = Attention(key, kind, program, everyone.clock.now(), **about)
    await everyone.keeps(Raise(line))
    return line


async def lines(everyone: Company) -> dict[str, str]:
    """Every line that stands: its status by key."""
    return {line.key: line.status for line in await everyone.store.read(lambda session: session.attention())}


async def trail(everyone: Company) -> list[str]:
    """What was done, oldest first."""
    return [line.what for line in reversed(await everyone.store.read(lambda session: session.audit()))]


async def rights(everyone: Company, name: str) -> set[tuple[str, str]]:
    """What someone is."""
    return {(one.role, one.program) for one in (await everyone.scene(name)).staff}


async def admin_code(everyone: Company) -> str:
    """What the bot prints at its start."""
    return await first_code(everyone.store, everyone.clock)


async def passes_questions(everyone: Company, name: str, born: str = "5/1990") -> list[str]:
    """Answers what everyone is asked who joins the staff; returns what was said in the end."""
    await everyone.says(name, "yes", born)
    if (await everyone.scene(name)).run is not None:
        await everyone.says(name, name, "Hamburg")
    return everyone.news(name)

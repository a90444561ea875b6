"""Somebody's own chat with the bot, whatever platform it is on, and what a coordinator does there to make a cohort."""

from __future__ import annotations

import asyncio


async def until(holds, within=15.0):
    async with asyncio.timeout(within):
        while not holds():
            await asyncio.sleep(0.02)


class Chat:
    """Someone's chat: what they do, and what the bot told them."""

    def __init__(self, person):
        self.person, self.heard_until = person, 0

    def told(self):
        return [shown.text for shown in self.person.chat]

    async def hears(self, words):
        """The next message with these words in it."""
        await until(lambda: any(words in text for text in self.told()[self.heard_until :]))
        place = next(n for n, text in enumerate(self.told()) if n >= self.heard_until and words in text)
        self.heard_until = place + 1
        return self.told()[place]

    async def says(self, text, words):
        await self.person.says(text)
        return await self.hears(words)

    async def presses(self, label, words):
        await self.person.presses(label)
        await until(lambda: any(words in text for text in self.told()))


async def begins_a_cohort(carla):
    """Everything she is asked about a cohort that begins today, up to where its room shall be."""
    await carla.says("/desk", "Your desk, Carla")
    await carla.presses("People", "Who works here")
    await carla.presses("Cohorts", "Cohorts are mentors who")
    await carla.presses("New cohort", "What shall they be called")
    await carla.says("Spring volunteers", "On which day")
    await carla.says("today", "Which language")
    await carla.says("English", "Where shall their room be")

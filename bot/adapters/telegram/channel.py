"""Telegram as a channel: listens, sends one delivery, translates errors."""

from __future__ import annotations

import asyncio
import hashlib
import time
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import TelegramError

from bot.adapters.telegram import checking, commands, doorway, rooms
from bot.adapters.telegram.faults import is_nothing_to_edit, is_unchanged, translated
from bot.adapters.telegram.files import Files
from bot.adapters.telegram.intake import Intake
from bot.adapters.telegram.media import ANIMATION
from bot.adapters.telegram.pace import Pace
from bot.adapters.telegram.polling import Polling
from bot.adapters.telegram.reading import CAPTION
from bot.adapters.telegram.timing import Timing
from bot.adapters.telegram.transport import Wire
from bot.adapters.telegram.writing import LIMITS, Call, write
from bot.words.clock import Clock
from bot.words.doors import Door
from bot.words.errors import CannotPass, Rejected, SendError
from bot.words.messages import Delivery, InviteInto, OpenRoom, Ready, RoomLink
from bot.words.ports import NOTHING_READY, Finding, Inbox

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.adapters.telegram.webhook import Webhook

_NO_COMMANDS: commands.Commands = {}


class TelegramChannel:
    """One bot on Telegram.

    It polls, or takes a webhook when `public_url` is set. `commands` is the menu by language code, "" for everyone
    else: (name, description). `webhook_secret` may hold "new,old" while it is changed; without one it is derived from
    the token. `door` is where people meet the bot, None until it is known what it is called.
    """

    name = "telegram"
    limits = LIMITS

    def __init__(  # noqa: PLR0913 - a channel is put together in one place, by keyword
        self,
        token: str,
        *,
        clock: Clock,
        root: str = "https://api.telegram.org",
        commands: commands.Commands = _NO_COMMANDS,
        webhook_secret: str = "",
        public_url: str = "",
        timing: Timing | None = None,
    ) -> None:
        self._timing = timing or Timing()
        self._wire = Wire(root, token, self._timing)
        self._bot = Bot("kept by the wire", base_url=_no_base, request=self._wire, get_updates_request=self._wire)
        self._commands = commands
        self._files = Files(root, token, self._wire, self._timing)
        self._intake = Intake(self._wire, clock)
        identity = token.partition(":")[0]
        self._intake.me.id = int(identity) if identity.isdecimal() else 0
        self._pace = Pace(time.monotonic)
        self._url = ""
        self.door: Door | None = None
        self._webhook: Webhook | None = None
        if public_url:
            from bot.adapters.telegram.webhook import PATH, Webhook  # noqa: PLC0415 - who polls starts without it

            self._url = public_url.rstrip("/") + PATH
            self._webhook = Webhook(self._intake, _secrets(webhook_secret, token), self._timing)

    @property
    def dropped(self) -> int:
        """How many updates named no chat and were let go."""
        return self._intake.dropped

    async def listen(self, inbox: Inbox) -> None:
        """Hand in what people do until cancelled; the command menu is seen to beside it."""
        if self._webhook:
            listening = self._webhook.listen(inbox, self._wire, self._url)
        else:
            listening = Polling(self._wire, self._intake, self._timing).listen(inbox)
        publishing = asyncio.create_task(self._introduce())  # starts second
        try:
            await listening
        finally:
            publishing.cancel()
            await asyncio.gather(publishing, return_exceptions=True)

    async def _introduce(self) -> None:
        """See to the menu, and learn what links to us are called."""
        self.door = await doorway.learn(self._bot, self._timing)
        if self.door is not None:
            self._intake.me.name = self.door.name.removeprefix("@")
        await commands.publish(self._bot, self._commands, self._timing)

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        if isinstance(delivery.content, OpenRoom | RoomLink | InviteInto):
            return await self._make_room(delivery, delivery.content)
        call = write(delivery, target, ready)
        if call is None:
            return ""
        scope = self._pace.scope(delivery.address.id)
        fault: SendError
        try:
            result = await self._make(call)
        except TelegramError as error:
            if is_unchanged(error):
                return _reference(call.parameters, call)
            if is_nothing_to_edit(error):
                return ""
            fault = translated(error, scope)
        else:
            return _reference(result, call)
        raise fault

    async def _make_room(self, delivery: Delivery, content: OpenRoom | RoomLink | InviteInto) -> str:
        try:
            return await rooms.make(self._wire, delivery, content)
        except TelegramError as error:
            fault = translated(error, self._pace.scope(delivery.address.id))
        raise fault

    async def _make(self, call: Call) -> Any:
        if call.file is None:
            return await self._wire.call(call.method, call.parameters)
        return await self._files.send(call.method, call.parameters, call.file)

    async def fetch(self, file: str, most: int) -> bytes:
        fault: SendError
        try:
            return await self._files.fetch(file.removeprefix(ANIMATION), most)
        except TelegramError as error:
            fault = translated(error)
        if isinstance(fault, Rejected) and not isinstance(fault, CannotPass):
            fault = CannotPass("gone")
        raise fault

    async def find(self, delivery: Delivery, ready: Ready = NOTHING_READY) -> str | None:  # noqa: ARG002
        """Telegram cannot tell whether a message arrived."""
        return None

    async def check(self) -> list[Finding]:
        """For `alongside doctor`: whether the token works, how updates come, and what to do."""
        findings, me = await checking.check(self._bot, self._url)
        self.door = doorway.door_of(me) if me else None
        return findings

    def routes(self) -> list[Route]:
        """What the web server has to serve for the webhook; none when polling."""
        return [self._webhook.route()] if self._webhook else []

    async def close(self) -> None:
        await self._intake.close()
        await self._files.close()
        await self._wire.shutdown()


def _reference(named: object, call: Call) -> str:
    """What names the message that came of a call, by its result or its parameters."""
    number = named.get("message_id", "") if isinstance(named, dict) else ""
    return f"{number}{CAPTION}" if number and call.has_caption else str(number)


def _no_base(_token: str) -> str:
    """The library builds "/getMe" from this, and the wire puts root and token before it."""
    return ""


def _secrets(configured: str, token: str) -> tuple[str, ...]:
    given = tuple(secret.strip() for secret in configured.split(",") if secret.strip())
    return given or (hashlib.blake2b(token.encode(), person=b"webhook", digest_size=32).hexdigest(),)

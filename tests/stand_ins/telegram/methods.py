"""What each method of the Bot API does here."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.stand_ins.telegram.markup import check_keyboard, check_text
from tests.stand_ins.telegram.people import Person
from tests.stand_ins.telegram.violations import Broken, Refused

if TYPE_CHECKING:
    from tests.stand_ins.telegram.server import TelegramStandIn

PRESS_LIFE = 150.0
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def get_updates(world: TelegramStandIn, values: dict[str, Any]) -> str:
    if world.webhook.url:
        active = (
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
        )
        raise Refused(409, active)
    limit = values.get("limit", 100)
    if not 1 <= limit <= 100:
        raise Broken("limit", "Bad Request: limit must be 1 to 100")
    return await world.updates.get(values.get("offset"), limit, values.get("timeout", 0))


async def send_message(world: TelegramStandIn, values: dict[str, Any]) -> str:
    check_text(values)
    markup = values.get("reply_markup", {})
    if markup:
        check_keyboard(markup)
    person = _reader(world, values)
    world.limits.spend(str(person.id))
    return _message(world, person, person.sees(values["text"], markup).message_id, values)


async def edit_message_text(world: TelegramStandIn, values: dict[str, Any]) -> str:
    if "chat_id" not in values or "message_id" not in values:
        raise Broken("missing-parameter", "Bad Request: message identifier is not specified")
    check_text(values)
    markup = values.get("reply_markup", {})
    check_keyboard(markup or {"inline_keyboard": []})
    person = _reader(world, values)
    seen = next((seen for seen in reversed(person.chat) if seen.message_id == values["message_id"]), None)
    if seen is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if "keyboard" in seen.markup:
        raise Refused(400, "Bad Request: message can't be edited")
    if (seen.text, seen.markup.get("inline_keyboard") or []) == (values["text"], markup.get("inline_keyboard") or []):
        raise Refused(400, "Bad Request: message is not modified: specified new message content is exactly the same")
    world.limits.spend(str(person.id))
    seen.text, seen.markup, seen.edited = values["text"], markup, seen.edited + 1
    person.bell.ring()
    return _message(world, person, seen.message_id, values)


async def answer_callback_query(world: TelegramStandIn, values: dict[str, Any]) -> str:
    identity = values["callback_query_id"]
    pressed_at = world.presses.get(identity)
    if pressed_at is None or world.now() - pressed_at > PRESS_LIFE:
        raise Refused(400, TOO_OLD)
    if identity in world.answered:
        raise Broken("answered-twice", TOO_OLD)
    world.answered.add(identity)
    world.bell.ring()
    return "true"


async def get_me(world: TelegramStandIn, _values: dict[str, Any]) -> str:
    return json.dumps({**world.me, "can_join_groups": True, "can_read_all_group_messages": False})


async def set_my_commands(world: TelegramStandIn, values: dict[str, Any]) -> str:
    for command in values["commands"]:
        name, description = command["command"], command["description"]
        if not (1 <= len(name) <= 32 and name.islower() and name.isidentifier() and name.isascii()):
            raise Broken("command", "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise Broken("command", "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[values.get("language_code", "")] = values["commands"]
    world.bell.ring()
    return "true"


async def get_my_commands(world: TelegramStandIn, values: dict[str, Any]) -> str:
    return json.dumps(world.commands.get(values.get("language_code", ""), []))


async def set_webhook(world: TelegramStandIn, values: dict[str, Any]) -> str:
    if not 1 <= values.get("max_connections", 40) <= 100:
        raise Broken("max-connections", "Bad Request: max_connections must be 1 to 100")
    secret = values.get("secret_token", "")
    if len(secret) > 256 or not all(c.isascii() and (c.isalnum() or c in "_-") for c in secret):
        raise Broken("secret-token", "Bad Request: secret token contains unallowed characters")
    world.webhook.set(values["url"], secret)
    world.bell.ring()
    return "true"


async def delete_webhook(world: TelegramStandIn, values: dict[str, Any]) -> str:
    if values.get("drop_pending_updates"):
        raise Broken("dropped-updates", "Bad Request: people's words would be lost")
    world.webhook.set("", "")
    return "true"


async def get_webhook_info(world: TelegramStandIn, _values: dict[str, Any]) -> str:
    info = {
        "url": world.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if world.webhook.last_error:
        info |= {"last_error_message": world.webhook.last_error, "last_error_date": world.date}
    return json.dumps(info)


METHODS: dict[str, Callable[[TelegramStandIn, dict[str, Any]], Awaitable[str]]] = {
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "answerCallbackQuery": answer_callback_query,
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}


def _reader(world: TelegramStandIn, values: dict[str, Any]) -> Person:
    """Whoever the chat belongs to, if the bot may write there."""
    person = world.people.get(values["chat_id"])
    if person is None:
        raise Refused(400, "Bad Request: chat not found")
    if person.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    if not person.started:
        world.break_rule("sendMessage", "wrote-first", str(person.id))
        raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
    return person


def _message(world: TelegramStandIn, person: Person, message_id: int, values: dict[str, Any]) -> str:
    return json.dumps(
        {
            "message_id": message_id,
            "from": world.me,
            "chat": person.room,
            "date": world.date,
            "text": values["text"],
        },
        separators=(",", ":"),
    )

"""What each method of the Bot API does here."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.stand_ins.telegram.files import METHODS as METHODS_OF_FILES
from tests.stand_ins.telegram.files import MOST_FETCHED, Kept, check_caption, described
from tests.stand_ins.telegram.groups import create_chat_invite_link, create_forum_topic
from tests.stand_ins.telegram.markup import check_keyboard, check_text
from tests.stand_ins.telegram.people import Person, Seen
from tests.stand_ins.telegram.violations import Broken, Refused

if TYPE_CHECKING:
    from tests.stand_ins.telegram.server import TelegramStandIn

PRESS_LIFE = 150.0
LONGEST_POLL = 50
KINDS_OF_UPDATES = frozenset(
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages message_reaction message_reaction_count inline_query "
    "chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer "
    "my_chat_member chat_member chat_join_request chat_boost removed_chat_boost".split()
)
CALLED = frozenset({None, 80, 88, 443, 8443})
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
    if not 0 <= values.get("timeout", 0) <= LONGEST_POLL:
        raise Broken("timeout", f"Bad Request: timeout must be 0 to {LONGEST_POLL}")
    if unknown := set(values.get("allowed_updates", ())) - KINDS_OF_UPDATES:
        world.break_rule("getUpdates", "allowed-updates", ", ".join(sorted(unknown)))
    return await world.updates.get(values.get("offset"), limit, values.get("timeout", 0))


async def send_message(world: TelegramStandIn, values: dict[str, Any]) -> str:
    if (group := world.groups.get(values["chat_id"])) is not None:
        return group.hears(values)
    check_text(values)
    if "message_thread_id" in values:
        raise Refused(400, "Bad Request: message thread not found")
    return _arrives(world, values, {"text": values["text"]})


async def send_location(world: TelegramStandIn, values: dict[str, Any]) -> str:
    if abs(values["latitude"]) > 90 or abs(values["longitude"]) > 180:
        raise Broken("location", "Bad Request: wrong latitude or longitude")
    return _arrives(world, values, {"location": {name: values[name] for name in ("latitude", "longitude")}})


def send_file(method: str) -> Callable[[TelegramStandIn, dict[str, Any]], Awaitable[str]]:
    """The method that sends files of this kind, by id or as part of a form."""
    kind = METHODS_OF_FILES[method]

    async def send(world: TelegramStandIn, values: dict[str, Any]) -> str:
        check_caption(values)
        given = values[kind]
        if isinstance(given, str) and given.startswith(("http:", "https:", "attach:")):
            raise Broken("file-by-url", "Bad Request: wrong file identifier/HTTP URL specified")
        kept = world.files.by_id(given, kind) if isinstance(given, str) else world.files.uploaded(kind, given)
        caption = {"caption": values["caption"]} if values.get("caption") else {}
        return _arrives(world, values, described(kept) | caption, kept)

    return send


async def get_file(world: TelegramStandIn, values: dict[str, Any]) -> str:
    kept = world.files.kept.get(values["file_id"])
    if kept is None:
        raise Refused(400, "Bad Request: invalid file_id")
    if kept.size > MOST_FETCHED:
        raise Refused(400, "Bad Request: file is too big")
    found = {"file_id": kept.id, "file_unique_id": kept.id[-12:], "file_size": kept.size, "file_path": kept.path}
    return json.dumps(found)


async def delete_message(world: TelegramStandIn, values: dict[str, Any]) -> str:
    person = _reader(world, values)
    seen = person.message(values["message_id"])
    if seen is None:
        raise Refused(400, "Bad Request: message to delete not found")
    if world.now() - seen.at > 48 * 3600:
        raise Refused(400, "Bad Request: message can't be deleted")
    person.chat.remove(seen)
    person.removed.append(seen)
    person.bell.ring()
    return "true"


async def edit_message_caption(world: TelegramStandIn, values: dict[str, Any]) -> str:
    check_caption(values)
    return _edits(world, values, "caption")


async def edit_message_text(world: TelegramStandIn, values: dict[str, Any]) -> str:
    check_text(values)
    return _edits(world, values, "text")


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
    if not re.fullmatch("([a-z]{2})?", values.get("language_code", "")):
        raise Broken("language-code", "Bad Request: invalid language code specified")
    if len({command["command"] for command in values["commands"]}) < len(values["commands"]):
        raise Broken("command", "Bad Request: a command stands in a menu once")
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
    if why := _uncalled(values["url"]):
        raise Refused(400, f"Bad Request: bad webhook: {why}")
    world.webhook.set(values["url"], secret)
    world.bell.ring()
    return "true"


def _uncalled(url: str) -> str:
    """Why Telegram brings nothing to such an address; one on this machine stands for any."""
    parts = urlsplit(url)
    if parts.hostname in {None, "127.0.0.1", "localhost"}:
        return ""
    if parts.scheme != "https":
        return "An HTTPS URL must be provided for webhook"
    return "" if parts.port in CALLED else "Webhook can be set up only on ports 80, 88, 443 or 8443"


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
    "sendLocation": send_location,
    **{method: send_file(method) for method in METHODS_OF_FILES},
    "getFile": get_file,
    "deleteMessage": delete_message,
    "editMessageCaption": edit_message_caption,
    "editMessageText": edit_message_text,
    "answerCallbackQuery": answer_callback_query,
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "createForumTopic": create_forum_topic,
    "createChatInviteLink": create_chat_invite_link,
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


def _arrives(world: TelegramStandIn, values: dict[str, Any], content: dict[str, Any], file: Kept | None = None) -> str:
    """A message of the bot arrives in a chat."""
    markup = values.get("reply_markup", {})
    if markup:
        check_keyboard(markup)
    person = _reader(world, values)
    answers = _answered(person, values.get("reply_parameters"))
    world.limits.spend(str(person.id))
    text = content.get("text") or content.get("caption", "")
    seen = Seen(person.next_id(), text, markup, content=content, file=file, answers=answers, at=world.now())
    return _message(world, person, person.sees(seen))


def _answered(person: Person, asked: dict[str, Any] | None) -> int | None:
    """The message that is answered, if it is there; raises Refused where it has to be and is not."""
    if asked is None:
        return None
    if asked["message_id"] in person.sent or person.message(asked["message_id"]):
        return int(asked["message_id"])
    if not asked.get("allow_sending_without_reply"):
        raise Refused(400, "Bad Request: message to be replied not found")
    return None


def _edits(world: TelegramStandIn, values: dict[str, Any], field: str) -> str:
    if "chat_id" not in values or "message_id" not in values:
        raise Broken("missing-parameter", "Bad Request: message identifier is not specified")
    markup = values.get("reply_markup", {})
    check_keyboard(markup or {"inline_keyboard": []})
    person = _reader(world, values)
    seen = person.message(values["message_id"])
    if seen is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if "keyboard" in seen.markup:
        raise Refused(400, "Bad Request: message can't be edited")
    if ("text" in seen.content) != (field == "text") or "location" in seen.content:
        raise Broken("edits-what-is-not-there", f"Bad Request: there is no {field} in the message to edit")
    text = values.get(field, "")
    if (seen.text, seen.markup.get("inline_keyboard") or []) == (text, markup.get("inline_keyboard") or []):
        raise Refused(400, "Bad Request: message is not modified: specified new message content is exactly the same")
    world.limits.spend(str(person.id))
    seen.text, seen.markup, seen.edited = text, markup, seen.edited + 1
    seen.content = {**seen.content, field: text}
    person.bell.ring()
    return _message(world, person, seen)


def _message(world: TelegramStandIn, person: Person, seen: Seen) -> str:
    told = {
        "message_id": seen.message_id,
        "from": world.me,
        "chat": person.room,
        "date": world.date,
        **seen.content,
    }
    return json.dumps(told, separators=(",", ":"))

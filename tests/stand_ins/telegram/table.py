"""The methods and types a conversation needs, as the Bot API describes them; for want of the full description."""

from __future__ import annotations

from typing import Any


def _described(*fields: str) -> dict[str, Any]:
    """Read "name: Type | Type" lines; a name ending in "!" is required."""
    read = {}
    for line in fields:
        name, _, types = line.partition(":")
        read[name.rstrip("!")] = {
            "types": [kind.strip() for kind in types.split("|")],
            "required": name.endswith("!"),
        }
    return {"fields": read}


_TEXT = (
    "parse_mode: String",
    "entities: Array of MessageEntity",
    "link_preview_options: LinkPreviewOptions",
)

_CAPTION = ("caption: String", "parse_mode: String", "caption_entities: Array of MessageEntity")

_SENDING = (
    "chat_id!: Integer | String",
    "message_thread_id: Integer",
    "disable_notification: Boolean",
    "protect_content: Boolean",
    "reply_parameters: ReplyParameters",
    "reply_markup: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove",
)

_METHODS = {
    "getMe": _described(),
    "getUpdates": _described(
        "offset: Integer", "limit: Integer", "timeout: Integer", "allowed_updates: Array of String"
    ),
    "setWebhook": _described(
        "url!: String",
        "ip_address: String",
        "max_connections: Integer",
        "allowed_updates: Array of String",
        "drop_pending_updates: Boolean",
        "secret_token: String",
    ),
    "createForumTopic": _described(
        "chat_id!: Integer | String", "name!: String", "icon_color: Integer", "icon_custom_emoji_id: String"
    ),
    "createChatInviteLink": _described(
        "chat_id!: Integer | String",
        "name: String",
        "expire_date: Integer",
        "member_limit: Integer",
        "creates_join_request: Boolean",
    ),
    "deleteWebhook": _described("drop_pending_updates: Boolean"),
    "getWebhookInfo": _described(),
    "setMyCommands": _described(
        "commands!: Array of BotCommand", "scope: BotCommandScopeDefault", "language_code: String"
    ),
    "getMyCommands": _described("scope: BotCommandScopeDefault", "language_code: String"),
    "sendMessage": _described("text!: String", *_TEXT, *_SENDING),
    "sendPhoto": _described("photo!: InputFile | String", *_CAPTION, *_SENDING),
    "sendVoice": _described("voice!: InputFile | String", *_CAPTION, "duration: Integer", *_SENDING),
    "sendAudio": _described("audio!: InputFile | String", *_CAPTION, "duration: Integer", *_SENDING),
    "sendVideo": _described("video!: InputFile | String", *_CAPTION, "duration: Integer", *_SENDING),
    "sendAnimation": _described("animation!: InputFile | String", *_CAPTION, "duration: Integer", *_SENDING),
    "sendDocument": _described("document!: InputFile | String", *_CAPTION, *_SENDING),
    "sendLocation": _described("latitude!: Float", "longitude!: Float", *_SENDING),
    "getFile": _described("file_id!: String"),
    "deleteMessage": _described("chat_id!: Integer | String", "message_id!: Integer"),
    "editMessageCaption": _described(
        "chat_id: Integer | String", "message_id: Integer", *_CAPTION, "reply_markup: InlineKeyboardMarkup"
    ),
    "editMessageText": _described(
        "chat_id: Integer | String",
        "message_id: Integer",
        "text!: String",
        *_TEXT,
        "reply_markup: InlineKeyboardMarkup",
    ),
    "answerCallbackQuery": _described(
        "callback_query_id!: String", "text: String", "show_alert: Boolean", "url: String", "cache_time: Integer"
    ),
}

_TYPES = {
    "BotCommand": _described("command!: String", "description!: String"),
    "BotCommandScopeDefault": _described("type!: String"),
    "MessageEntity": _described("type!: String", "offset!: Integer", "length!: Integer", "url: String"),
    "ReplyParameters": _described(
        "message_id!: Integer", "chat_id: Integer | String", "allow_sending_without_reply: Boolean", "quote: String"
    ),
    "LinkPreviewOptions": _described("is_disabled: Boolean", "url: String"),
    "InlineKeyboardMarkup": _described("inline_keyboard!: Array of Array of InlineKeyboardButton"),
    "InlineKeyboardButton": _described("text!: String", "callback_data: String", "url: String"),
    "ReplyKeyboardMarkup": _described(
        "keyboard!: Array of Array of KeyboardButton",
        "is_persistent: Boolean",
        "resize_keyboard: Boolean",
        "one_time_keyboard: Boolean",
        "input_field_placeholder: String",
        "selective: Boolean",
    ),
    "KeyboardButton": _described(
        "text!: String",
        "request_users: KeyboardButtonRequestUsers",
        "request_contact: Boolean",
        "request_location: Boolean",
    ),
    "KeyboardButtonRequestUsers": _described(
        "request_id!: Integer",
        "user_is_bot: Boolean",
        "user_is_premium: Boolean",
        "max_quantity: Integer",
        "request_name: Boolean",
        "request_username: Boolean",
        "request_photo: Boolean",
    ),
    "ReplyKeyboardRemove": _described("remove_keyboard!: Boolean", "selective: Boolean"),
}

TABLE: dict[str, Any] = {"methods": _METHODS, "types": _TYPES}

"""What Slack's refusals mean: every error code, status and broken connection becomes one of our send errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.adapters.waits import seconds_asked
from bot.words.errors import CannotPass, ChannelClosed, PersonGone, Rejected, SendError, Throttled, Unreachable

THROTTLED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
CREDENTIALS = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "token_revoked",
        "token_expired",
        "account_inactive",  # with a bot token: the bot's account or its workspace was switched off
        "app_uninstalled",
        "missing_scope",
        "not_allowed_token_type",
        "ekm_access_denied",
        "org_login_required",
        "team_access_not_granted",
        "enterprise_is_restricted",
    }
)
GONE = frozenset(
    {
        "user_not_found",
        "users_not_found",
        "user_disabled",
        "user_not_visible",
        "cannot_dm_bot",
        "is_archived",  # a direct message is archived when its person is deactivated
        "invalid_user_id",
    }
)
REJECTED = frozenset(
    {
        "messages_tab_disabled",
        "restricted_action",
        "no_permission",
        "access_denied",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "channel_not_found",
        "not_in_channel",
        "msg_too_long",
        "msg_blocks_too_long",
        "too_many_attachments",
        "no_text",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_array_arg",
        "invalid_charset",
        "invalid_form_data",
        "invalid_json",
        "json_not_object",
        "invalid_post_type",
        "missing_post_type",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
        "metadata_must_be_sent_from_app",
        "view_too_large",
        "not_enabled",
        "unknown_method",
        "method_deprecated",
        "deprecated_endpoint",
        "as_user_not_supported",
        "duplicate_channel_not_found",
        "invalid_user_combination",
        "not_enough_users",
        "too_many_users",
        "name_taken",
        "no_channel",
        "invalid_name",
        "invalid_name_maxlength",
        "invalid_name_punctuation",
        "invalid_name_required",
        "invalid_name_specials",
        "cannot_create_channel",
        "cant_invite",
        "no_user",
        "user_is_bot",
        "user_is_restricted",
        "user_is_ultra_restricted",
        "user_team_not_in_channel",
        "ura_max_channels",
        "method_not_supported_for_channel_type",
    }
)
FILE_GONE = frozenset({"file_not_found", "file_deleted", "not_visible", "file_not_shared"})
FILE_REFUSED = frozenset(
    {
        "file_uploads_disabled",
        "file_upload_size_restricted",
        "files_upload_disabled",
        "storage_limit_reached",
        "malware_detected",
        "blocked_file_type",
        "restricted_file_type",
        "file_type_not_allowed",
        "slack_connect_file_upload_sharing_blocked",
        "slack_connect_blocked_file_type",
    }
)
THREAD_GONE = frozenset({"thread_not_found", "cannot_reply_to_message", "invalid_thread_ts"})
NOTHING_TO_DELETE = frozenset(
    {"message_not_found", "cant_delete_message", "channel_not_found", "compliance_exports_prevent_deletion"}
)
PERHAPS_DONE = frozenset({"fatal_error", "internal_error", "service_unavailable"})
NOTHING_TO_EDIT = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})


def error_code(error: Exception) -> str:
    """Slack's error code ("channel_not_found"), "" when this is no answer with `ok: false`."""
    data = getattr(getattr(error, "response", None), "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else ""


def retry_after(headers: Mapping[str, str] | None) -> float:
    """The wait Slack asked for, in seconds: what cannot be understood is 5 s, nothing exceeds a day."""
    return seconds_asked((headers or {}).get("Retry-After"))


def to_send_error(error: Exception, *, scope: str = "bot") -> SendError:
    """The one send error this failure means. `scope` is what a request to wait applies to.

    Carries codes and class names only: neither tokens nor anyone's words.
    """
    match error:
        case SendError():
            return error
        case SlackApiError():
            return _from_answer(error.response, error_code(error), scope)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.InvalidURL():
            return Unreachable(f"no connection: {type(error).__name__}", uncertain=False)
        case _:  # the request had left, or nobody can tell
            return Unreachable(f"no answer: {type(error).__name__}", uncertain=True)


def _from_answer(response: Any, code: str, scope: str) -> SendError:
    status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    if status == 429 or code in THROTTLED:
        return Throttled(retry_after(getattr(response, "headers", None)), scope)
    if not code:
        unsure = status >= 500 or status < 400
        return Unreachable(f"status {status} without an answer", uncertain=unsure)
    if code in FILE_GONE | FILE_REFUSED:
        return CannotPass("gone" if code in FILE_GONE else "refused")
    for codes, kind in ((CREDENTIALS, ChannelClosed), (GONE, PersonGone), (REJECTED, Rejected)):
        if code in codes:
            return kind(code)
    unsure = code in PERHAPS_DONE
    return Unreachable(code if unsure else f"unknown answer: {code[:60]}", uncertain=unsure)

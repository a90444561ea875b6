"""The few ways things go wrong, and what each one means for whoever catches it."""

from __future__ import annotations


class AlongsideError(Exception):
    """Everything Alongside raises on purpose."""


class SettingsError(AlongsideError):
    """A setting is missing or wrong: refuses to start; the message names the variable and says what to do."""


class DefinitionError(AlongsideError):
    """A flow, program or text is wrong: refuses to start; the message names file, line and key and says what to do."""


class StorageError(AlongsideError):
    """The database cannot be used (locked by another process, newer than this code, wrong key…): says what to do."""


class StorageInUse(StorageError):
    """Another process of ours holds the database: this one must not touch it."""


class StorageUnavailable(StorageError):
    """The database cannot take a commit just now (disk full, busy, restarting): nothing was accepted, try later."""


class StorageBroken(StorageError):
    """The disk failed or the database file is damaged: what is written can no longer be trusted to last.

    The process ends at once with a non-zero exit code; nothing is tried again on the same connection.
    """


class SendError(AlongsideError):
    """A platform call did not succeed. Channels raise exactly one of the four kinds below."""


class Throttled(SendError):
    """The platform asked us to wait. `retry_after` is in seconds; not counted as an attempt.

    `scope` is "chat" (only this conversation), "bot" (everything we send there), "redrawing" or "tidying"
    (what leaves with that priority).
    """

    def __init__(self, retry_after: float, scope: str = "bot") -> None:
        super().__init__(f"throttled for {retry_after:g} s ({scope})")
        self.retry_after = retry_after
        self.scope = scope


class Unreachable(SendError):
    """The platform could not be reached or failed; the delivery is retried later.

    `uncertain` says the message may have arrived all the same (time-out after the request left, reset, 5xx).
    """

    def __init__(self, reason: str, *, uncertain: bool) -> None:
        super().__init__(reason)
        self.uncertain = uncertain


class PersonGone(SendError):
    """The person blocked the bot, was deactivated or no longer exists there: nothing more is sent to this address."""


class Rejected(SendError):
    """The platform refused what we sent: our fault. Never retried as it is; the operator is alerted."""


class CannotPass(Rejected):
    """A file cannot be passed on: too large, gone, or of a kind we let nobody pass. Nobody's fault: its sender is told.

    The message is a code: "too-large" "too-many-pixels" "kind" "gone" "damaged" "elsewhere" "refused".
    """


class ChannelClosed(SendError):
    """The channel's own credentials no longer work (token revoked): sending there stops, the queue is kept."""


class AddressMoved(SendError):
    """The platform says this conversation now lives elsewhere (Telegram's migrate_to_chat_id)."""

    def __init__(self, new_id: str) -> None:
        super().__init__("address moved")
        self.new_id = new_id

"""What names a message on Slack: "conversation:ts", and in a thread "conversation:ts:root"."""

from __future__ import annotations


def made(channel: str, ts: str, thread_ts: str = "") -> str | None:
    """The reference of a message; None where the platform told too little. A thread's root is in no thread."""
    if not channel or not ts:
        return None
    return f"{channel}:{ts}:{thread_ts}" if thread_ts and thread_ts != ts else f"{channel}:{ts}"


def taken_apart(ref: str | None) -> tuple[str, str, str]:
    """Conversation, ts, and the root of the thread it is in or could begin; empty where there is no reference."""
    channel, _, rest = (ref or "").partition(":")
    ts, _, root = rest.partition(":")
    return (channel, ts, root or ts) if channel and ts else ("", "", "")

"""slack-bolt between Slack and the intake: it parses and authorizes, we hand in and only then acknowledge."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization.authorize_result import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot.adapters.slack.calls import quiet_logger

Take = Callable[[Any], Awaitable[bool]]


def bolt_app(take: Take) -> AsyncApp:
    """A bolt app in which everything Slack sends goes to `take`: 200 once it is committed, 503 if it is not.

    One middleware takes all, so that nothing is ever unhandled (bolt answers 404 to that). Signatures are checked
    before bolt sees a request (bolt knows one secret only), and our own messages are counted rather than dropped.
    """
    app = AsyncApp(
        name="alongside",
        logger=quiet_logger(),
        authorize=_nobody_in_particular,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    async def hand_in(body: dict[str, Any]) -> BoltResponse:
        taken = await take(body)
        return BoltResponse(status=200 if taken else 503, body="")

    app.use(hand_in)
    return app


async def _nobody_in_particular(**_: Any) -> AuthorizeResult:
    """Bolt wants to know whose token answers; we answer through the outbox, so no call is made for it."""
    return AuthorizeResult(enterprise_id=None, team_id=None)

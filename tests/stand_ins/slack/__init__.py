"""A stand-in for Slack: real HTTP and WebSocket on loopback, strict about Slack's rules, unruly on request."""

from tests.stand_ins.slack.person import Person, Shown
from tests.stand_ins.slack.server import SlackStandIn

__all__ = ["Person", "Shown", "SlackStandIn"]

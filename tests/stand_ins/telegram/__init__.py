"""A stand-in for Telegram's Bot API: a real HTTP server that enforces its rules and can misbehave on request."""

from tests.stand_ins.telegram.limits import Rates
from tests.stand_ins.telegram.people import Person, Seen
from tests.stand_ins.telegram.server import TelegramStandIn
from tests.stand_ins.telegram.violations import Violation

__all__ = ["Person", "Rates", "Seen", "TelegramStandIn", "Violation"]

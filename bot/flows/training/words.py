"""Every phrase of the training, so that a translation can be checked for what is missing."""

from __future__ import annotations

from bot.flows.training import (
    certificate,
    checks,
    getting_ready,
    going_on,
    readiness,
    recording,
    reminding,
    rereading,
    showing,
    standpoint,
)

PHRASES = (
    *readiness.PHRASES,
    *showing.PHRASES,
    *standpoint.PHRASES,
    *going_on.PHRASES,
    *getting_ready.PHRASES,
    *reminding.PHRASES,
    *rereading.PHRASES,
    *certificate.PHRASES,
    *checks.PHRASES,
    *recording.PHRASES,
)

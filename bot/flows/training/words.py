"""Every phrase of the training, so that a translation can be checked for what is missing."""

from __future__ import annotations

from bot.flows.training import certificate, checks, getting_ready, readiness, reminding, rereading, showing

PHRASES = (
    *readiness.PHRASES,
    *showing.PHRASES,
    *getting_ready.PHRASES,
    *reminding.PHRASES,
    *rereading.PHRASES,
    *certificate.PHRASES,
    *checks.PHRASES,
)

"""People who run programs and those they look after, on rehearsed platforms, over the real hub and a real database."""

from __future__ import annotations

from tests.flows.talking.conftest import company

__all__ = ["company"]

"""Alongside: a mentorship program that lives in the chat apps people already use."""

import zoneinfo

# The rules of time zones come from the package `tzdata` alone, so that its edition says by which rules something was
# computed; what the operating system has may change under a process that runs.
zoneinfo.reset_tzpath(to=())

"""Broadcasts at work: counted, fed to the outbox, brought forth again, a little at a time."""

"""Alongside: a mentorship program that lives in the chat apps people already use."""

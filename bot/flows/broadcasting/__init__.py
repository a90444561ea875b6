"""Broadcasts: to whom, in which words, when, and what is told about them to whoever sends them."""

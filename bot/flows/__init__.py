"""The conversations, each read top to bottom."""

"""Whom one walks with: a match as one of the two finds it, and what they do about it, whatever it is about."""

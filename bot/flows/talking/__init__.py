"""Talking within a match: what one of the two can do at any time, and how words get from one to the other."""

"""Volunteers who train together: their rooms, their questions, and what coordinators see."""

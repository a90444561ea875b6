"""Checks of mentors at the desk: who waits for one, what is recorded about someone, and recording it."""

"""Getting mentors ready: guidelines, a training in lessons, checks, and what is still missing."""

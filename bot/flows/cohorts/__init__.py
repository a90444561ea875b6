"""Volunteers who train together: the coordinator's pages, joining and leaving, and what is heard in their room."""

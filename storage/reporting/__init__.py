"""Gathers the facts of a report: a handful of wide queries, and no sealed value opened that was opened before."""

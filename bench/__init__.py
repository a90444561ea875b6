"""The benchmark: one conversation, three bots, one machine, one table."""

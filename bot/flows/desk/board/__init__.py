"""The matching board in chat: what a dry run found, pair by pair, and what staff decide about it."""

"""The coordinator's desk in chat: who needs me today, what I can do about it, and who else works here."""

"""The words people read, in every language."""

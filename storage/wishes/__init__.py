"""What turns wish for, gathered by what it is about and written in a few wide statements."""

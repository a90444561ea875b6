"""What someone can wish of us at any time, whatever question is open, and what is done about it."""

"""Keeping a match alive: signs of life, whether the two meet, how it goes for each, and what is done about silence."""

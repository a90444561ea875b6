"""A whole population of made-up people, played through the real hub and a real database in virtual time."""

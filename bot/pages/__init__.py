"""The pages a program shows to the world: what it is, how one joins, and a poster for the wall."""

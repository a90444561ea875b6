"""A match's way through its program: what is sent to whom on which local day, and what the two do with it."""

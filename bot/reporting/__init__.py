"""How a program goes: figures with what they say in plain words, and what exactly was counted. Pure."""

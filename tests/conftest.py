"""What holds for every test: values are frozen in earnest."""

from bot.words import values

values.STRICT = True

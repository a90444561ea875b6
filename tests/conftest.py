"""What holds for every test: values are frozen in earnest."""

import os

from bot.words import values

values.STRICT = True
os.environ["STRICT_VALUES"] = "1"  # a worker process has to be of the same kind: values are handed over pickled

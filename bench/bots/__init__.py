"""The bots that are compared; each runs in a process of its own: `python -m bench.bots.NAME URL FOLDER`."""

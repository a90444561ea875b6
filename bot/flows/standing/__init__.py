"""Where someone stands in the program: how it is told to them, and the buttons that lead on from there."""

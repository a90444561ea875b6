"""From waiting to introduced: who was found, what the mentee picks, what the mentor answers, and the first words."""

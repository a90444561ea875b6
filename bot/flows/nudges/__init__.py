"""What comes by itself: in which hours of the day, and what it is called by whoever looks back at it."""

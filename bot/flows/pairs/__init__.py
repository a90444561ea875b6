"""Two people and what one does about the other, whatever it is about."""

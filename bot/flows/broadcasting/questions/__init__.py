"""How the questions of someone who writes to many are answered: the words, whom it is for, when and how often."""

"""What makes a declared flow talk: steps, questions, answers, and the ways between them; pure."""

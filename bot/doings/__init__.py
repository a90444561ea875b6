"""What Alongside does with what people send: one commit, then delivery."""

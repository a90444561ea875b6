"""The command line's twins of what people do in chat, and what an operator needs: a module for each kind of thing."""

"""From hello to a finished profile: how one comes in, what is asked, and what must be settled before it is kept."""

"""How a match ends well: announced, with a goodbye, a card to keep, a door left open, and perhaps a new mentor."""

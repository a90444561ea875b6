"""Audiences: queries over what is known of members, who is in one, and how people write and read them."""

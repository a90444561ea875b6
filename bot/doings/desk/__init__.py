"""What coordinators and operators order: rounds, releases, checks; whatever the way their orders came in."""

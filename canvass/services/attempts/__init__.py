"""How often somebody tries to get in."""

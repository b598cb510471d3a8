"""Shifts: who walks when, with whom, for how long, and what they can take away of it."""

"""People: what happens at the doors."""

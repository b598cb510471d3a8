"""How many rows are asked and written by one statement."""

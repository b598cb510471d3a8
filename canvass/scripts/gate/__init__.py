"""Pure: whether what a voter may hear or read takes sides. Start at ``check.py``."""

"""Statements in plain SQL, for what is asked so often that putting it together would cost more."""

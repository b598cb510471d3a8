"""Triggers that a SQL file declares: whether they are in the database, and how they get there."""

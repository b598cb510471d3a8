"""Reads files of ground into rows, and says which rows cannot be used and why."""

"""Phones: how they come to be known, and how they cease to be."""

"""Lends walk lists: offered, taken up, given back, continued by others."""

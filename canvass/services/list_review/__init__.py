"""Looks a list over as a whole: held, released, rolled back, put back."""

"""An organization as its people set it."""

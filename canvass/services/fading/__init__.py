"""Fading: who knocked which door when is forgotten a while after the list closed."""

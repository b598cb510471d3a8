"""How phones come to be known, over HTTP."""

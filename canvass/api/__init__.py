"""Canvassing over HTTP."""

"""Figures drawn from stored knocks."""

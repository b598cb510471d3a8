"""Pushing and pulling, measured beside what others would take."""

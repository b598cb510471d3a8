"""Shifts over HTTP: planning, coming and going, hours, letters, safety, and a lead's screens."""

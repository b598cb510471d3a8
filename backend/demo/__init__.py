"""The main job, end to end, on a city that does not exist."""

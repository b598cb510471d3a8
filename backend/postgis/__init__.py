"""The PostGIS engine that tells each session in whose name it works."""

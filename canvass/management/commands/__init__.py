"""Management commands about canvassing."""

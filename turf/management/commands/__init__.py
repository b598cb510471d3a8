"""Management commands about ground."""

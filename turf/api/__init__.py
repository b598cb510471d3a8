"""Ground over HTTP."""

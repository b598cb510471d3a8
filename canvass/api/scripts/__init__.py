"""Scripts, their gate, and the ballot over HTTP."""

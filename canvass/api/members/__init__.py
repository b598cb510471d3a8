"""Who is in an organization, over HTTP."""

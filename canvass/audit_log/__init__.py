"""The database's side of the audit: what was written stays as it is."""

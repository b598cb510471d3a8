"""The database's side of the gate: what was published or decided about stays as it was read."""

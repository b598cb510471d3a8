"""The database's side of the sync log: triggers that see every writer, and what checks them."""

"""Pure part of the sync: identifiers, the wire format of a knock, its content hash, outcomes."""

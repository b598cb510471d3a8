"""Ground: what there is to walk."""

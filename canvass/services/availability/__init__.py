"""What people declare of when and where they walk: kept sealed, opened for the solver alone."""

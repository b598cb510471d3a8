"""The people behind the doors, as they ask of us themselves."""

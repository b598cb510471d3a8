"""Scripts and other texts, the ballot they may not take sides about, and their gate."""

"""What people are told at once."""

"""What can be done at the doors, a verb a file."""

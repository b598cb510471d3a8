"""What can be done with ground, a verb a file."""

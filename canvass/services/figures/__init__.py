"""What is counted beforehand, and what was reported."""

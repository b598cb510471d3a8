"""What leaves the system, and for whom."""

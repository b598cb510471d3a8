"""What was learned or asked at a door, and holds beyond its list."""

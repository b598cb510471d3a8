"""What phones send: kept as it came, answered, looked at again."""

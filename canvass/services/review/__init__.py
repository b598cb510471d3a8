"""What waits for a person: mended, run again, dismissed."""

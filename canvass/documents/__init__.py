"""What a phone's documents hold, read set by set."""

"""Letters that people take away: their words, and how they are set."""

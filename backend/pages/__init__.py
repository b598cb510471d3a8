"""The pages that the office sees."""

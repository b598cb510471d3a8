"""Takes figures and results out of here: as files, and in the words that vendors' systems read."""

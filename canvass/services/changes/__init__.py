"""What phones are told: numbered, read from a checkpoint on."""

"""What became of each knock: admitted, stored, held, superseded."""

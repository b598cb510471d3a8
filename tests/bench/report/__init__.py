"""How long a dashboard takes over many knocks, and what the tallies cost who sends them."""

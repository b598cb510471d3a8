"""How staff sign in: a password, a second factor, and a limit to guessing."""

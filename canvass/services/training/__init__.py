"""Training: modules, who did them, and which lists ask for them."""

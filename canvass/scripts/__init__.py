"""Pure: what a script is and which question comes next."""

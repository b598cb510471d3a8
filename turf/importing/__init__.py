"""Reading ground from files: tables, addresses and lines, without Django."""

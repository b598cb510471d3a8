"""What who leads sees and does of phones, over HTTP."""

"""What is read out of the knocks: contact rates, each figure with what it is made of."""

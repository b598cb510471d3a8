"""What in a day's entries is worth asking its person about: a question, never a finding."""

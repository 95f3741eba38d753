"""What the demonstration is made of: a document of our own, an organisation that is invented."""

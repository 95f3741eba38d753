"""What the API tells, made of what has been published; a `Teller` knows the addresses."""

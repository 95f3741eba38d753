"""The pages behind login: each view asks a query or does one deed, and says what happened."""

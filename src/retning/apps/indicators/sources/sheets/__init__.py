"""CSV files and workbooks: read apart, guessed, mapped by a person, made into figures."""

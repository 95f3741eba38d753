"""What in a text should be looked at before everyone can read it: CPR numbers, addresses, telephone
numbers, e-mail addresses, words about health. It finds; a person decides."""

"""Deadlines and shortest periods, each with the statute it rests on."""

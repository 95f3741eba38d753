"""Deadlines and shortest periods, each with the statute it rests on.

What has been read in the statute itself is said so; what is known only from practice or from
others' accounts of it is marked "not verified".
"""

"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """argon2id with 19 MiB, two passes and one lane: the least that OWASP's Password Storage Cheat
    Sheet advises. Django's 100 MiB would take a web worker past its memory at every login."""

    memory_cost = 19_456  # KiB
    time_cost = 2
    parallelism = 1

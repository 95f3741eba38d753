"""Secret addresses: what whoever holds one may see and do, without an account.

A secret is the row's key and a keyed hash of it, so the database holds none: whoever has a copy of
the database but not the installation's secret can open nothing. Nothing personal is in it.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import StrEnum
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

KEY_BYTES, PROOF_BYTES = 16, 17
LENGTH = 44
"""Characters: the base 64 of both, which needs no padding."""


class Purpose(StrEnum):
    """What a secret opens; one for one thing opens no other."""

    FOLLOW = "hearing.follow"  # a Response: read, add, withdraw
    INVITED = "hearing.invited"  # an Invitation: answer, or say that there are no remarks
    CONFIRM = "hearing.confirm"  # a Follower: yes, it was me
    LEAVE = "hearing.leave"  # a Follower: no more mails
    SIGN_UP = "hearing.sign_up"  # a SignUp: see it, cancel it
    TABLE = "hearing.table"  # an EventTable: its host takes notes


def secret_of(purpose: Purpose, key: UUID) -> str:
    """44 characters that can stand in an address."""
    return urlsafe_b64encode(key.bytes + _proof(purpose, key)).decode()


def key_of(purpose: Purpose, secret: str) -> UUID | None:
    """The key that a secret opens; None where it is none of ours or for something else."""
    if len(secret) != LENGTH or not secret.isascii():
        return None
    try:
        said = urlsafe_b64decode(secret)
    except binascii.Error:
        return None
    if len(said) != KEY_BYTES + PROOF_BYTES:
        return None
    key = UUID(bytes=said[:KEY_BYTES])
    right = secret_of(purpose, key)
    return key if constant_time_compare(right, secret) else None


def _proof(purpose: Purpose, key: UUID) -> bytes:
    return salted_hmac(purpose, key.hex, algorithm="sha256").digest()[:PROOF_BYTES]

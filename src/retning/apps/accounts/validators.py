"""Pure checks and the one spelling of an e-mail address."""

from __future__ import annotations


def normalised_email(email: str) -> str:
    """The address as it is kept and compared: without spaces around it, in small letters.

    The part before the @ may by the standard differ in case, but no mail system in use tells
    such addresses apart, and people write their own in both ways.
    """
    return email.strip().lower()

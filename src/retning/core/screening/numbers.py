"""CPR numbers, telephone numbers, e-mail addresses and links in text whose dashes, spaces and
digits have been levelled. Every pattern reads a bounded stretch from where it begins, so a text
costs what its length does, whatever is in it."""

from __future__ import annotations

import re

from retning.core.screening.findings import Finding, Found, Kind

_CPR = re.compile(
    r"(?<![\d,])(?<!\d[ .-])(\d\d)[ .-]?(\d\d)[ .-]?(\d\d) ?[-/]? ?\d{4}(?!\d)(?![.,]\d)"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_STAND_IN = 60
"""Added to the day of birth in the number of somebody who has no CPR number yet."""

_AT = r"(?: ?@ ?| ?[(\[] ?(?:at|snabel-?a) ?[)\]] ?| snabel-?a )"
_DOT = r"(?:\.| ?[(\[] ?(?:dot|punktum|prik) ?[)\]] ?)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])\w[\w.+-]{{0,63}}{_AT}[a-zæøå\d][a-zæøå\d-]{{0,62}}"
    rf"(?:{_DOT}[a-zæøå\d][a-zæøå\d-]{{0,62}}){{0,3}}{_DOT}[a-z]{{2,24}}(?!\w)",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|(?<!\w)www\.)[^\s<>\"'()\[\]]{2,2000}", re.IGNORECASE)

_PHONE = re.compile(
    r"(?<![\w.,/+])(?<!\d[ -])([2-9]\d{7}|[2-9]\d(?:[ -]\d\d){3}|[2-9]\d{3}[ -]\d{4})"
    r"(?!\w)(?![.,/]\d)(?![ -]\d)"
)
_CALLED = re.compile(
    r"\b(?:tlf|telefon(?:nr|nummer)?|mobil(?:nr|nummer)?|mob|sms|ring(?: til)?(?: os| mig)?(?: på)?"
    r"|phone|call)[.:]{0,2} ?(?:på )?((?:\d[ -]?){7}\d)(?!\d)",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"(?<![\w.,/+])(?:\+|00)[1-9]\d{0,2}(?:[ -]?\(?\d\)?){6,12}(?!\d)")
_NO_PHONE_BEFORE = re.compile(
    r"(?:\b(?:cvr|ean|se|p|sags?|journal|konto|esdh|matrikel)[ .-]{0,2}"
    r"(?:nr|nummer|no)?[ .:]{0,3}|[/#])$",
    re.IGNORECASE,
)
_NO_PHONE_AFTER = re.compile(
    r" ?(?:kr\b|kroner|mio|mia|milliard|million|dkk|euro?\b|%|procent|m2|m²|kvm|kwh|tons?\b"
    r"|indbygger|borger|menneske|person|danskere|hustand|husstand)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d[ -](?:19|20)\d\d")
_DIGITS = re.compile(r"\d{4}|\d\d[ -]\d")
_SIGNS = re.compile(r"@|://|www\.|[(\[] ?(?:at|snabel)|snabel-?a", re.IGNORECASE)
"""Where none of these stands there is nothing to look for."""
_BEFORE = 24
"""Characters before a number in which the word stands that says what number it is."""


def numbers_in(text: str) -> Found:
    """CPR and telephone numbers."""
    if _DIGITS.search(text) is None:
        return
    for found in _CPR.finditer(text):
        if _is_birthday(int(found[1]), int(found[2])):
            yield Finding(found.start(), found.end(), Kind.CPR)
    for found in _ABROAD.finditer(text):
        yield Finding(found.start(), found.end(), Kind.PHONE)
    for found in _CALLED.finditer(text):
        yield Finding(found.start(1), found.end(1), Kind.PHONE)
    for found in _PHONE.finditer(text):
        if not _is_another_number(text, found):
            yield Finding(found.start(), found.end(), Kind.PHONE)


def net_addresses_in(text: str) -> Found:
    """E-mail addresses, also those spelt out, and links."""
    if _SIGNS.search(text) is None:
        return
    for found in _EMAIL.finditer(text):
        yield Finding(found.start(), found.end(), Kind.EMAIL)
    for found in _LINK.finditer(text):
        yield Finding(found.start(), found.start() + len(found[0].rstrip(".,;:!?")), Kind.LINK)


def _is_birthday(day: int, month: int) -> bool:
    """Whether a number's first digits can be a day of birth. There is no check digit to trust:
    numbers given since 2007 need not have one."""
    day = day - _STAND_IN if day > _STAND_IN else day
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _is_another_number(text: str, found: re.Match[str]) -> bool:
    """Years, amounts, and numbers of companies and cases have eight digits too."""
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    return (
        _YEARS.fullmatch(found[0]) is not None
        or _NO_PHONE_BEFORE.search(before) is not None
        or _NO_PHONE_AFTER.match(text, found.end()) is not None
    )

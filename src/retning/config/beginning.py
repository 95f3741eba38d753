"""`retning begin`: a municipality is taken into use, with its first administrator."""

import argparse
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Take a municipality into use; prints the link with which its administrator begins.

    May be run again: what is there stays, and a new link is printed.
    """
    parser = argparse.ArgumentParser(prog="retning begin", description=__doc__)
    parser.add_argument("municipality", help="three-digit code, for instance 187")
    parser.add_argument("--email", required=True, help="the first administrator's e-mail address")
    parser.add_argument("--name", required=True, help="the first administrator's name")
    parser.add_argument("--host", required=True, help="where its pages are: strategi.kommune.dk")
    asked = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retning.config.settings")
    import django

    django.setup()
    from retning.config.taking_into_use import CannotBegin, begin

    try:
        print(begin(asked.municipality, email=asked.email, name=asked.name, host=asked.host))
    except CannotBegin as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0

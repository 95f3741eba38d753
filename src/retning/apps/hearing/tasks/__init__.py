"""What runs by itself in a hearing: workers import this, so each module of it is named here."""

from retning.apps.hearing.tasks import groups, record

__all__ = ["groups", "record"]

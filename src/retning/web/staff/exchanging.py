"""Why an edition in a file does not come in: what it is about, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from retning.apps.strategy.services.import_checks import ImportRefusal, ImportRefused


def import_refused(refused: ImportRefused) -> str:
    """One or two sentences; nothing of the file has been kept."""
    number: dict[str, object] = {"number": refused.edition.number if refused.edition else ""}
    match refused.code:
        case ImportRefusal.TOO_LARGE:
            return _("The file is larger than an edition can be (5 MB).")
        case ImportRefusal.NOT_JSON:
            return _(
                "The file is not JSON. Fetch it from the edition's page with “The edition as "
                "data”, and do not open and save it in between."
            )
        case ImportRefusal.NOT_KEPT:
            return _("The file is no longer here. Choose it again.")
        case ImportRefusal.NOT_AN_EDITION:
            return _("The file does not hold an edition from Retning, or not a whole one.")
        case ImportRefusal.TOO_NEW:
            return _("The file comes from a newer Retning. Upgrade this one first.")
        case ImportRefusal.BROKEN:
            return _(
                "The file has been changed since it was fetched: its checksums do not hold. Fetch "
                "it again."
            )
        case ImportRefusal.ANOTHER_MUNICIPALITY:
            return _("The edition belongs to another municipality (code %(code)s).") % {
                "code": refused.detail
            }
        case ImportRefusal.NO_SUCH_BODY:
            return _(
                "“%(name)s” decided on the edition and is not in the organisation here. Add it as "
                "a unit with that name, and try again."
            ) % {"name": refused.detail}
        case ImportRefusal.NOT_PUBLISHED_YET:
            return _("The edition says that it is published later than now.")
        case ImportRefusal.NOT_PUBLISHABLE:
            return _("The edition lacks what one must have: a resolution, goals or required texts.")
        case _:
            return _already_here(refused.code, number)


def _already_here(code: ImportRefusal, number: dict[str, object]) -> str:
    match code:
        case ImportRefusal.ALREADY_HERE:
            sentence = _("The edition is here already, as edition %(number)s.")
        case ImportRefusal.DRAFT_CHANGED:
            sentence = _(
                "The draft has been changed since edition %(number)s, and would be lost. "
                "Publish it, or take the changes back, and try again."
            )
        case ImportRefusal.NOT_IN_ORDER:
            sentence = _(
                "Edition %(number)s is here already. Editions are taken in one after the other, "
                "the first one first."
            )
        case ImportRefusal.SLUG_USED:
            sentence = _("Another strategy here has the same address.")
        case _:
            sentence = _("Something else is here already under the keys that the file uses.")
    return sentence % number

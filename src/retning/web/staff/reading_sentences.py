"""Codes into sentences: how far the reading of a document is, and what to know of it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Reading
from retning.apps.strategy.queries.readings import ReadingOnItsWay
from retning.core.documents.cautions import Cautions, cautions_of
from retning.core.documents.unreadable import UnreadableCode
from retning.foundation.jobs.enums import JobState

LANGUAGES = {
    "sv": gettext_lazy("Swedish"),
    "nb": gettext_lazy("Norwegian"),
    "no": gettext_lazy("Norwegian"),
    "nn": gettext_lazy("Norwegian"),
    "en": gettext_lazy("English"),
    "de": gettext_lazy("German"),
    "fr": gettext_lazy("French"),
}

_UNREADABLE = {
    "empty": gettext_lazy(
        "There was no text to read in the document. The file is kept. Check it on your "
        "computer, and upload a document with text in it."
    ),
    "too_long": gettext_lazy(
        "The document has more parts than a strategy has. The file is kept. Divide it, and "
        "upload the parts one by one."
    ),
    "too_large": gettext_lazy(
        "There is more text in the document than we can read at once. The file is kept. "
        "Divide it, and upload the parts one by one."
    ),
    "encrypted": gettext_lazy(
        "The document can only be opened with a password. The file is kept. Save it without a "
        "password, and upload that."
    ),
    "damaged": gettext_lazy(
        "The file is damaged and cannot be opened. It is kept as it is. Open it on your computer "
        "and save it again, or fetch it anew, and upload that."
    ),
    "no_text": gettext_lazy(
        "The document is pictures of pages, and no text could be recognised on them. The file is "
        "kept. Scan the document again, sharp and straight (300 dpi), and upload that."
    ),
    "no_recognition": gettext_lazy(
        "The document is pictures of pages, such as a scan, and there is no program here that "
        "recognises text (OCR). The file is kept. Ask whoever runs the site to install the "
        "packages tesseract-ocr and tesseract-ocr-dan. Then put the document away, and upload it "
        "again."
    ),
    "no_danish": gettext_lazy(
        "The document is pictures of pages, such as a scan, and the program that recognises text "
        "(tesseract) knows no Danish. The file is kept. Ask whoever runs the site to install the "
        "package tesseract-ocr-dan. Then put the document away, and upload it again."
    ),
    "too_many_scans": gettext_lazy(
        "The document has more scanned pages than we can read at once (300). The file is kept. "
        "Divide it, and upload the parts one by one."
    ),
    "no_letters": gettext_lazy(
        "The document's fonts do not say which letters they draw, so its text cannot be made out. "
        "The file is kept. Save it as PDF again from the program that it was written in, and "
        "upload that."
    ),
    "too_many_pages": gettext_lazy(
        "The document has more pages than we can read at once (1,000). The file is kept. Divide "
        "it, and upload the parts one by one."
    ),
    "bomb": gettext_lazy(
        "The document grows beyond measure when it is unpacked, so we stopped reading it. The "
        "file is kept. Save it again from the program that it was written in, and upload that."
    ),
    "too_heavy": gettext_lazy(
        "Reading the document took more memory or time than any document may take. The file is "
        "kept. Divide it, or save it as plain text, and upload that."
    ),
    "broke_down": gettext_lazy(
        "The document could not be read: our reader broke down over it. The file is kept, and "
        "nothing else has been changed. Save it again, as plain text if you can, and upload that."
    ),
}
_UNREADABLE_ALL_THE_SAME = gettext_lazy(
    "The document could not be read. The file is kept, and nothing else has been changed. "
    "Save it as plain text with the encoding UTF-8, and upload that."
)


def unreadable(code: str) -> str:
    """Why a document that was kept could not be read."""
    return str(_UNREADABLE.get(code, _UNREADABLE_ALL_THE_SAME))


def reading_warnings(reading: Reading, *, here: Municipality) -> list[str]:
    """What to say of a document that was read and has come to a municipality, before its review."""
    cautions = cautions_of(reading.problem)
    said = [_language_warning(cautions.language)] if cautions.language else []
    if cautions.scan_count:
        said.append(_scan_warning(cautions))
    if cautions.lacks_words:
        said.append(
            _(
                "Part of the word lists that ruined letters are repaired by is not installed, so "
                "fewer words were repaired. Ask whoever runs the site to install the packages "
                "simplemma and wordfreq."
            )
        )
    if reading.municipality_name not in {"", here.name}:
        said.append(
            _("The document seems to be %(names)s's, not %(here)s's. Is it the right one?")
            % {"names": reading.municipality_name, "here": here.name}
        )
    return said


def _scan_warning(cautions: Cautions) -> str:
    pages = [str(number) for number in cautions.scans]
    if cautions.scan_count > len(pages):
        named = _("%(pages)s and more") % {"pages": ", ".join(pages)}
    elif len(pages) > 1:
        named = _("%(pages)s and %(last)s") % {"pages": ", ".join(pages[:-1]), "last": pages[-1]}
    else:
        named = pages[0]
    said = ngettext(
        "Page %(pages)s is a picture without text and has not been read. Look at it in the "
        "document, and add what is missing yourself.",
        "%(count)d pages are pictures without text and have not been read: %(pages)s. Look at "
        "them in the document, and add what is missing yourself.",
        cautions.scan_count,
    ) % {"count": cautions.scan_count, "pages": named}
    why = _NOT_RECOGNISED.get(cautions.not_recognised) if cautions.not_recognised else None
    return f"{said} {why}" if why else said


_NOT_RECOGNISED = {
    UnreadableCode.NO_RECOGNITION: gettext_lazy(
        "Whoever runs the site can have such pages read by installing the packages tesseract-ocr "
        "and tesseract-ocr-dan."
    ),
    UnreadableCode.NO_DANISH: gettext_lazy(
        "Whoever runs the site can have such pages read by installing the package "
        "tesseract-ocr-dan."
    ),
    UnreadableCode.TOO_MANY_SCANS: gettext_lazy(
        "At most 300 scanned pages are read at once: divide the document to have them all."
    ),
}


def _language_warning(code: str) -> str:
    if code not in LANGUAGES:
        return _(
            "The document does not seem to be in Danish. Goals and headings may have been read "
            "wrongly: check each of them against the text."
        )
    return _(
        "The document seems to be in %(language)s. We read Danish best: check each goal and "
        "heading against the text."
    ) % {"language": LANGUAGES[code]}


def recognising(item: ReadingOnItsWay) -> str:
    """Which page's text is being recognised; nothing where none is."""
    if item.job is None or not item.reading.page_count or item.job.of != item.reading.page_count:
        return ""
    if item.job.done >= item.job.of:
        return _("The text of all %(pages)s pages is recognised") % {"pages": item.job.of}
    return _("Recognising text: page %(page)s of %(pages)s") % {
        "page": item.job.done + 1,
        "pages": item.job.of,
    }


def broken_off(item: ReadingOnItsWay) -> str:
    """Why a document that waits will not be read by itself."""
    if item.job is not None and item.job.state is JobState.CANCELLED:
        return _("The reading was stopped. The file is kept. Try again, or put the document away.")
    return _(
        "The reading broke off, and the fault is ours. The file is kept. Try again; if it breaks "
        "off once more, tell whoever runs the site."
    )

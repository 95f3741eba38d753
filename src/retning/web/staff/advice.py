"""What to do with a file of a kind that we do not read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

_AS_WORD = gettext_lazy(
    "Open it in Word, choose “Save as” and the type “Word document (.docx)”, and upload that."
)
_AS_PDF = gettext_lazy("Open it, save it as PDF, and upload that.")
_PICTURE = gettext_lazy(
    "We cannot read text in pictures yet. Let a program recognise the text first (OCR), save what "
    "it makes, and upload that."
)
# By the name that `attachments.content` gives the kind.
_BY_KIND = {
    "Word 97–2003": _AS_WORD,
    "Word, Excel (97–2003)": _AS_WORD,
    "RTF": _AS_WORD,
    "Pages": gettext_lazy(
        "Open it in Pages, choose “Export to” and “Word” in the menu “File”, and upload what comes."
    ),
    "ZIP": gettext_lazy("Unpack it on your computer, and upload the document in it."),
    "Excel": _AS_PDF,
    "Excel 97–2003": _AS_PDF,
    "PowerPoint": _AS_PDF,
    "PowerPoint 97–2003": _AS_PDF,
    "OpenDocument Calc": _AS_PDF,
    "OpenDocument Impress": _AS_PDF,
    "PostScript": _AS_PDF,
    "EPUB": _AS_PDF,
    "PNG": _PICTURE,
    "JPEG": _PICTURE,
    "GIF": _PICTURE,
    "WebP": _PICTURE,
    "TIFF": _PICTURE,
    "SVG": _PICTURE,
}
_OTHERWISE = gettext_lazy(
    "Open it in the program that it was written in, save it as PDF, Word (.docx) or text, and "
    "upload that."
)


def advice(kind: str) -> str:
    """What to do with a file that looks like `kind` ("RTF")."""
    return str(_BY_KIND.get(kind, _OTHERWISE))

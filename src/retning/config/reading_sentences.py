"""What `retning read` says to people, in Danish and in English.

No catalogue is loaded here: the command must start without Django.
"""

from retning.core.documents import Document, UnreadableCode
from retning.core.documents.merging import MergeCode
from retning.core.documents.scans import MOST_PAGES
from retning.core.documents.unreadable import LIMIT_BYTES, Unreadable

# Danish first, then English.
SENTENCES: dict[UnreadableCode, tuple[str, str]] = {
    UnreadableCode.EMPTY: (
        "{name} er tom. Vælg et dokument, der har tekst i sig.",
        "{name} is empty. Choose a document that has text in it.",
    ),
    UnreadableCode.TOO_LARGE: (
        "{name} er for stor: grænsen er {limit} MB og 100.000 afsnit. Del dokumentet.",
        "{name} is too large: the limit is {limit} MB and 100,000 paragraphs. Divide it.",
    ),
    UnreadableCode.BINARY: (
        "{name} er ikke tekst, men ligner {detail}. Gem dokumentet som PDF eller ren tekst først.",
        "{name} is not text, but looks like {detail}. Save it as PDF or plain text first.",
    ),
    UnreadableCode.NOT_TEXT: (
        "{name} kan ikke læses som tekst. Gem dokumentet som HTML eller ren tekst først.",
        "{name} cannot be read as text. Save the document as HTML or plain text first.",
    ),
    UnreadableCode.UNDECODABLE: (
        "{name} har en tegnkodning, vi ikke kender. Gem dokumentet igen som UTF-8.",
        "{name} has a character encoding that we do not know. Save the document again as UTF-8.",
    ),
    UnreadableCode.ENCRYPTED: (
        "{name} kan kun åbnes med en adgangskode. Gem dokumentet uden adgangskode først.",
        "{name} can only be opened with a password. Save the document without one first.",
    ),
    UnreadableCode.DAMAGED: (
        "{name} er beskadiget og kan ikke åbnes. Hent eller gem dokumentet på ny.",
        "{name} is damaged and cannot be opened. Fetch the document or save it anew.",
    ),
    UnreadableCode.NO_TEXT: (
        (
            "{name} er billeder af sider, og ingen tekst kunne genkendes på dem ({detail} sider i "
            "alt). Scan dokumentet igen, skarpt og ret (300 dpi)."
        ),
        (
            "{name} is pictures of pages, and no text could be recognised on them ({detail} pages "
            "in all). Scan the document again, sharp and straight (300 dpi)."
        ),
    ),
    UnreadableCode.NO_RECOGNITION: (
        (
            "{name} er billeder af sider uden tekst, fx en scanning, og der er intet program her, "
            "der genkender tekst (OCR). Installér pakkerne tesseract-ocr og tesseract-ocr-dan."
        ),
        (
            "{name} is pictures of pages without text, such as a scan, and no program here "
            "recognises text (OCR). Install the packages tesseract-ocr and tesseract-ocr-dan."
        ),
    ),
    UnreadableCode.NO_DANISH: (
        (
            "{name} er billeder af sider uden tekst, fx en scanning, og programmet, der genkender "
            "tekst (tesseract), kan ikke dansk. Installér pakken tesseract-ocr-dan."
        ),
        (
            "{name} is pictures of pages without text, such as a scan, and the program that "
            "recognises text (tesseract) knows no Danish. Install the package tesseract-ocr-dan."
        ),
    ),
    UnreadableCode.TOO_MANY_SCANS: (
        "{name} har for mange scannede sider: grænsen er {detail}. Del dokumentet.",
        "{name} has too many scanned pages: the limit is {detail}. Divide it.",
    ),
    UnreadableCode.NO_LETTERS: (
        (
            "{name} har skrifttyper, der ikke siger, hvilke bogstaver de tegner. Gem dokumentet "
            "som PDF igen fra det program, det er skrevet i."
        ),
        (
            "{name} has fonts that do not say which letters they draw. Save the document as PDF "
            "again from the program that it was written in."
        ),
    ),
    UnreadableCode.TOO_MANY_PAGES: (
        "{name} har for mange sider: grænsen er {detail}. Del dokumentet.",
        "{name} has too many pages: the limit is {detail}. Divide it.",
    ),
    UnreadableCode.BOMB: (
        (
            "{name} vokser ud over alle grænser, når den pakkes ud, og er ikke læst. Gem "
            "dokumentet igen fra det program, det er skrevet i."
        ),
        (
            "{name} grows beyond measure when it is unpacked, and was not read. Save the document "
            "again from the program that it was written in."
        ),
    ),
    UnreadableCode.TOO_HEAVY: (
        (
            "{name} krævede for meget hukommelse eller tid at læse. Del dokumentet, eller gem det "
            "som ren tekst."
        ),
        "{name} took too much memory or time to read. Divide it, or save it as plain text.",
    ),
    UnreadableCode.BROKE_DOWN: (
        (
            "{name} kunne ikke læses: læseren brød sammen over den. Gem dokumentet igen, gerne som "
            "ren tekst."
        ),
        (
            "{name} could not be read: the reader broke down over it. Save it again, as plain text "
            "if you can."
        ),
    ),
}
NO_FILE = (
    "{name} kunne ikke åbnes: findes filen, og må du læse den?",
    "{name} could not be opened: does the file exist, and may you read it?",
)
NOT_DANISH = (
    "Bemærk: dokumentet ser ikke ud til at være på dansk ({code}), men er læst, som om det var.",
    "Note: the document does not seem to be in Danish ({code}), but was read as if it were.",
)
FEWER_WORDS = (
    (
        "Bemærk: ordlisterne er ikke alle installeret (simplemma, wordfreq), så færre ødelagte "
        "ord er rettet."
    ),
    (
        "Note: not all word lists are installed (simplemma, wordfreq), so fewer ruined words "
        "were repaired."
    ),
)
RECOGNISING = ("Genkender tekst: side {page} af {pages} …", "Recognising: page {page} of {pages} …")
_SCANNED = (
    "Bemærk: {count} af siderne er billeder uden tekst og er ikke læst ({pages}).",
    "Note: {count} of the pages are pictures without text and were not read ({pages}).",
)
_WHY_NOT: dict[UnreadableCode, tuple[str, str]] = {
    UnreadableCode.NO_RECOGNITION: (
        "Installér pakkerne tesseract-ocr og tesseract-ocr-dan for at få dem læst.",
        "Install the packages tesseract-ocr and tesseract-ocr-dan to have them read.",
    ),
    UnreadableCode.NO_DANISH: (
        "Installér pakken tesseract-ocr-dan for at få dem læst.",
        "Install the package tesseract-ocr-dan to have them read.",
    ),
    UnreadableCode.TOO_MANY_SCANS: (
        f"Højst {MOST_PAGES} scannede sider læses på én gang: del dokumentet.",
        f"At most {MOST_PAGES} scanned pages are read at once: divide the document.",
    ),
}
_FEW = 20
# Codes of `Unreadable.detail` that a reader may not know by name.
MERGED = {
    MergeCode.ALONE: ("Ét dokument.", "One document."),
    MergeCode.ONE_DOCUMENT: (
        "Filerne er udtræk af ét dokument. Med --json bliver de til ét.",
        "The files are extractions of one document. With --json they become one.",
    ),
    MergeCode.APART: (
        "Filerne er ikke ét dokument og er holdt hver for sig.",
        "The files are not one document and are kept apart.",
    ),
}
LOOKS_LIKE = {
    "office": ("et gammelt Office-dokument", "an old Office document"),
    "image": ("et billede", "an image"),
    "archive": ("et arkiv", "an archive"),
    "database": ("en database", "a database"),
    "program": ("et program", "a program"),
    "media": ("lyd eller video", "sound or video"),
}


def refusal_sentence(refusal: Unreadable, name: str, tongue: int) -> str:
    """Why a file called `name` was not read and what to do; `tongue` 0 is Danish, 1 English."""
    looks_like = LOOKS_LIKE.get(refusal.detail, (refusal.detail.upper(),) * 2)[tongue]
    limit = (int(refusal.detail) if refusal.detail.isdigit() else LIMIT_BYTES) // (1024 * 1024)
    return SENTENCES[refusal.code][tongue].format(name=name, detail=looks_like, limit=limit)


def scan_note(document: Document, tongue: int) -> str:
    """Which pages of `document` were not read because they are pictures, and why; or nothing."""
    bare = document.pages_without_text
    if not bare:
        return ""
    pages = ", ".join(map(str, bare[:_FEW])) + (" …" if len(bare) > _FEW else "")
    said = _SCANNED[tongue].format(count=len(bare), pages=pages)
    why = _WHY_NOT.get(document.not_recognised) if document.not_recognised else None
    return f"{said} {why[tongue]}" if why else said

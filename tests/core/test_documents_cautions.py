"""What a person should know of a document that was read, as a short code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retning.core.danish import Language, LanguageCode
from retning.core.danish.lexicon import LexiconState
from retning.core.documents import Document, UnreadableCode
from retning.core.documents.cautions import LONGEST, Cautions, caution_code, cautions_of


def document(
    code: LanguageCode, scans: tuple[int, ...] = (), *, confident: bool = True
) -> Document:
    language = Language(code, 100, 50, confident=confident)
    return Document("", (), language, "application/pdf", "utf-16-le", pages_without_text=scans)


@pytest.mark.parametrize(
    ("read", "code", "cautions"),
    [
        (document(LanguageCode.DANISH), "", Cautions()),
        (document(LanguageCode.SWEDISH, confident=False), "", Cautions()),
        (document(LanguageCode.SWEDISH), "language:sv", Cautions("sv")),
        (document(LanguageCode.DANISH, (3,)), "scans:1:3", Cautions("", 1, (3,))),
        (document(LanguageCode.DANISH, (3, 7)), "scans:2:3,7", Cautions("", 2, (3, 7))),
        (
            document(LanguageCode.OTHER, (3, 7)),
            "language:other scans:2:3,7",
            Cautions("other", 2, (3, 7)),
        ),
        (
            document(LanguageCode.OTHER, tuple(range(991, 1001))),
            "language:other scans:10:991,992,993,994",
            Cautions("other", 10, (991, 992, 993, 994)),
        ),
    ],
)
def test_there_and_back(read: Document, code: str, cautions: Cautions) -> None:
    assert caution_code(read) == code
    assert len(code) <= LONGEST
    assert cautions_of(code) == cautions


@pytest.mark.parametrize(
    ("why", "code"),
    [
        (UnreadableCode.NO_RECOGNITION, "scansp:2:3,7"),
        (UnreadableCode.NO_DANISH, "scansd:2:3,7"),
        (UnreadableCode.TOO_MANY_SCANS, "scansm:2:3,7"),
    ],
)
def test_why_scans_were_not_recognised_is_said(why: UnreadableCode, code: str) -> None:
    read = replace(document(LanguageCode.DANISH, (3, 7)), not_recognised=why)
    assert caution_code(read) == code
    assert cautions_of(code) == Cautions("", 2, (3, 7), why)


def test_another_problem_is_no_caution() -> None:
    assert cautions_of("too_long") == Cautions()


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (None, ""),
        (LexiconState.WHOLE, ""),
        (LexiconState.WITHOUT_FORMS, "words"),
        (LexiconState.WITHOUT_FREQUENCIES, "words"),
        (LexiconState.ABSENT, "words"),
    ],
)
def test_a_lexicon_that_was_wanting_is_said(state: LexiconState | None, code: str) -> None:
    read = replace(document(LanguageCode.DANISH), lexicon=state)
    assert caution_code(read) == code
    assert cautions_of(code).lacks_words is bool(code)
    scanned = replace(read, pages_without_text=(3,))
    assert cautions_of(caution_code(scanned)) == Cautions("", 1, (3,), lacks_words=bool(code))

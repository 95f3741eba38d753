"""A form with files that is drawn again says so where files were lost, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from retning.apps.hearing.models import Hearing, Response
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.responses import MOST_CHARACTERS
from retning.foundation.attachments.enclosures import LIMIT
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.answering import address, answer_form, field_on
from tests.helpers.guarding import as_people_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
AGAIN = "Dine filer er her ikke længere: browseren gemmer dem ikke. Vælg dem igen."
PAGE = b"<!doctype html><script>alert(1)</script>"
AT_FIELD = 'id="files-error"'


@pytest.fixture
def visitor(client_of: Callable[..., Client]) -> Client:
    return client_of()


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality)


def files(*sizes: int, begins: bytes = b"Tekst ") -> list[SimpleUploadedFile]:
    return [
        SimpleUploadedFile(f"{number}.txt", begins + b"x" * size)
        for number, size in enumerate(sizes)
    ]


@pytest.mark.parametrize(
    ("sent", "status", "says_so", "at_field"),
    [
        ([], 422, 0, False),
        (files(10), 422, 2, True),
        (files(LIMIT + 1), 413, 0, True),
        (files(LIMIT + 1, 10), 413, 2, True),
    ],
    ids=["none", "one", "one that is too large", "one too large, and one beside it"],
)
def test_the_reading_room_says_it_in_the_summary_and_at_the_field(
    visitor: Client,
    hearing: Hearing,
    sent: list[SimpleUploadedFile],
    status: int,
    says_so: int,
    at_field: bool,
) -> None:
    for file in sent:
        file.seek(0)
    said = {field_on(hearing, "goal"): "Mere lys.", "email": "ikke en adresse"}
    answer = visitor.post(address(hearing), answer_form(hearing, **said, files=sent))
    page = answer.content.decode()
    assert answer.status_code == status
    assert "skal vælges igen" not in page
    assert (page.count(AGAIN), AT_FIELD in page) == (says_so, at_field)


def test_a_file_that_is_refused_alone_asks_for_no_other(visitor: Client, hearing: Hearing) -> None:
    for sent, says_so in ((files(3, begins=PAGE), 0), (files(3, 3, begins=PAGE), 2)):
        said = answer_form(hearing, **{field_on(hearing, "goal"): "Mere lys."}, files=sent)
        answer = visitor.post(address(hearing), said)
        assert answer.status_code == 422
        assert answer.content.decode().count(AGAIN) == says_so


@pytest.mark.parametrize(
    ("text", "sent", "says"),
    [
        ("å" * (MOST_CHARACTERS + 1), 0, []),
        ("å" * (MOST_CHARACTERS + 1), 1, [AGAIN]),
        ("Mere lys.", 1, []),
    ],
    ids=["too long", "too long, with a file", "a file of a wrong kind"],
)
def test_a_receipt_tells_of_files_at_their_field(
    visitor: Client, hearing: Hearing, text: str, sent: int, says: list[str]
) -> None:
    response: Response = make.comment(make.response(hearing)).response
    place = f"/hoering/{hearing.slug}/kvittering/{secret_of(Purpose.FOLLOW, response.key)}/tilfoej/"
    form = as_people_send(response, now=NOW, what="addition") | {"text": text}
    answer = visitor.post(place, {**form, "files": files(*[3] * sent, begins=PAGE)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [words for words in (AGAIN,) if words in page] == says
    assert (AT_FIELD in page, 'id="text-error"' in page) == (sent > 0, text != "Mere lys.")
    assert text in page

"""Large forms read in a fraction of the time: as Django would have read them, or left to it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.multipartparser import MultiPartParser
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as any_

from retning.apps.hearing.models import Comment
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.web.public.forms.posted import TooMuch, fields_of, posted
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import host_of
from tests.helpers.answering import address

NAMES = any_.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
TEXTS = any_.text(max_size=60) | any_.sampled_from(
    ["\r\n", "--", f"--{BOUNDARY}x", "\r\n\r\n", 'name="x"', "🚲", "\r\n--", ""]
)


def django_reads(body: bytes) -> dict[str, str]:
    meta = {"CONTENT_TYPE": MULTIPART_CONTENT, "CONTENT_LENGTH": str(len(body))}
    fields, _ = MultiPartParser(meta, BytesIO(body), []).parse()
    return fields.dict()


@given(any_.dictionaries(NAMES, TEXTS, max_size=8))
def test_what_it_reads_is_what_django_reads(said: dict[str, str]) -> None:
    body = encode_multipart(BOUNDARY, said)
    found = fields_of(body, BOUNDARY.encode())
    assert found is None or found == django_reads(body)
    holds_the_boundary = any(f"--{BOUNDARY}" in text for text in said.values())
    assert found is not None or holds_the_boundary or not said


def sent(**said: Any) -> Any:
    return RequestFactory().post("/", said)


def test_a_form_is_read_whole_and_an_empty_field_for_files_is_none() -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="'
    body = (
        head + b'text"\r\n\r\nMere lys\r\n' + head + b'files"; filename=""\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    )
    assert fields_of(body, b"x") == {"text": "Mere lys"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x--",
        b"hello",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
        b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nb\r\n--x--\r\n',
        b'before\r\n--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    ],
)
def test_anything_unusual_is_left_to_django(body: bytes) -> None:
    assert fields_of(body, b"x") in (None, {})


def test_files_come_by_django() -> None:
    fields, files = posted(sent(text="Se her", files=SimpleUploadedFile("a.txt", b"hej")))
    assert fields == {"text": "Se her"}
    assert [(each.name, each.read()) for each in files] == [("a.txt", b"hej")]


def test_a_form_of_the_other_kind_is_read_too() -> None:
    kind = "application/x-www-form-urlencoded"
    request = RequestFactory().post("/", "text=Mere+lys&text=Bedre", content_type=kind)
    assert posted(request) == ({"text": "Bedre"}, [])


def test_more_fields_than_django_takes_are_left_to_it(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    body = encode_multipart(BOUNDARY, {"a": "1", "b": "2"})
    assert fields_of(body, BOUNDARY.encode()) == {"a": "1", "b": "2"}
    assert (
        fields_of(encode_multipart(BOUNDARY, dict.fromkeys("abc", "1")), BOUNDARY.encode()) is None
    )


def test_what_is_more_than_can_be_taken_is_said_and_read_to_its_end(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
    urlencoded = "application/x-www-form-urlencoded"
    for request in (
        sent(text="å" * 1_500_001),
        RequestFactory().post("/", f"text={'a' * 3_000_001}", content_type=urlencoded),
    ):
        with translation.override("da"), pytest.raises(TooMuch) as said:
            posted(request)
        assert "plads til 3 MB tekst" in said.value.sentence
        assert request.read(1) == b""


def test_too_many_fields_are_too_much(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    with pytest.raises(TooMuch):
        posted(sent(a="1", b="2", c="3"))
    assert posted(sent(a="1", b="2"))[0] == {"a": "1", "b": "2"}


def test_a_hundred_full_fields_of_more_than_a_thousand_are_taken() -> None:
    full = {f"comment-{number}": "å" * 20_000 for number in range(100)}
    empty = {f"wording-{number}": "" for number in range(1_500)}
    fields, _files = posted(sent(**full, **empty))
    assert fields == full | empty


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped_clock")
def test_on_a_page_it_is_told_kindly(cast: Cast, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_500_000
    hearing = make.hearing(cast.municipality)
    visitor = Client(SERVER_NAME=host_of(cast.municipality))
    response = make.response(hearing)
    receipt = f"/hoering/{hearing.slug}/kvittering/{secret_of(Purpose.FOLLOW, response.key)}/"
    for place in (address(hearing), f"{receipt}tilfoej/"):
        answer = visitor.post(place, {"text": "a" * 1_600_000})
        assert answer.status_code == 413
        assert "Gå tilbage i din browser" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert not Comment.objects.exists()

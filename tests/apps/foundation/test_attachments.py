"""Files come in by their content, whole or not at all."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from retning.foundation.attachments import files
from retning.foundation.attachments.downloads import headers
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import Refusal, Refused, open_stored, store, sweep
from tests.apps.foundation.people import NOW

pytestmark = pytest.mark.django_db
LETTER = "Kære alle.\r\n\r\nVi vil lytte, før vi vælger.\r\n".encode()
BOTH = ("text/plain", "text/html")


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "files"


def stored(*chunks: bytes, name="brev.txt", tenant="901", limit=1_000_000, allowed=BOTH):
    return store(tenant=tenant, chunks=chunks, name=name, limit=limit, allowed=allowed, now=NOW)


def refusal(*chunks: bytes, **given) -> tuple[Refusal, str]:
    with pytest.raises(Refused) as caught:
        stored(*chunks, **given)
    assert not Attachment.objects.exists()
    assert all_files() == []
    return caught.value.code, caught.value.detail


def all_files() -> list[Path]:
    return [path for path in files.root().rglob("*") if path.is_file()]


def test_a_file_is_kept_by_its_checksum(own_folder):
    attachment = stored(LETTER[:7], LETTER[7:])
    sha256 = hashlib.sha256(LETTER).hexdigest()
    assert (attachment.sha256, attachment.size) == (sha256, len(LETTER))
    assert (attachment.media_type, attachment.name) == ("text/plain", "brev.txt")
    assert (attachment.tenant, attachment.stored_at) == ("901", NOW)
    assert all_files() == [own_folder / "901" / sha256[:2] / sha256]
    with open_stored(attachment) as file:
        assert file.read() == LETTER


def test_only_the_owner_may_read_the_file():
    stored(LETTER)
    [path] = all_files()
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert oct(path.parent.stat().st_mode)[-3:] == "700"


def test_the_same_content_is_kept_once_a_tenant():
    first = stored(LETTER, name="brev.txt")
    again = stored(LETTER, name="samme brev.txt")
    neighbour = stored(LETTER, tenant="902")
    assert again == first
    assert again.name == "brev.txt"
    assert neighbour != first
    assert len(all_files()) == 2


def test_a_lost_file_comes_back_when_it_is_handed_in_again():
    attachment = stored(LETTER)
    all_files()[0].unlink()
    with pytest.raises(FileNotFoundError):
        open_stored(attachment)
    assert stored(LETTER) == attachment
    with open_stored(attachment) as file:
        assert file.read() == LETTER


@pytest.mark.parametrize(
    "chunks", [[], [b""], [b"  \r\n", b"\t\n"], [b"\xef\xbb\xbf"], [b"\xff\xfe"]]
)
def test_nothing_is_refused_as_nothing(chunks):
    assert refusal(*chunks) == (Refusal.EMPTY, "")


def test_the_limit_stops_the_stream_early():
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield b"a" * 1000

    with pytest.raises(Refused) as caught:
        store(tenant="901", chunks=endless(), name="a", limit=5000, allowed=BOTH, now=NOW)
    assert (caught.value.code, caught.value.detail) == (Refusal.TOO_LARGE, "5000")
    assert len(taken) == 6
    assert all_files() == []


def test_a_file_of_exactly_the_limit_is_taken():
    assert stored(b"a" * 5000, limit=5000).size == 5000


def test_a_stream_that_breaks_off_leaves_nothing():
    def broken():
        yield LETTER
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store(tenant="901", chunks=broken(), name="a", limit=5000, allowed=BOTH, now=NOW)
    assert all_files() == []
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("tenant", ["../etc", "", "a/b", "A", ".", "incoming", "a" * 17])
def test_a_tenant_cannot_be_a_way_out_of_the_folder(tenant):
    with pytest.raises(ValueError, match="tenant"):
        stored(LETTER, tenant=tenant)
    assert all_files() == []


def test_the_file_is_in_place_and_durable_before_the_row_is_written(monkeypatch):
    seen, create = [], Attachment.objects.get_or_create

    def looking(**given):
        seen.extend(path.name for path in all_files())
        return create(**given)

    monkeypatch.setattr(Attachment.objects, "get_or_create", looking)
    attachment = stored(LETTER)
    assert seen == [attachment.sha256]


def test_a_row_that_cannot_be_written_leaves_a_file_for_the_sweep(monkeypatch):
    def full(**given):
        raise OSError("No space left on device")

    monkeypatch.setattr(Attachment.objects, "get_or_create", full)
    with pytest.raises(OSError, match="No space"):
        stored(LETTER)
    [orphan] = all_files()
    assert age(orphan, hours=25) == orphan
    assert sweep(NOW) == 1
    assert all_files() == []


def age(path: Path, *, hours: int) -> Path:
    then = (NOW - timedelta(hours=hours)).timestamp()
    import os

    os.utime(path, (then, then))
    return path


def test_the_sweep_takes_old_orphans_and_nothing_else():
    kept = stored(LETTER)
    age(all_files()[0], hours=1000)
    neighbour = files.place_of("902", kept.sha256)
    old, young = files.incoming() / "old.part", files.incoming() / "young.part"
    for path in (old, young, neighbour):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(LETTER)
    age(old, hours=25)
    age(young, hours=23)
    age(neighbour, hours=25)
    assert sweep(NOW) == 2
    assert sorted(path.name for path in all_files()) == sorted([kept.sha256, "young.part"])
    assert sweep(NOW) == 0
    with open_stored(kept) as file:
        assert file.read() == LETTER


def test_the_sweep_of_an_empty_house_finds_nothing():
    assert sweep(NOW) == 0


def test_a_download_is_saved_and_never_run():
    attachment = stored(b"<!doctype html><p>Hej", name="årets plan \u201d.html")
    assert headers(attachment) == {
        "Content-Type": "text/html",
        "Content-Length": "21",
        "Content-Disposition": "attachment; filename*=utf-8''%C3%A5rets%20plan%20%E2%80%9D.html",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{attachment.sha256}"',
    }


def test_big_files_are_taken_in_little_memory():
    import tracemalloc

    chunk = ("Vi vil lytte. " * 5000).encode()

    def many():
        for _ in range(300):
            yield chunk

    tracemalloc.start()
    try:
        attachment = store(
            tenant="901", chunks=many(), name="a", limit=50_000_000, allowed=BOTH, now=NOW
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert attachment.size == 21_000_000
    assert peak < 3_000_000

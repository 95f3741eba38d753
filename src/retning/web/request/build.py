"""Which build of the software renders the pages."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

import retning

PACKAGE = Path(retning.__file__).parent
RENDERS = frozenset({".py", ".html", ".txt", ".svg", ".mo"})


@cache
def template_build() -> str:
    """64 hexadecimal characters that change whenever a page could be rendered differently:
    with the package's version, templates, code and translations, the manifest of static files,
    and whether this is a demonstration. Read once a process.
    """
    digest = hashlib.sha256(f"{retning.__version__} {settings.IS_DEMO}".encode())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in RENDERS)
    for path in [*files, *([manifest] if manifest.exists() else [])]:
        digest.update(path.as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

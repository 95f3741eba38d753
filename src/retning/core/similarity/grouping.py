"""The door for a process apart: texts in, campaigns and matters out, both as JSON.

Called by name through `foundation.confined`; nothing that serves pages imports it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from retning.core.similarity.campaigns import Campaign, campaigns_in
from retning.core.similarity.corpus import corpus_of
from retning.core.similarity.matching import Text
from retning.core.similarity.matters import Matter, matters_in


def group(data: bytes, _arguments: Mapping[str, str]) -> bytes:
    """`[[key, text], …]` to `{"campaigns": [{"members": [[key, share], …], "words": […]}, …],
    "matters": [{"keys": […], "words": […]}, …]}`; keys are whole numbers. Matters that lie within
    one campaign are left out."""
    corpus = corpus_of(Text(int(key), str(text)) for key, text in json.loads(data))
    campaigns = campaigns_in(corpus)
    home = {member.key: at for at, each in enumerate(campaigns) for member in each.members}
    found: dict[str, list[dict[str, Any]]] = {
        "campaigns": [_campaign(each) for each in campaigns],
        "matters": [_matter(each) for each in matters_in(corpus) if _says_more(each, home)],
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _says_more(found: Matter[int], home: Mapping[int, int]) -> bool:
    """Whether a matter holds more than texts of one campaign, which stand together already."""
    return None in (homes := {home.get(key) for key in found.keys}) or len(homes) > 1


def _campaign(found: Campaign[int]) -> dict[str, Any]:
    members = [[member.key, member.share] for member in found.members]
    return {"members": members, "words": found.words}


def _matter(found: Matter[int]) -> dict[str, Any]:
    return {"keys": found.keys, "words": found.words}

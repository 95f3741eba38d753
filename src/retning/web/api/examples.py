"""One answer as an example in the OpenAPI document, for whoever reads it before asking."""

from __future__ import annotations

from typing import Any

SITE = "https://retning.eksempel.dk"
EXAMPLES: dict[str, Any] = {
    "root": {
        "name": "Retning i Eksempel",
        "municipality": "187",
        "version": "0.1.0",
        "updated_at": "2026-11-22T09:00:00Z",
        "links": {
            "municipality": f"{SITE}/api/v1/municipality",
            "strategies": f"{SITE}/api/v1/strategies",
            "strategy": f"{SITE}/api/v1/strategies/{{slug}}",
            "verdicts": f"{SITE}/api/v1/strategies/{{slug}}/verdicts{{?known_on}}",
            "goals": f"{SITE}/api/v1/goals{{?strategy,area,field,owner,page,page_size}}",
            "goal": f"{SITE}/api/v1/goals/{{key}}{{?known_on}}",
            "theme": f"{SITE}/api/v1/themes/{{key}}",
            "indicators": f"{SITE}/api/v1/indicators",
            "indicator": f"{SITE}/api/v1/indicators/{{code}}{{?known_on,own}}",
            "figures": f"{SITE}/api/v1/indicators/{{code}}/figures{{?known_on,own}}",
            "profile": f"{SITE}/api/v1/municipalities/{{place}}{{?known_on}}",
            "compare": f"{SITE}/api/v1/comparison{{?municipalities,indicators,known_on}}",
            "survey": f"{SITE}/api/v1/surveys/{{key}}",
            "hearings": f"{SITE}/api/v1/hearings",
            "hearing": f"{SITE}/api/v1/hearings/{{slug}}",
            "comments": f"{SITE}/api/v1/hearings/{{slug}}/comments"
            "{?about,sender,kind,postcode,page,page_size}",
            "events": f"{SITE}/api/v1/events",
            "event": f"{SITE}/api/v1/events/{{key}}",
            "minutes": f"{SITE}/api/v1/events/{{key}}/minutes",
            "search": f"{SITE}/api/v1/search{{?q,kind,page,page_size}}",
            "openapi": f"{SITE}/api/v1/openapi.json",
            "documentation": f"{SITE}/api/",
            "feed": f"{SITE}/udgaver.atom",
        },
        "url": f"{SITE}/",
        "api_url": f"{SITE}/api/v1/",
        "language": "da",
    },
    "goals": {
        "items": [
            {
                "id": "7f0e4c0a-5a54-4f0c-9f0b-5b1a2a6c1d11",
                "text": "Alle unge skal være i gang med en uddannelse",
                "body": "",
                "owner": None,
                "fields": [{"slug": "uddannelse", "name": "Uddannelse"}],
                "url": f"{SITE}/maal/7f0e4c0a-5a54-4f0c-9f0b-5b1a2a6c1d11/",
                "api_url": f"{SITE}/api/v1/goals/7f0e4c0a-5a54-4f0c-9f0b-5b1a2a6c1d11",
                "strategy": "sammen-om-byen",
                "area_id": "0b0c4a4e-6a1f-4a57-8d3c-0d4c1c6a7e22",
                "area": "Børn og unge",
                "objective": "Flere unge i uddannelse",
                "edition": 2,
            }
        ],
        "total": 1,
        "page": 1,
        "page_size": 50,
        "next": None,
        "previous": None,
        "url": f"{SITE}/",
        "api_url": f"{SITE}/api/v1/goals?page=1&page_size=50",
        "language": "da",
    },
}

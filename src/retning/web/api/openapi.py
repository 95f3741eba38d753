"""The OpenAPI 3.1 document, put together from the operations and the shapes of their answers."""

from __future__ import annotations

from typing import Any

import msgspec

import retning
from retning.web.api import shapes
from retning.web.api.examples import EXAMPLES
from retning.web.api.operations import OPERATIONS, PATH_PARAMETERS, Operation
from retning.web.api.parameters import LANGUAGE, Parameter

REFERENCE = "#/components/schemas/{name}"
TAGS = {
    "site": "Who the site belongs to, and where everything begins.",
    "strategies": "Strategies as they stand, with areas, objectives, goals and themes.",
    "editions": "The frozen, numbered texts, the decisions behind them and what they changed.",
    "goals": "Goals and themes, one by one and all together.",
    "figures": "Indicators, the figures of all 98 municipalities, and where each comes from.",
    "hearings": "Hearings, and what was said in them as everyone can read it.",
}
DESCRIPTION = """What a Danish municipality has published in Retning: its strategies, read only.

Everything is public and anonymous: no key, no cookie, no account. Drafts are never here. `id` is
stable from edition to edition. Answers carry an ETag: ask again with `If-None-Match` and get 304
as long as nothing has changed. Longer texts are small Markdown."""


def document(server: str) -> bytes:
    """The whole document as JSON; `server` is the address of the API on the site that is asked."""
    schemas = _schemas()
    paths = {f"/{operation.path}": _path(operation) for operation in OPERATIONS}
    paths["/openapi.json"] = {"get": _own_operation()}
    return msgspec.json.format(
        msgspec.json.encode(
            {
                "openapi": "3.1.0",
                "info": {
                    "title": "Retning",
                    "version": retning.__version__,
                    "summary": "A municipality's strategy as data",
                    "description": DESCRIPTION,
                    "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
                },
                "servers": [{"url": server}],
                "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
                "paths": paths,
                "components": {
                    "schemas": schemas,
                    "responses": _problems(),
                    "headers": _headers(),
                    "parameters": _shared_parameters(),
                },
            }
        ),
        indent=1,
    )


def _schemas() -> dict[str, Any]:
    answers = [operation.shape for operation in OPERATIONS if operation.shape]
    _, schemas = msgspec.json.schema_components([*answers, shapes.Problem], ref_template=REFERENCE)
    for schema in schemas.values():
        schema["additionalProperties"] = False
    return schemas


def _path(operation: Operation) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": operation.summary + ".",
        "headers": {
            "ETag": {"$ref": "#/components/headers/ETag"},
            "Content-Language": {"$ref": "#/components/headers/ContentLanguage"},
            "Access-Control-Allow-Origin": {"$ref": "#/components/headers/AllowOrigin"},
        },
        "content": _content(operation),
    }
    faults = {"400": "BadParameter"} | ({"404": "NotFound"} if operation.may_lack else {})
    asked = {
        "tags": [operation.tag],
        "summary": operation.summary,
        "operationId": operation.name,
        "responses": {
            "200": answer,
            "304": {"description": "Nothing has changed since the answer with this ETag."},
            **{
                status: {"$ref": f"#/components/responses/{name}"}
                for status, name in faults.items()
            },
        },
    }
    return {
        "parameters": [
            *(_path_parameter(name) for name in operation.path_parameters),
            *(_parameter(parameter) for parameter in operation.parameters),
            {"$ref": "#/components/parameters/lang"},
            {"$ref": "#/components/parameters/IfNoneMatch"},
        ],
        "get": asked,
    }


def _content(operation: Operation) -> dict[str, Any]:
    if operation.shape is None:
        schema: dict[str, Any] = {"type": "string", "description": "Semicolons, UTF-8 with BOM."}
        return {"text/csv": {"schema": schema}}
    reference = {"$ref": REFERENCE.format(name=operation.shape.__name__)}
    content: dict[str, Any] = {"schema": reference}
    if operation.name in EXAMPLES:
        content["examples"] = {"one": {"value": EXAMPLES[operation.name]}}
    return {"application/json": content}


def _path_parameter(name: str) -> dict[str, Any]:
    parameter = PATH_PARAMETERS[name]
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": parameter.description,
        "schema": dict(parameter.schema),
    }
    if parameter.example is not None:
        told["example"] = parameter.example
    if parameter.schema["type"] == "array":
        told |= {"style": "form", "explode": False}
    return told


def _shared_parameters() -> dict[str, Any]:
    return {
        "lang": _parameter(LANGUAGE),
        "IfNoneMatch": {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "description": "The ETag of the answer that is at hand.",
            "schema": {"type": "string"},
        },
    }


def _headers() -> dict[str, Any]:
    return {
        "ETag": {
            "description": "Names this answer; ask with it in If-None-Match.",
            "required": True,
            "schema": {"type": "string"},
        },
        "ContentLanguage": {
            "description": "The language of our own words.",
            "required": True,
            "schema": {"type": "string", "enum": ["da", "en"]},
        },
        "AllowOrigin": {
            "description": "Every site may read, without cookies.",
            "required": True,
            "schema": {"type": "string", "const": "*"},
        },
    }


def _problems() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(name="Problem")}}}
    return {
        "BadParameter": {
            "description": "A parameter cannot be used; `errors` says which and why.",
            "content": content,
        },
        "NotFound": {"description": "Nothing has been published there.", "content": content},
    }


def _own_operation() -> dict[str, Any]:
    return {
        "tags": ["site"],
        "summary": "This document",
        "operationId": "openapi",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }

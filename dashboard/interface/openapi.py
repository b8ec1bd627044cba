"""The OpenAPI file, made from the declarations that read parameters and name fields."""

from collections.abc import Sequence
from typing import Any

from dashboard.interface.parameters import Parameter
from dashboard.interface.resources import RESOURCES, Resource
from dashboard.interface.words import resource_words
from dashboard.language import read_language
from dashboard.views import Views

PATH = "/api/v1"
#: Changes with what is asked or answered, and not with the figures.
VERSION = "1.0.0"
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "reference"],
    "properties": {
        "type": {"type": "string", "description": "Which kind of problem."},
        "title": {"type": "string", "description": "The problem in one sentence."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What to do about it."},
        "reference": {"type": "string", "description": "Quote this when you ask us."},
        "errors": {
            "type": "array",
            "description": "Each parameter that cannot be followed.",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {
                    "parameter": {"type": "string"},
                    "value": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
_HEADERS = {
    "ETag": "Send it as If-None-Match: 304 says that nothing has changed.",
    "Link": "The next and the previous page.",
    "X-RateLimit-Limit": "How often you may ask in one span of time.",
    "X-RateLimit-Remaining": "How often you still may.",
    "X-RateLimit-Reset": "When the span ends, in seconds since 1970.",
}


def openapi(views: Views, *, server: str, is_public: bool) -> dict[str, Any]:
    """The whole description, with the values that exist just now."""
    paths: dict[str, Any] = {}
    for resource in RESOURCES:
        parameters = resource.parameters(views)
        for suffix, is_csv in (("", False), (".csv", True)):
            paths[f"/{resource.name}{suffix}"] = {
                "get": _operation(resource, parameters, is_csv=is_csv)
            }
    told: dict[str, Any] = {
        "openapi": "3.1.1",
        "info": {
            "title": "Coterminous",
            "version": VERSION,
            "summary": "The figures of a local criminal justice partnership.",
            "description": (
                "Every figure comes from the calculation that pages show, with its "
                "interval and its verdict. Figures that may not be shown are missing "
                "here as they are there."
            ),
            "license": {"name": "Open Government Licence v3.0", "url": OGL},
        },
        "servers": [{"url": f"{server}{PATH}"}],
        "paths": paths,
        "components": {
            "schemas": {
                "Problem": _PROBLEM,
                **{_named(each): _row_schema(each) for each in RESOURCES},
            },
            "responses": {
                "Problem": {
                    "description": "What is wrong, and what to do.",
                    "content": {
                        "application/problem+json": {
                            "schema": {"$ref": "#/components/schemas/Problem"}
                        }
                    },
                }
            },
        },
    }
    if not is_public:
        cookie = {"type": "apiKey", "in": "cookie", "name": "session"}
        told["components"]["securitySchemes"] = {"session": cookie}
        told["security"] = [{"session": []}]
    return told


def _operation(
    resource: Resource, parameters: Sequence[Parameter], *, is_csv: bool
) -> dict[str, Any]:
    words = resource_words(resource.name, read_language("en"))
    content: dict[str, Any] = (
        {"text/csv": {"schema": {"type": "string"}}}
        if is_csv
        else {"application/json": {"schema": _page_schema(resource)}}
    )
    headers = {
        name: {"description": text, "schema": {"type": "string"}}
        for name, text in _HEADERS.items()
    }
    problems = {
        status: {"$ref": "#/components/responses/Problem"}
        for status in ("400", "401", "403", "404", "429", "503")
    }
    return {
        "operationId": f"{resource.name}_csv" if is_csv else resource.name,
        "summary": f"{words.title} as CSV" if is_csv else words.title,
        "description": words.gives,
        "parameters": [parameter.describe() for parameter in parameters],
        "responses": {
            "200": {
                "description": words.gives,
                "headers": headers,
                "content": content,
            },
            **problems,
        },
    }


def _named(resource: Resource) -> str:
    return resource.name.capitalize().removesuffix("s")


def _row_schema(resource: Resource) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [field.name for field in resource.fields],
        "additionalProperties": False,
        "properties": {field.name: field.schema() for field in resource.fields},
    }


def _page_schema(resource: Resource) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{_named(resource)}"}
    properties = {
        "data": {"type": "array", "items": row},
        "total": {
            "type": ["integer", "null"],
            "description": "How many rows there are; null where nobody has counted.",
        },
        "next": {
            "type": ["string", "null"],
            "description": "Where the answer goes on; null at its end.",
        },
        "data_version": {
            "type": "string",
            "description": "Changes with every load; with it the figures.",
        },
        "licence": {"type": "string"},
    }
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }

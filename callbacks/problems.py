"""What is wrong, as programs read it: problem details of RFC 9457."""

import json
from collections.abc import Iterable

from flask import Response

from callbacks.requests import reference
from dashboard.interface.parameters import Wrong
from dashboard.language import Language

MIMETYPE = "application/problem+json"
#: Where each kind is explained.
KINDS = "/api#errors"


def problem(status: int, language: Language, wrong: Iterable[Wrong] = ()) -> Response:
    """The problem with its status, what to do, and each parameter it lies in."""
    title, detail = _words(status, language)
    told: dict[str, object] = {
        "type": KINDS,
        "title": title,
        "status": status,
        "detail": detail,
        "reference": reference(),
    }
    errors = [
        {"parameter": each.parameter, "value": each.value, "detail": each.says}
        for each in wrong
    ]
    if errors:
        told["errors"] = errors
    return Response(
        json.dumps(told, ensure_ascii=False),
        status,
        {"Cache-Control": "no-store", "Content-Language": language.code},
        mimetype=MIMETYPE,
    )


def _words(status: int, language: Language) -> tuple[str, str]:
    return {
        400: (
            language.gettext("The question cannot be followed"),
            language.gettext("Mend the parameters named in errors and ask again."),
        ),
        401: (
            language.gettext("Nobody is signed in"),
            language.gettext("Sign in on the site first; the session opens this too."),
        ),
        403: (
            language.gettext("Your account may not see this"),
            language.gettext("Ask whoever looks after the figures for access."),
        ),
        404: (
            language.gettext("There is nothing at this address"),
            language.gettext("See /api for what there is."),
        ),
        405: (
            language.gettext("This can only be read"),
            language.gettext("Ask with GET."),
        ),
        429: (
            language.gettext("You ask too often"),
            language.gettext(
                "Wait as many seconds as Retry-After says. Ask for more rows at once, "
                "and send back the ETag you were given."
            ),
        ),
        503: (
            language.gettext("The figures cannot be reached just now"),
            language.gettext("Nothing is lost; ask again in a minute."),
        ),
    }.get(
        status,
        (
            language.gettext("Something went wrong"),
            language.gettext("If you ask us about it, quote the reference."),
        ),
    )

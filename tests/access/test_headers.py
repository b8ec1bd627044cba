"""What every route tells a browser it may not do."""

from werkzeug.test import TestResponse

from app import Coterminous
from callbacks.access.rules import RULES
from callbacks.headers import PERMISSIONS
from tests.access.addresses import examples
from tests.access.conftest import asking
from tests.access.test_tiers import VIEWER

FRAMED = ("embed", "svg", "png")
SHARED = ("embed.css", "embed-height.js", "embed.js", "api", "api_csv")


def policy(answer: TestResponse) -> dict[str, str]:
    directives = answer.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def answers(app: Coterminous, **more: object) -> list[tuple[str, str, TestResponse]]:
    client = asking(app)
    return [
        (endpoint, address, client.get(address, **more))
        for endpoint, found in examples(app.server).items()
        for address in found[:2]
        if endpoint in app.server.view_functions
    ]


def test_every_answer_says_what_may_not_be_done_with_it(
    public: Coterminous, behind_proxy: Coterminous
) -> None:
    for app, more in ((public, {}), (behind_proxy, {"headers": VIEWER})):
        for endpoint, address, answer in answers(app, **more):
            headers, told = answer.headers, policy(answer)
            assert headers["X-Content-Type-Options"] == "nosniff", address
            assert headers["Referrer-Policy"] == "same-origin", address
            assert headers["Permissions-Policy"] == PERMISSIONS, address
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
            assert "unsafe" not in headers["Content-Security-Policy"], address
            assert told["default-src"] == "'none'", address
            assert told["base-uri"] == "'none'", address
            assert "Set-Cookie" not in headers, address
            assert "Server" not in headers, address
            if endpoint not in FRAMED:
                assert told["frame-ancestors"] == "'none'", address
                assert headers["X-Frame-Options"] == "DENY", address


def test_only_what_other_sites_are_given_may_be_used_by_them(
    public: Coterminous,
) -> None:
    for endpoint, address, answer in answers(public):
        is_given = endpoint in (*FRAMED, *SHARED, "api_description")
        wanted = "cross-origin" if is_given else "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == wanted, address


def test_over_tls_every_answer_asks_to_stay_so(public: Coterminous) -> None:
    for _, address, answer in answers(public, base_url="https://localhost"):
        assert answer.headers["Strict-Transport-Security"], address
    for _, address, answer in answers(public):
        assert "Strict-Transport-Security" not in answer.headers, address


def test_partner_answers_with_figures_are_held_by_nobody(
    behind_proxy: Coterminous,
) -> None:
    for endpoint, address, answer in answers(behind_proxy, headers=VIEWER):
        if RULES[endpoint].role is not None:
            assert answer.headers["Cache-Control"] == "no-store", address
            assert "ETag" not in answer.headers, address

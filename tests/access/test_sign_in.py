"""Signing in at a real OpenID provider: who gets in, who does not, and the way out."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from app import Coterminous
from tests.access.conftest import SITE, MakeApp, asking
from tests.access.providers import CLIENT, SECRET, provider_for, sign_in_there
from tests.integration.web.documents import read_document

DEEP = "/compare?measure=cps_conviction_rate&pinned=E23000004&against=similar"


def go(client: FlaskClient, address: str, **more: object) -> TestResponse:
    """Ask for an address of the site as a browser on it would."""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return client.get(path, base_url=SITE, **more)


def begin(client: FlaskClient, onward: str = "/") -> str:
    """Where signing in sends one to."""
    answer = client.get("/sign-in", query_string={"next": onward}, base_url=SITE)
    assert answer.status_code == 303
    return answer.headers["Location"]


def sign_in(client: FlaskClient, subject: str, onward: str = "/") -> TestResponse:
    """Sign in there and come back."""
    return go(client, sign_in_there(begin(client, onward), subject))


def test_the_way_to_the_provider_asks_for_a_code_with_pkce_state_and_nonce(
    partner: Coterminous, provider: str
) -> None:
    address = begin(asking(partner))
    assert address.startswith(f"{provider}/")
    asked = {
        name: value[0] for name, value in parse_qs(urlsplit(address).query).items()
    }
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{SITE}/sign-in/callback"
    assert asked["scope"] == "openid"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 20
    assert len(asked["nonce"]) >= 20
    again = parse_qs(urlsplit(begin(asking(partner))).query)
    assert all(again[n][0] != asked[n] for n in ("code_challenge", "state", "nonce"))


def test_nobody_signed_in_is_shown_the_way_in_which_keeps_what_was_asked_for(
    partner: Coterminous,
) -> None:
    answer = go(asking(partner), DEEP)
    assert answer.status_code == 401
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["WWW-Authenticate"]
    document = read_document(answer.get_data(as_text=True))
    assert "Sign in" in document.one("h1").text
    way = document.one("main").one("a", class_="btn").attributes["href"]
    assert parse_qs(urlsplit(way).query)["next"] == [DEEP]
    other = document.one("a", data_key="language").attributes["href"]
    assert other == f"{DEEP}&lang=cy"


def test_signing_in_leads_on_to_what_was_asked_for(partner: Coterminous) -> None:
    client = asking(partner)
    answer = sign_in(client, "viewer-leads-on", DEEP)
    assert (answer.status_code, answer.headers["Location"]) == (303, DEEP)
    page = go(client, DEEP)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "ETag" not in page.headers
    assert "Merseyside" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    "onward",
    [
        "https://elsewhere.example.org/",
        "//elsewhere.example.org/",
        "/\\elsewhere.example.org",
        "/\t/elsewhere.example.org",
        "javascript:alert(1)",
        "compare",
        "/" + "x" * 4000,
        "",
    ],
)
def test_signing_in_never_leads_on_to_another_site(
    partner: Coterminous, onward: str
) -> None:
    answer = sign_in(asking(partner), "viewer-elsewhere", onward)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_the_session_is_a_cookie_no_script_and_no_other_site_gets_at(
    partner: Coterminous,
) -> None:
    client = asking(partner)
    answer = sign_in(client, "viewer-cookie")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "Set-Cookie" not in go(client, "/about").headers


def test_behind_tls_the_cookie_is_secure_and_of_this_host_alone(
    make_app: MakeApp,
) -> None:
    site = "https://figures.example.org"
    with provider_for(site) as provider:
        app = make_app(
            tier="partner",
            base_url=site,
            oidc_issuer=provider,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
        )
        client = app.server.test_client()
        begun = client.get("/sign-in", base_url=site)
        back = urlsplit(sign_in_there(begun.headers["Location"], "viewer-tls"))
        answer = client.get(f"{back.path}?{back.query}", base_url=site)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert client.get("/about", base_url=site).status_code == 200


def test_what_the_session_holds_is_the_account_and_its_role_and_no_token(
    partner: Coterminous,
) -> None:
    client = asking(partner)
    sign_in(client, "viewer-holds")
    with client.session_transaction(base_url=SITE) as held:
        assert set(held) == {"_permanent", "subject", "role", "until", "id"}
        assert held["subject"] == "viewer-holds"


def test_an_account_without_a_role_is_told_so_and_sees_nothing(
    partner: Coterminous,
) -> None:
    client = asking(partner)
    answer = sign_in(client, "somebody-else")
    assert answer.status_code == 403
    document = read_document(answer.get_data(as_text=True))
    assert "does not open these pages yet" in document.one("h1").text
    assert go(client, "/").status_code == 401


def test_roles_may_come_in_the_token_itself(make_app: MakeApp) -> None:
    with provider_for(SITE, "in-token") as provider:
        client = asking(
            make_app(
                tier="partner",
                base_url=SITE,
                oidc_issuer=provider,
                oidc_client_id=CLIENT,
                oidc_client_secret=SECRET,
            )
        )
        assert sign_in(client, "analyst-token").status_code == 303
    assert go(client, "/audit").status_code == 200


def test_an_answer_to_no_sign_in_of_ours_is_refused(partner: Coterminous) -> None:
    victim, other = asking(partner), asking(partner)
    back = sign_in_there(begin(other), "viewer-forger")
    for address in (back, "/sign-in/callback", "/sign-in/callback?state=x&code=y"):
        answer = go(victim, address)
        assert answer.status_code == 400
        document = read_document(answer.get_data(as_text=True))
        assert "did not finish" in document.one("h1").text
    assert go(victim, "/").status_code == 401


def test_an_answer_is_good_for_one_sign_in(partner: Coterminous) -> None:
    client = asking(partner)
    back = sign_in_there(begin(client), "viewer-twice")
    assert go(client, back).status_code == 303
    assert go(client, back).status_code == 400


def test_an_answer_in_another_providers_name_is_refused(partner: Coterminous) -> None:
    client = asking(partner)
    back = sign_in_there(begin(client), "viewer-mixed-up")
    assert "iss=" in back
    forged = re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Fevil.example.org", back)
    assert go(client, forged).status_code == 400
    assert go(client, "/").status_code == 401


def test_a_refusal_at_the_provider_is_a_page_one_can_begin_again_from(
    partner: Coterminous,
) -> None:
    client = asking(partner)
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    answer = go(client, f"/sign-in/callback?error=access_denied&state={state}&lang=cy")
    assert answer.status_code == 400
    document = read_document(answer.get_data(as_text=True))
    assert document.one("html").attributes["lang"] == "cy"
    assert (
        document.one("main")
        .one("a", class_="btn")
        .attributes["href"]
        .startswith("/sign-in?")
    )


def test_while_the_provider_is_away_signing_in_says_so(make_app: MakeApp) -> None:
    client = asking(
        make_app(
            tier="partner",
            base_url=SITE,
            oidc_issuer="http://127.0.0.1:9",
            oidc_client_id=CLIENT,
        )
    )
    answer = go(client, "/sign-in")
    assert answer.status_code == 502
    document = read_document(answer.get_data(as_text=True))
    assert "not possible just now" in document.one("h1").text
    assert (
        document.one("main").one("code").text == answer.headers["X-Request-Reference"]
    )


def test_signing_out_ends_it_here_and_at_the_provider(
    partner: Coterminous, provider: str
) -> None:
    client = asking(partner)
    sign_in(client, "viewer-leaves")
    copied = client.get_cookie("session")
    assert copied is not None
    form = read_document(go(client, "/").get_data(as_text=True)).one(
        "form", action="/sign-out"
    )
    assert form.attributes["method"] == "post"
    answer = client.post("/sign-out", base_url=SITE)
    assert answer.status_code == 303
    onward = answer.headers["Location"]
    assert onward.startswith(f"{provider}/session/end?")
    assert httpx.get(onward).status_code == 200
    assert go(client, "/").status_code == 401
    assert go(client, "/signed-out").status_code == 200
    thief = asking(partner)
    thief.set_cookie("session", copied.value)
    assert go(thief, "/").status_code == 401


def test_a_link_cannot_sign_one_out(partner: Coterminous) -> None:
    client = asking(partner)
    sign_in(client, "viewer-stays")
    assert go(client, "/sign-out").status_code in (404, 405)
    assert go(client, "/about").status_code == 200


@pytest.fixture
def signed_in(partner: Coterminous) -> FlaskClient:
    client = asking(partner)
    sign_in(client, "viewer-expires")
    return client


def test_a_session_ends_after_its_hours_whatever_was_done(
    signed_in: FlaskClient,
) -> None:
    assert go(signed_in, "/about").status_code == 200
    with signed_in.session_transaction(base_url=SITE) as held:
        held["until"] = held["until"] - 9 * 3600
    assert go(signed_in, "/about").status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"role": 3},
        {"role": "analyst"},
        {"until": 0},
        {"subject": None},
        {"id": None},
    ],
)
def test_a_session_that_says_something_odd_is_nobodys(
    signed_in: FlaskClient, change: dict[str, object]
) -> None:
    with signed_in.session_transaction(base_url=SITE) as held:
        held.update(change)
    assert go(signed_in, "/about").status_code == 401


def test_a_cookie_signed_with_another_key_is_nobodys(
    partner: Coterminous, make_app: MakeApp, provider: str
) -> None:
    forger = make_app(
        tier="partner",
        base_url=SITE,
        oidc_issuer=provider,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        secret_key="a key that somebody else has thought of",
    )
    elsewhere = asking(forger)
    sign_in(elsewhere, "analyst-forger")
    cookie = elsewhere.get_cookie("session")
    assert cookie is not None
    client = asking(partner)
    for value in (cookie.value, cookie.value[:-4], "", "x" * 4000, "a.b.c"):
        client.set_cookie("session", value)
        assert go(client, "/about").status_code == 401


def test_the_log_does_not_hold_what_lets_somebody_in(
    make_app: MakeApp, provider: str
) -> None:
    client = asking(
        make_app(
            tier="partner",
            base_url=SITE,
            oidc_issuer=provider,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            log_level="INFO",
        )
    )
    back = sign_in_there(begin(client), "viewer-logged")
    with capture_logs() as logged:
        go(client, back)
        go(client, "/about")
    events = [line["event"] for line in logged]
    assert events == ["audit", "request", "audit", "request"]
    assert parse_qs(urlsplit(back).query)["code"][0] not in repr(logged)


def test_who_saw_and_took_what_is_written_down(
    partner: Coterminous, audit_file: Path
) -> None:
    client = asking(partner)
    sign_in(client, "viewer-watched")
    go(client, DEEP)
    go(client, "/download/compare/ranked.csv?measure=cps_conviction_rate")
    go(client, "/audit")
    go(client, "/nowhere")
    written = audit_file.read_text().splitlines()
    lines = [line for line in written if "viewer-watched" in line]
    said = [re.findall(r'"(action|address)": "([^"]*)"', line) for line in lines]
    assert [tuple(value for _, value in each) for each in said] == [
        ("signed_in", "/"),
        ("view", DEEP),
        ("export", "/download/compare/ranked.csv?measure=cps_conviction_rate"),
        ("refused", "/audit"),
    ]
    assert audit_file.stat().st_mode & 0o077 == 0


def test_an_analyst_reads_who_saw_what_and_a_viewer_does_not(
    partner: Coterminous,
) -> None:
    viewer, analyst = asking(partner), asking(partner)
    sign_in(viewer, "viewer-one")
    sign_in(analyst, "analyst-one")
    turned_away = go(viewer, "/audit")
    assert turned_away.status_code == 403
    assert "for analysts" in turned_away.get_data(as_text=True)
    page = go(analyst, "/audit")
    assert page.status_code == 200
    table = read_document(page.get_data(as_text=True)).one("table")
    assert "viewer-one" in table.text
    assert "refused" in table.text


def test_an_analyst_reads_what_stood_in_a_refused_row_and_a_viewer_does_not(
    partner: Coterminous,
) -> None:
    viewer, analyst = asking(partner), asking(partner)
    sign_in(analyst, "analyst-rows")
    sign_in(viewer, "viewer-rows")
    # In this order, so that a page kept for one and shown to the other is found.
    assert "2025-04-01,quarter" in go(analyst, "/data").get_data(as_text=True)
    assert "2025-04-01,quarter" not in go(viewer, "/data").get_data(as_text=True)

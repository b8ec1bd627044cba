import pytest
from pydantic import ValidationError

from dashboard.settings import Settings


def test_embed_hosts_are_separated_by_spaces_or_commas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EMBED_HOSTS", "https://a.example.org, https://b.example.org")
    hosts = Settings().embed_hosts
    assert hosts == ("https://a.example.org", "https://b.example.org")


@pytest.mark.parametrize(
    "host", ["www.example.org", "https://a.example.org;script-src *", "https://a/b"]
)
def test_an_embed_host_that_could_widen_the_policy_is_refused(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("EMBED_HOSTS", host)
    with pytest.raises(ValidationError, match=r"is not an origin|EMBED|embed_hosts"):
        Settings()


def test_the_partner_tier_does_not_start_without_sign_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIER", "partner")
    with pytest.raises(ValidationError, match="needs sign-in"):
        Settings()


def test_a_base_address_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE_URL", "https://figures.example.org/")
    assert Settings().base_url == "https://figures.example.org"


def test_the_secret_does_not_show_when_settings_are_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", "keep-this")
    assert "keep-this" not in repr(Settings())


SECRET = "a secret that only the proxy knows"
OIDC = {
    "TIER": "partner",
    "OIDC_ISSUER": "https://sign-in.example.org",
    "OIDC_CLIENT_ID": "coterminous",
    "BASE_URL": "https://figures.example.org",
}
PROXY = {"TIER": "partner", "PROXY_SECRET": SECRET, "TRUSTED_PROXIES": "10.0.0.0/24"}


@pytest.mark.parametrize("ways", [OIDC, PROXY])
def test_the_partner_tier_starts_with_one_way_to_sign_in(
    monkeypatch: pytest.MonkeyPatch, ways: dict[str, str]
) -> None:
    for name, value in ways.items():
        monkeypatch.setenv(name, value)
    assert Settings().is_partner


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({**OIDC, **PROXY}, "not both"),
        ({**OIDC, "OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID"),
        ({**OIDC, "BASE_URL": ""}, "BASE_URL"),
        ({**OIDC, "BASE_URL": "http://figures.example.org"}, "BASE_URL"),
        ({**OIDC, "OIDC_ISSUER": "http://sign-in.example.org"}, "https://"),
        ({**OIDC, "OIDC_SCOPE": "profile"}, "openid"),
        ({**OIDC, "SECRET_KEY": "short"}, "SECRET_KEY"),
        ({**OIDC, "TIER": "public"}, "TIER=partner"),
        ({**PROXY, "TIER": "public"}, "TIER=partner"),
        ({**PROXY, "PROXY_SECRET": "short"}, "too short to trust"),
        ({**PROXY, "TRUSTED_PROXIES": ""}, "TRUSTED_PROXIES"),
        ({**PROXY, "TRUSTED_PROXIES": "the proxy"}, "is no address"),
        ({**PROXY, "SIGN_OUT_URL": "//elsewhere.example.org"}, "sign_out"),
        ({**PROXY, "PROXY_USER_HEADER": "a header:"}, "X-Forwarded-User"),
        ({"RATE_LIMIT": "many"}, "300 per minute"),
    ],
)
def test_a_half_configured_sign_in_is_refused_by_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], named: str
) -> None:
    for name, value in changes.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=named):
        Settings()

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

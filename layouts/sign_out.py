"""The way out, which stands in every masthead, and the addresses of both ways."""

from typing import Any

from dashboard.language import Language
from dashboard.settings import Settings
from layouts import html

SIGN_IN = "/sign-in"
SIGNED_IN = "/sign-in/callback"
SIGN_OUT = "/sign-out"
SIGNED_OUT = "/signed-out"


def sign_out_part(settings: Settings, language: Language) -> Any:
    """The way out, for the masthead; nothing where nobody signs in."""
    if not settings.is_partner:
        return None
    if not settings.is_signed_in_by_proxy:
        return sign_out_form(language.gettext("Sign out"), css_class="out")
    if settings.sign_out_url:
        return html.A(
            language.gettext("Sign out"), href=settings.sign_out_url, className="out"
        )
    return None


def sign_out_form(words: str, *, css_class: str = "btn") -> html.Form:
    """A form, not a link: what ends a session is not followed by programs."""
    button = html.Button(words, type="submit", className=css_class)
    return html.Form(button, action=SIGN_OUT, method="post", className="signing-out")

"""Signing in and out, and being turned away: what a reader is told and can do."""

from typing import Any
from urllib.parse import urlencode

from dashboard.language import Language
from dashboard.settings import Settings
from layouts import html
from layouts.frame import Content
from layouts.shell import contact_links
from layouts.sign_out import SIGN_IN, sign_out_form


def sign_in_address(onward: str, language: Language) -> str:
    """Where signing in begins, and where it leads on to."""
    asked = {"next": onward}
    if language.code != "en":
        asked["lang"] = language.code
    return f"{SIGN_IN}?{urlencode(asked)}"


def sign_in_content(settings: Settings, language: Language, *, onward: str) -> Content:
    """Nobody is signed in: what these pages are, and the one way in."""
    title = language.gettext("Sign in to see these pages")
    lead = language.gettext(
        "They are the partnership's own and hold figures that are not public. The "
        "account you use at work opens them."
    )
    if settings.is_signed_in_by_proxy:
        way = html.A(
            language.gettext("Open these pages through your organisation"),
            href=f"{settings.base_url}{onward}" if settings.base_url else onward,
            className="btn btn-main",
        )
    else:
        way = html.A(
            language.gettext("Sign in"),
            href=sign_in_address(onward, language),
            className="btn btn-main",
        )
    return _page(title, lead, [html.P(way, className="more"), _kept(language)])


def _kept(language: Language) -> html.Div:
    """What is known of who signs in: said before, not after."""
    heading = html.H2(language.gettext("What is kept about you"))
    return html.Div([heading, html.P(kept_words(language))], className="kept")


def kept_words(language: Language) -> str:
    """What is kept of readers who sign in."""
    return language.gettext(
        "One cookie while you are signed in. What you open and take away is written "
        "down with the time and your account's name, so that the partnership can say "
        "who saw a figure. Nothing else."
    )


def no_role_content(settings: Settings, language: Language) -> Content:
    """Signed in, but with an account that nobody has let in yet."""
    title = language.gettext("Your account does not open these pages yet")
    lead = language.gettext(
        "You are known, but nobody has said yet that you may see the partnership's "
        "figures. Ask whoever looks after them to give your account access."
    )
    ways: list[Any] = [*_contact(settings, language)]
    if not settings.is_signed_in_by_proxy:
        ways.append(sign_out_form(language.gettext("Use another account")))
    return _page(title, lead, ways)


def analysts_content(language: Language, *, home: str) -> Content:
    """Signed in, at a page for those who look after the figures."""
    title = language.gettext("This page is for analysts")
    lead = language.gettext(
        "It shows how the figures are looked after. Your account opens every other "
        "page."
    )
    return _page(title, lead, [_onward(language.gettext("Go to the overview"), home)])


def sign_in_failed_content(language: Language, *, reference: str) -> Content:
    """What came back from signing in could not be used; trying again usually works."""
    title = language.gettext("Signing in did not finish")
    lead = language.gettext(
        "It may have taken too long, or was begun in another window. Nothing is lost; "
        "begin again."
    )
    again = _onward(language.gettext("Sign in again"), sign_in_address("/", language))
    return _page(title, lead, [again, _quoted(language, reference)])


def provider_away_content(language: Language, *, reference: str) -> Content:
    """Who signs people in does not answer."""
    title = language.gettext("Signing in is not possible just now")
    lead = language.gettext(
        "Your organisation's sign-in does not answer. Try again in a minute; if it "
        "goes on, tell whoever looks after these pages."
    )
    again = _onward(language.gettext("Try again"), sign_in_address("/", language))
    return _page(title, lead, [again, _quoted(language, reference)])


def signed_out_content(language: Language) -> Content:
    """Signed out: said plainly, with the way back in."""
    title = language.gettext("You are signed out")
    lead = language.gettext(
        "Close this window if others use this computer: pages you opened may still be "
        "seen by going back."
    )
    again = _onward(language.gettext("Sign in again"), sign_in_address("/", language))
    return _page(title, lead, [again])


def _onward(words: str, address: str) -> html.P:
    return html.P(
        html.A(words, href=address, className="btn btn-main"), className="more"
    )


def _contact(settings: Settings, language: Language) -> list[Any]:
    return [
        html.P(html.A(words, href=href))
        for words, href in contact_links(settings.contact, language)
    ]


def _quoted(language: Language, reference: str) -> html.P:
    return html.P([language.gettext("Reference:"), " ", html.Code(reference)])


def _page(title: str, lead: str, content: list[Any]) -> Content:
    return Content(
        title=title,
        description=title,
        main=[
            html.Div(
                [html.H1(title), html.P(lead, className="lead"), *content],
                className="head prose",
            )
        ],
    )

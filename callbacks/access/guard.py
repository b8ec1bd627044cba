"""Nothing is answered before it is known that whoever asks may have it."""

from flask import Flask, Response, abort, g, request

from callbacks.access.audit import Audit
from callbacks.access.rules import NOWHERE, RULES, Audited, Rule
from callbacks.access.sessions import NoRole, SignIn
from callbacks.answers import ENDPOINT, asked_address
from callbacks.serving import Serving, signed_in

#: What of these pages a browser or a proxy may hold on to.
NOT_HELD = "no-store"


def register(
    server: Flask, serving: Serving, sign_in: SignIn | None, audit: Audit
) -> None:
    """Guard every route of a partner process; in a public one, what has no rule."""
    if serving.site.settings.is_partner and sign_in is None:
        raise ValueError("a partner process needs a way to sign in")

    @server.before_request
    def _check() -> None:
        rule = rule_for(request.endpoint)
        if rule is None:
            abort(404)
        if sign_in is not None:
            check(rule, sign_in)

    @server.after_request
    def _settle(response: Response) -> Response:
        if sign_in is None:
            return response
        rule = rule_for(request.endpoint) or NOWHERE
        _write_down(audit, rule, response)
        if rule.role is not None:
            response.headers["Cache-Control"] = NOT_HELD
            response.headers.pop("ETag", None)
        return response


def rule_for(endpoint: str | None) -> Rule | None:
    """A route's rule; None for a route that was given none."""
    return NOWHERE if endpoint is None else RULES.get(endpoint)


def check(rule: Rule, sign_in: SignIn) -> None:
    """Stop with 404, 401 or 403 where whoever asks may not be answered."""
    if rule.is_public_only:
        abort(404)
    if rule.role is None:
        return
    try:
        person = sign_in.person()
    except NoRole:
        abort(403)
    if person is None:
        abort(401)
    g.person = person
    if person.role < rule.role:
        abort(403)


def _write_down(audit: Audit, rule: Rule, response: Response) -> None:
    person, status = signed_in(), response.status_code
    if status == 403:
        audit.write("refused", person, _address(), status=status)
    elif person is not None and status < 400 and rule.audited != Audited.NOTHING:
        audit.write(rule.audited.value, person, _address(), status=status)


def _address() -> str:
    """What was asked for; of a callback, the page it draws again."""
    if request.endpoint == ENDPOINT:
        posted = asked_address(request.get_json(silent=True))
        if posted is not None:
            return posted
    query = request.query_string.decode("utf-8", "replace")
    return f"{request.path}?{query}" if query else request.path

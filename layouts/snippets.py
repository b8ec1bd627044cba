"""The line that puts a panel into another site, and where a reader copies it from."""

from typing import NamedTuple

from dashboard.language import Language
from dashboard.settings import Settings
from layouts import html
from layouts.frame import Frame
from layouts.markup import attributes, element

#: As wide as a panel is drawn, with its edges; on a narrower page it gives way.
WIDTH = 600


class Snippet(NamedTuple):
    """What a frame needs: our origin, the panel's address there, a name, a height.

    The name stays on the page of others while figures change, so it holds none. Where
    no public address is set the origin is a guess, which a script can better.
    """

    origin: str
    address: str
    title: str
    height: int
    is_guess: bool = False


def panel_snippet(
    frame: Frame, page: str, panel: str, *, title: str, height: int
) -> Snippet | None:
    """The frame of one panel for the view in hand, at `/embed/PAGE/PANEL`.

    None for pages of the partner tier: readers elsewhere are not signed in here.
    """
    settings = frame.site.settings
    if settings.is_partner:
        return None
    address = frame.lasting_link(f"/embed/{page}/{panel}")
    is_guess = not settings.base_url
    return Snippet(public_origin(settings), address, title, height, is_guess)


def public_origin(settings: Settings) -> str:
    """Where others find this site; without a public address, where it listens."""
    return settings.base_url or f"http://{settings.host}:{settings.port}"


def frame_html(snippet: Snippet, *, width: str = "100%") -> str:
    """The frame as the line to paste: no script, and no style a policy would drop."""
    return element(
        "iframe",
        src=f"{snippet.origin}{snippet.address}",
        title=snippet.title,
        width=width,
        height=str(snippet.height),
        loading="lazy",
        frameborder="0",
    )


def sizing_html(origin: str) -> str:
    """The line that lets each frame be as high as what is in it, once a page."""
    start = attributes([("src", f"{origin}/embed.js")])
    return f"<script{start} defer></script>"


def builder_link(snippet: Snippet, language: Language) -> str:
    """Where the panel's frame can be chosen and looked at."""
    path, _, query = snippet.address.partition("?")
    panel = path.removeprefix("/embed/")
    kept = [part for part in query.split("&") if part and not part.startswith("lang=")]
    kept += [f"lang={language.code}"] * (language.code != "en")
    return "&".join([f"/embed?panel={panel}", *kept])


def snippet_box(snippet: Snippet, language: Language, *, key: str) -> html.Div:
    """The line in a field to copy, what it does, and a look at what others will see."""
    field = f"embed-{key}"
    line = html.Textarea(
        frame_html(snippet),
        id=field,
        className="snippet",
        rows=5,
        readOnly=True,
        spellCheck="false",
        **{"data-snippet": snippet.origin if snippet.is_guess else ""},
    )
    said = language.gettext(
        "Paste this line into a page of another site. It needs no script and sets no "
        "cookie. It shows the newest figures, unless you chose a period."
    )
    return html.Div(
        [
            html.P(said),
            html.Label(language.gettext("Line to copy"), htmlFor=field),
            line,
            html.P(
                html.A(
                    [
                        language.gettext("Choose area, language and width"),
                        html.Span(f" ({snippet.title})", className="vh"),
                    ],
                    href=builder_link(snippet, language),
                )
            ),
            html.P(
                html.A(
                    [
                        language.gettext("See what others will see"),
                        html.Span(f" ({snippet.title})", className="vh"),
                    ],
                    href=snippet.address,
                )
            ),
        ],
        className="embedding",
    )


def snippet_words(language: Language) -> tuple[str, str]:
    """What opens the box, and what closes it."""
    return language.gettext("Embed"), language.gettext("Close")


def linked(address: str, query: str) -> str:
    """An address with its query, or without where there is none."""
    return f"{address}?{query}" if query else address


def absolute(settings: Settings, address: str) -> str:
    """The whole address of something here, for programs that read it elsewhere."""
    return f"{public_origin(settings)}{address}"

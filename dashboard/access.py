"""Who may do what in a process of the partner tier."""

from enum import IntEnum
from typing import Any, NamedTuple

from dashboard.settings import Settings


class Role(IntEnum):
    """What a signed-in person may do; each may do what those before it may."""

    VIEWER = 1
    ANALYST = 2


class Person(NamedTuple):
    """Who is signed in: the provider's own name for them, and their role."""

    subject: str
    role: Role


def role_from(said: Any, settings: Settings) -> Role | None:
    """The highest role among what a provider or proxy says; None for neither.

    It may say so as a list, or as words with spaces or commas between.
    """
    words = said.replace(",", " ").split() if isinstance(said, str) else said
    if not isinstance(words, list | tuple):
        return None
    known = {settings.viewer_role: Role.VIEWER, settings.analyst_role: Role.ANALYST}
    found = [known[word] for word in words if isinstance(word, str) and word in known]
    return max(found, default=None)

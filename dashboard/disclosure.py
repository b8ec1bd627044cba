"""What is not shown because it could tell of a person: the policy, and its effect.

Pure, and the one module that the store goes by too: which figures are hidden is
decided when figures change (data/masking.py), never while a page is made.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dashboard.language import Language
from dashboard.stats.linked_sums import Hiding, LinkedSums
from dashboard.stats.linked_sums import TooManySmall as TooManySmall


class Policy(BaseModel):
    """Which counts are hidden; every field is told in data/definitions/disclosure.toml.

    `owner` is a role.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: str
    owner_cy: str
    next_review: date
    hide_from: Annotated[int, Field(ge=0)]
    hide_to: Annotated[int, Field(ge=0)]
    complement: bool
    minimum_base: Annotated[int, Field(ge=0)]
    round_to: Annotated[int, Field(ge=0)]
    minimum_range: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _runs_upwards(self) -> "Policy":
        if self.hide_from > self.hide_to:
            raise ValueError("hide_from is above hide_to")
        return self

    def hides(self, count: float) -> bool:
        """Whether a count is small; so is a correction by as few below nought."""
        size = abs(count)
        return self.hide_from <= size <= self.hide_to or 0 < size < self.hide_from

    def hides_rate(self, base: float | None) -> bool:
        """Whether a rate or share rests on too few to be given."""
        return base is not None and base < self.minimum_base

    def owned_by(self, language: Language) -> str:
        """The role that answers for it, in the reader's language."""
        return self.owner_cy if language.code == "cy" else self.owner


def load_policy(record: Mapping[str, Any]) -> Policy:
    """The policy of a parsed disclosure.toml; raises ValueError for what is wrong."""
    return Policy.model_validate(record["policy"])


class Known(NamedTuple):
    """What an outsider may know at one time: an edition's figures and their sums.

    Cells have the same number at every time. `complements` are unseen cells that hold
    so few that they must not be worked out either.
    """

    sums: LinkedSums
    complements: frozenset[int] = frozenset()


class Concealment(NamedTuple):
    """Cells that are hidden, and those that can be worked out all the same."""

    hidden: frozenset[int]
    unprotected: frozenset[int]


def conceal(times: Sequence[Known], hidden: set[int], policy: Policy) -> Concealment:
    """Hide more than `hidden` until no hidden cell can be told, at any time.

    A cell that is hidden at one time is hidden at all, so that no edition tells what
    another hides.
    """
    # Slow to import, and most loads have nothing to hide.
    from dashboard.stats.linked_audit import protect

    everywhere, unprotected = set(hidden), set[int]()
    attained: list[dict[int, tuple[float, float]]] = [{} for _ in times]
    before = -1
    while len(everywhere) != before:
        before = len(everywhere)
        for time, found in zip(times, attained, strict=True):
            own = {cell for cell in everywhere if cell in time.sums.lines_of}
            hiding = Hiding(time.sums, own, own | time.complements, found)
            unprotected |= protect(hiding, minimum_range=policy.minimum_range)
            everywhere |= hiding.hidden
        if len(times) == 1:
            break
    return Concealment(frozenset(everywhere), frozenset(unprotected & everywhere))

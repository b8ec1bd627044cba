"""What one search was, in the words of data.police.uk, as categories.

Labels have changed over the years; those of the first years are known too.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from data.ingest.headings import name_key
from data.ingest.police_groups import (
    NOT_STATED,
    VEHICLE_ONLY,
    age_band,
    broad_group,
    self_defined_group,
    sex,
)

NOTHING_DONE = "no_further_action"
ARREST = "arrest"
LINKED = "linked"
VEHICLE = "vehicle"

_TYPES = {
    "personsearch": "person",
    "vehiclesearch": VEHICLE,
    "personandvehiclesearch": "person",
}
_REASONS = {
    "controlleddrugs": "drugs",
    "psychoactivesubstances": "drugs",
    "offensiveweapons": "offensive_weapons",
    "anythingtothreatenorharmanyone": "offensive_weapons",
    "crossbows": "offensive_weapons",
    "firearms": "firearms",
    "stolengoods": "stolen_property",
    "articleforuseintheft": "going_equipped",
    "articlesforuseincriminaldamage": "criminal_damage",
    "evidenceofoffencesundertheact": "other",
    "fireworks": "other",
    "gameorpoachingequipment": "other",
    "goodsonwhichdutyhasnotbeenpaidetc": "other",
    "evidenceofwildlifeoffences": "other",
    "evidenceofhuntinganywildmammalwithadog": "other",
    "sealsorhuntingequipment": "other",
    "detailedobjectofsearchunavailable": NOT_STATED,
    "": NOT_STATED,
}
_OUTCOMES = {
    "anofurtheractiondisposal": NOTHING_DONE,
    "nothingfoundnofurtheraction": NOTHING_DONE,
    "nofurtheractiondisposal": NOTHING_DONE,
    "suspectedpsychoactivesubstancesseizednofurtheraction": NOTHING_DONE,
    "arrest": ARREST,
    "suspectarrested": ARREST,
    "communityresolution": "community_resolution",
    "localresolution": "community_resolution",
    "summonschargedbypost": "summons",
    "suspectsummonsedtocourt": "summons",
    "khatorcannabiswarning": "cannabis_or_khat_warning",
    "offendergivendrugspossessionwarning": "cannabis_or_khat_warning",
    "penaltynoticefordisorder": "penalty_notice",
    "offendergivenpenaltynotice": "penalty_notice",
    "cautionsimpleorconditional": "caution",
    "offendercautioned": "caution",
    "articlefounddetailedoutcomeunavailable": "other",
    "": NOT_STATED,
}
_LINKED = {"true": LINKED, "false": "not_linked", "": NOT_STATED}

REASONS = tuple(dict.fromkeys(_REASONS.values()))
OUTCOMES = tuple(dict.fromkeys(_OUTCOMES.values()))
LINKS = tuple(_LINKED.values())
POWERS = ("section_1", "section_60", "section_44_47a", NOT_STATED)


class Search(NamedTuple):
    """The categories of a search; None is one that cannot be read."""

    kind: str | None
    ethnic_group_5: str | None
    ethnic_group_18: str | None
    officer_ethnic_group_5: str | None
    sex: str | None
    age_band: str | None
    search_power: str | None
    search_reason: str | None
    search_outcome: str | None
    outcome_linked: str | None

    def of_vehicle(self) -> "Search":
        """The search of a vehicle with nobody in it: there was nobody to ask."""
        return self._replace(
            ethnic_group_5=VEHICLE_ONLY,
            ethnic_group_18=VEHICLE_ONLY,
            officer_ethnic_group_5=VEHICLE_ONLY,
            sex=VEHICLE_ONLY,
            age_band=VEHICLE_ONLY,
        )


def search_power(label: str) -> str:
    """The power a law is counted under, as in the Home Office's yearly figures.

    Section 1 stands for every power that needs a reason to suspect.
    """
    key = name_key(label)
    if not key:
        return NOT_STATED
    if "section60" in key:
        return "section_60"
    if "terrorismact" in key and ("section44" in key or "section47a" in key):
        return "section_44_47a"
    return "section_1"


def _lookup(known: Mapping[str, str], what: str) -> Callable[[str], str]:
    def find(label: str) -> str:
        if name_key(label) not in known:
            raise ValueError(f"{label.strip()[:60]!r} is not a known {what}")
        return known[name_key(label)]

    return find


#: How each category is read, and from which column.
READERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "kind": ("Type", _lookup(_TYPES, "type of search")),
    "ethnic_group_5": ("Self-defined ethnicity", lambda x: self_defined_group(x)[0]),
    "ethnic_group_18": ("Self-defined ethnicity", lambda x: self_defined_group(x)[1]),
    "officer_ethnic_group_5": ("Officer-defined ethnicity", broad_group),
    "sex": ("Gender", sex),
    "age_band": ("Age range", age_band),
    "search_power": ("Legislation", search_power),
    "search_reason": ("Object of search", _lookup(_REASONS, "object of search")),
    "search_outcome": ("Outcome", _lookup(_OUTCOMES, "outcome")),
    "outcome_linked": (
        "Outcome linked to object of search",
        _lookup(_LINKED, "answer to whether the outcome is linked"),
    ),
}
#: Columns with nothing to count.
ALSO_KNOWN = (
    "Date",
    "Part of a policing operation",
    "Policing operation",
    "Latitude",
    "Longitude",
    "Removal of more than just outer clothing",
)

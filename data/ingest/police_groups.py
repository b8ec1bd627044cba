"""How police and court publications word ethnic groups, sexes and ages.

These groups are not always those of a census: the classification of 2001, which the
Home Office and the courts kept for years, counts Chinese people as of another ethnic
group and not as Asian.
"""

import re
from collections.abc import Mapping

from data.ingest.headings import name_key

#: Asked and not answered, not asked, not recorded.
NOT_STATED = "not_stated"
#: Only a vehicle was searched, so there was nobody to ask.
VEHICLE_ONLY = "vehicle_only"

BROAD_GROUPS = ("asian", "black", "mixed", "white", "other", NOT_STATED)
#: In the classification of 2001.
DETAILED_GROUPS_2001 = (
    "asian_bangladeshi",
    "asian_chinese",
    "asian_indian",
    "asian_pakistani",
    "asian_other",
    "black_african",
    "black_caribbean",
    "black_other",
    "mixed_white_and_asian",
    "mixed_white_and_black_african",
    "mixed_white_and_black_caribbean",
    "mixed_other",
    "white_british",
    "white_irish",
    "white_other",
    "other_any_other",
    NOT_STATED,
)
#: In the classification of 2011, which adds two groups.
DETAILED_GROUPS_2011 = (
    *DETAILED_GROUPS_2001[:-1],
    "white_gypsy_or_irish_traveller",
    "other_arab",
    NOT_STATED,
)
SEXES = ("female", "male")

_NOT_STATED = ("notstated", "notknown", "notreported", "dontknow", "unknown", "")
_BROAD = {
    "asian": "asian",
    "asianorasianbritish": "asian",
    "black": "black",
    "blackorblackbritish": "black",
    "mixed": "mixed",
    "white": "white",
    "chinese": "other",
    "chineseother": "other",
    "chineseorother": "other",
    "chineseorotherethnicgroup": "other",
    "otherincchinese": "other",
    "other": "other",
}
_DETAILED = {
    "bangladeshiorbritishbangladeshi": "asian_bangladeshi",
    "indianorbritishindian": "asian_indian",
    "otherasianorasianbritish": "asian_other",
    "pakistaniorbritishpakistani": "asian_pakistani",
    "blackorblackbritishafrican": "black_african",
    "blackorblackbritishcaribbean": "black_caribbean",
    "otherblackorblackbritish": "black_other",
    "chinese": "asian_chinese",
    "other": "other_any_other",
    "mixedwhiteandasian": "mixed_white_and_asian",
    "mixedwhiteandblackafrican": "mixed_white_and_black_african",
    "mixedwhiteandblackcaribbean": "mixed_white_and_black_caribbean",
    "othermixed": "mixed_other",
    "otherwhite": "white_other",
    "whitebritish": "white_british",
    "whiteirish": "white_irish",
}
# After " - " in the labels of data.police.uk, whose first word is the broad group.
_SELF_DEFINED = {
    "asian": {
        "bangladeshi": "asian_bangladeshi",
        "chinese": "asian_chinese",
        "indian": "asian_indian",
        "pakistani": "asian_pakistani",
        "anyotherasianbackground": "asian_other",
    },
    "black": {
        "african": "black_african",
        "caribbean": "black_caribbean",
        "anyotherblackafricancaribbeanbackground": "black_other",
        "anyotherblackbackground": "black_other",
    },
    "mixed": {
        "whiteandasian": "mixed_white_and_asian",
        "whiteandblackafrican": "mixed_white_and_black_african",
        "whiteandblackcaribbean": "mixed_white_and_black_caribbean",
        "anyothermixedmultipleethnicbackground": "mixed_other",
        "anyothermixedbackground": "mixed_other",
    },
    "white": {
        "englishwelshscottishnorthernirishbritish": "white_british",
        "irish": "white_irish",
        "gypsyoririshtraveller": "white_gypsy_or_irish_traveller",
        "anyotherwhitebackground": "white_other",
    },
    "other": {
        "arab": "other_arab",
        "anyotherethnicgroup": "other_any_other",
        "notstated": NOT_STATED,
        "notknown": NOT_STATED,
    },
}
_SEX = {
    "female": "female",
    "females": "female",
    "male": "male",
    "males": "male",
    "other": "other",
}
_AGES = {
    "under10": "0_to_9",
    "under11": "0_to_10",
    "10-17": "10_to_17",
    "11-17": "11_to_17",
    "18-20": "18_to_20",
    "18-24": "18_to_24",
    "18-34": "18_to_34",
    "25-34": "25_to_34",
    "35-49": "35_to_49",
    "50-64": "50_to_64",
    "over34": "35_and_over",
    "21andover": "21_and_over",
    "65andover": "65_and_over",
    # The courts' own words for these three.
    "juveniles": "10_to_17",
    "youngadults": "18_to_20",
    "adults": "21_and_over",
}
_AGE_WORDS = re.compile(r"\b(?:aged|age|years?|yrs|old)\b", re.IGNORECASE)


def broad_group(label: str) -> str:
    """One of five ethnic groups, or not stated; raises ValueError for another."""
    return _find(label, _BROAD, "ethnic group")


def detailed_group(label: str) -> str:
    """One of 16 ethnic groups, or not stated; raises ValueError for another."""
    return _find(label, _DETAILED, "ethnic group")


def self_defined_group(label: str) -> tuple[str, str]:
    """The broad and the detailed group of a label "Asian/Asian British - Indian".

    Raises ValueError for one that is not known.
    """
    if name_key(label) in _NOT_STATED:
        return NOT_STATED, NOT_STATED
    head, _, tail = label.partition(" - ")
    first = re.split(r"[\s/]", head.strip(), maxsplit=1)[0].casefold()
    detailed = _SELF_DEFINED.get(first, {}).get(name_key(tail))
    if detailed is None:
        raise ValueError(f"{label.strip()[:90]!r} is not an ethnic group that is known")
    return (NOT_STATED if detailed == NOT_STATED else first), detailed


def sex(label: str) -> str:
    """A sex, or not stated; raises ValueError for another word."""
    return _find(label, _SEX, "sex")


def age_band(label: str) -> str:
    """An age band such as 18_to_20, or not stated; raises ValueError for another.

    A footnote's figure may be stuck to a label that ends in one: "Under 102".
    """
    plain = _AGE_WORDS.sub("", label).casefold()
    key = re.sub(r"[\s,]", "", plain).replace("–", "-").replace("to", "-")
    if key in _NOT_STATED:
        return NOT_STATED
    for known, band in _AGES.items():
        if key == known or re.fullmatch(re.escape(known) + r"\d", key):
            return band
    raise ValueError(f"{label.strip()[:40]!r} is not an age band that is known")


def _find(label: str, known: Mapping[str, str], what: str) -> str:
    key = name_key(label)
    if key in known:
        return known[key]
    if key in _NOT_STATED:
        return NOT_STATED
    if key == "vehicleonly":
        return VEHICLE_ONLY
    raise ValueError(f"{label.strip()[:60]!r} is not a known {what}")

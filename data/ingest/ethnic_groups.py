"""How the censuses head their ethnic group columns, and our names for the groups."""

import re
from typing import NamedTuple

BROAD_GROUPS = ("asian", "black", "mixed", "white", "other")

# The end of a heading, letters only, to a category. 2011 and 2021 word some
# differently; Roma was first counted in 2021. The broad group comes before the "_".
_DETAILED = {
    "bangladeshi": "asian_bangladeshi",
    "chinese": "asian_chinese",
    "indian": "asian_indian",
    "pakistani": "asian_pakistani",
    "otherasian": "asian_other",
    "african": "black_african",
    "caribbean": "black_caribbean",
    "otherblack": "black_other",
    "whiteandasian": "mixed_white_and_asian",
    "whiteandblackafrican": "mixed_white_and_black_african",
    "whiteandblackcaribbean": "mixed_white_and_black_caribbean",
    "othermixed": "mixed_other",
    "othermixedormultipleethnicgroups": "mixed_other",
    "englishwelshscottishnorthernirishbritish": "white_british",
    "englishwelshscottishnorthernirishorbritish": "white_british",
    "gypsyoririshtraveller": "white_gypsy_or_irish_traveller",
    "irish": "white_irish",
    "roma": "white_roma",
    "otherwhite": "white_other",
    "arab": "other_arab",
    "anyotherethnicgroup": "other_any_other",
}


class EthnicColumn(NamedTuple):
    """What a column counts: everyone, a broad group, or one group within it.

    `broad` is None for everyone; `detailed` is None for a broad group; `sex` is
    None where the column counts both.
    """

    broad: str | None
    detailed: str | None
    sex: str | None


def parse_ethnic_heading(heading: str) -> EthnicColumn | None:
    """The group a census column counts, None if it counts no ethnic group."""
    text = re.sub(r"^\s*ethnic group\s*:|;\s*measures\s*:.*$", "", heading, flags=re.I)
    sex = re.search(r"\s(female|male)\s*$", text, flags=re.I)
    if sex:
        text = text[: sex.start()]
    named = sex.group(1).lower() if sex else None
    parts = [_letters(part) for part in text.split(":")]
    if parts[0] == "allcategories":
        return EthnicColumn(None, None, named)
    detailed = _DETAILED.get(parts[-1]) if len(parts) > 1 else None
    if detailed:
        return EthnicColumn(detailed.split("_")[0], detailed, named)
    if len(parts) == 1 and parts[0] in BROAD_GROUPS:
        return EthnicColumn(parts[0], None, named)
    return None


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha())

"""Who lives in the demonstration's areas: shares of groups, sexes and ages, made up."""

NOT_STATED = "not_stated"
SEXES = ("female", "male")
FEMALE = 0.508

#: Detailed groups, the broad one of the census each is in, and its share of that.
SHARES: dict[str, tuple[str, float]] = {
    "asian_bangladeshi": ("asian", 0.12),
    "asian_chinese": ("asian", 0.08),
    "asian_indian": ("asian", 0.33),
    "asian_pakistani": ("asian", 0.29),
    "asian_other": ("asian", 0.18),
    "black_african": ("black", 0.61),
    "black_caribbean": ("black", 0.26),
    "black_other": ("black", 0.13),
    "mixed_white_and_asian": ("mixed", 0.28),
    "mixed_white_and_black_african": ("mixed", 0.15),
    "mixed_white_and_black_caribbean": ("mixed", 0.30),
    "mixed_other": ("mixed", 0.27),
    "white_british": ("white", 0.913),
    "white_gypsy_or_irish_traveller": ("white", 0.002),
    "white_irish": ("white", 0.010),
    "white_other": ("white", 0.075),
    "other_any_other": ("other", 0.74),
    "other_arab": ("other", 0.26),
}
DETAILED = tuple(SHARES)

#: Bands of a census, and the share of residents in each.
AGES = (
    ("0_to_9", 0.115),
    ("10_to_17", 0.100),
    ("18_to_24", 0.085),
    ("25_to_34", 0.135),
    ("35_to_44", 0.130),
    ("45_to_54", 0.130),
    ("55_to_64", 0.125),
    ("65_to_74", 0.095),
    ("75_and_over", 0.085),
)
#: Bands of arrests, and the share of arrests in each.
ARREST_AGES = (
    ("10_to_17", 0.09),
    ("18_to_24", 0.24),
    ("25_to_34", 0.31),
    ("35_and_over", 0.36),
)


#: Groups that the classification of 2001 counts within another.
WITHIN_2001 = {
    "white_gypsy_or_irish_traveller": "white_other",
    "other_arab": "other_any_other",
}


def broad_of_2001(group: str) -> str:
    """The broad group, with Chinese people in `other` as police and courts have it."""
    if group == "asian_chinese":
        return "other"
    return SHARES[group][0] if group in SHARES else group

"""The series of the Crown Court, and the words that tell its cases apart."""

from data.ingest.court_statistics import plain_label
from data.ingest.headings import name_key, slug
from data.ingest.police_groups import NOT_STATED

RECEIPTS = "crown_court_receipts"
DISPOSALS = "crown_court_disposals"
OPEN = "crown_court_open_cases"
#: Open cases whose age is known, and those of them open a year or more.
KNOWN_AGE = "crown_court_open_known_age"
OVER_A_YEAR = "crown_court_open_over_a_year"
#: The same of cases for trial, which alone are told apart by remand.
TRIALS_KNOWN_AGE = "crown_court_open_trials_known_age"
TRIALS_OVER_A_YEAR = "crown_court_open_trials_over_a_year"

#: The stages a defendant's completed case is timed by.
STAGES = (
    "offence_to_charge",
    "charge_to_first_listing",
    "first_listing_to_completion",
    "charge_to_sending",
    "sending_to_main_hearing",
    "main_hearing_to_completion",
    "receipt_to_completion",
    "charge_to_completion",
    "offence_to_completion",
    "pre_court",
    "at_court",
)
AVERAGES = ("mean", "median")
DURATIONS = {
    (stage, average): f"crown_court_days_{stage}_{average}"
    for stage in STAGES
    for average in AVERAGES
}

OPEN_AGES = (
    "under_4_weeks",
    "4_to_8_weeks",
    "8_to_12_weeks",
    "12_to_16_weeks",
    "16_to_20_weeks",
    "20_to_26_weeks",
    "6_months_to_under_1_year",
    "1_to_2_years",
    "2_years_or_more",
)
LONG_OPEN = OPEN_AGES[-2:]
_REMAND = {
    "custody": "custody",
    "remandedincustody": "custody",
    "bail": "bail",
    "remandedonbail": "bail",
    "unknown": NOT_STATED,
    "remandstatusunknown": NOT_STATED,
}
_CASE_TYPES = {
    "triableeitherwaytrials": "triable_either_way_trials",
    "indictableonlytrials": "indictable_only_trials",
    "committedforsentence": "committed_for_sentence",
    "sentencing": "committed_for_sentence",
    "appeals": "appeals",
    "unknown": "not_stated",
    "notknown": "not_stated",
}


def open_age(label: str) -> str:
    """How long a case has been open, as a band; raises ValueError for another."""
    band = slug(plain_label(label))
    if band not in OPEN_AGES:
        raise ValueError(f"{label.strip()[:40]!r} is not a known age of an open case")
    return band


def remand_status(label: str) -> str:
    """Whether a defendant is on bail; raises ValueError for another word."""
    key = name_key(plain_label(label))
    if key not in _REMAND:
        raise ValueError(f"{label.strip()[:40]!r} is not a known remand status")
    return _REMAND[key]


def case_type(label: str) -> str:
    """Why a case is before the Crown Court; raises ValueError for another reason."""
    kind = plain_label(label).partition(":")[0]
    if name_key(kind) not in _CASE_TYPES:
        raise ValueError(f"{label.strip()[:60]!r} is not a known type of case")
    return _CASE_TYPES[name_key(kind)]

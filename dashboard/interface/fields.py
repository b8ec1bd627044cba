"""What comes back: each field of each resource once, with its type and its meaning."""

from typing import Any, Literal, NamedTuple

Type = Literal["text", "number", "whole", "day", "moment", "yes_or_no", "list"]

_SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "whole": {"type": "integer"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "yes_or_no": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
}


class Field(NamedTuple):
    """One field; one that may be missing is null there, and empty in CSV."""

    name: str
    description: str
    type: Type = "text"
    may_be_missing: bool = False
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """The field as JSON Schema."""
        told = dict(_SCHEMAS[self.type])
        if self.choices:
            told["enum"] = list(self.choices)
        if self.may_be_missing:
            told["type"] = [told["type"], "null"]
            if self.choices:
                told["enum"] = [*self.choices, None]
        return {**told, "description": self.description}


AREAS = (
    Field(
        "area_code",
        "The area's code, of the Office for National Statistics where it has one.",
    ),
    Field("area_type", "What kind of geography it is."),
    Field("name_en", "Its name in English."),
    Field("name_cy", "Its name in Welsh."),
    Field("tile_column", "Its column on the tile map.", "whole", may_be_missing=True),
    Field("tile_row", "Its row on the tile map.", "whole", may_be_missing=True),
    Field("similar", "The areas that resemble it most, the nearest first.", "list"),
)
MEASURES = (
    Field("measure", "Its name in addresses; it never changes."),
    Field("label_en", "Its title in English."),
    Field("label_cy", "Its title in Welsh."),
    Field("question_en", "The question it answers, in English."),
    Field("question_cy", "The question it answers, in Welsh."),
    Field("definition_en", "What is counted over what, in English."),
    Field("definition_cy", "What is counted over what, in Welsh."),
    Field("cannot_tell_en", "What it cannot tell, in English."),
    Field("cannot_tell_cy", "What it cannot tell, in Welsh."),
    Field("caveats_en", "What to know before using it, in English.", "list"),
    Field("caveats_cy", "What to know before using it, in Welsh.", "list"),
    Field(
        "kind",
        "What sort of number it is.",
        choices=("proportion", "rate", "count", "score", "duration"),
    ),
    Field("polarity", "Which way is better."),
    Field("unit", "The unit of its value: proportions are shares of 1 here."),
    Field("per", "A rate's value is per so many.", "whole"),
    Field("unit_of_count_en", "What is counted, in English."),
    Field("unit_of_count_cy", "What is counted, in Welsh."),
    Field("frequency", "How often it is stored.", choices=("month", "quarter", "year")),
    Field("windows", "How much time a figure can cover.", "list"),
    Field("area_type", "For which geography there are figures."),
    Field("stage", "Where in a case it belongs."),
    Field("topic", "What it is about."),
    Field("lead_agency", "Whose figures they are."),
    Field("numerator_series", "The streams added up above the line.", "list"),
    Field("denominator_series", "The streams added up below the line.", "list"),
    Field("source", "The publication it comes from."),
    Field("licence", "Under what licence."),
    Field(
        "first_period",
        "First month of the earliest stored period.",
        "day",
        may_be_missing=True,
    ),
    Field(
        "last_period",
        "First month of the latest stored period.",
        "day",
        may_be_missing=True,
    ),
    Field("next_review", "When its definition is looked at again.", "day"),
)
RELEASES = (
    Field("release_id", "The number of the load.", "whole"),
    Field("publication", "Which publication was loaded."),
    Field("edition", "Which edition of it."),
    Field("published_on", "When it was published.", "day", may_be_missing=True),
    Field("loaded_at", "When it was loaded, in coordinated universal time.", "moment"),
    Field("row_count", "How many rows it holds.", "whole"),
    Field(
        "state",
        "Whether its figures are in use.",
        choices=("current", "superseded", "withdrawn"),
    ),
)
OBSERVATIONS = (
    Field("series", "The stream the number belongs to."),
    Field("breakdown", "By what it is broken down; `all` for not."),
    Field("category", "Which part of that it is; `all` for the whole."),
    Field("area_type", "The kind of geography."),
    Field("area_code", "The area's code."),
    Field("period_start", "First day of the period.", "day"),
    Field("frequency", "How long the period is.", choices=("month", "quarter", "year")),
    Field(
        "value",
        "The number; missing where it may not be shown or was not collected.",
        "number",
        may_be_missing=True,
    ),
    Field("status", "Why there is or is not a number."),
    Field("release_id", "The load it came with.", "whole"),
)
RESULTS = (
    Field("measure", "The measure."),
    Field("area_code", "The area's code."),
    Field("area", "The area's name, in the language asked for."),
    Field("period", "The period, as links name it."),
    Field("period_start", "First day of the period.", "day"),
    Field(
        "window",
        "How much time the figure covers.",
        choices=("month", "quarter", "year", "rolling_year"),
    ),
    Field("category", "Which group it is of; empty for all."),
    Field("numerator", "What was counted.", "number", may_be_missing=True),
    Field("denominator", "What it was divided by.", "number", may_be_missing=True),
    Field(
        "value",
        "The figure, unrounded; a proportion is a share of 1.",
        "number",
        may_be_missing=True,
    ),
    Field("lower", "Lower limit of its 95% interval.", "number", may_be_missing=True),
    Field("upper", "Upper limit of its 95% interval.", "number", may_be_missing=True),
    Field(
        "verdict",
        "How it compares with the benchmark.",
        choices=("better", "worse", "higher", "lower", "similar", "not_compared"),
    ),
    Field(
        "position",
        "Its place in the funnel of all areas, with room for real differences.",
        may_be_missing=True,
    ),
    Field("status", "Why there is or is not a number."),
    Field("symbol", "The same in one letter, as official statistics print it."),
    Field("periods_present", "How many stored periods it is made from.", "whole"),
    Field("periods_expected", "Of how many.", "whole"),
    Field("benchmark", "What it is compared with."),
    Field("benchmark_value", "The value of that.", "number", may_be_missing=True),
    Field(
        "change",
        "Whether it is changing over time, by its control chart.",
        may_be_missing=True,
    ),
    Field("direction", "Which way.", may_be_missing=True),
    Field(
        "outlook", "Whether its target will be met as things are.", may_be_missing=True
    ),
    Field("target", "The target.", "number", may_be_missing=True),
    Field("basis", "Whether there is enough to say."),
    Field(
        "says",
        "The verdict in one sentence, in the language asked for.",
        may_be_missing=True,
    ),
)

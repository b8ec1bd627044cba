"""The tables of the store and the views readers use.

`facts`, `rating_rows`, `event_rows` and `target_rows` keep every release; the views
`observations`, `ratings`, `events` and `targets` show what is current. A row's
`superseded_by` is empty while it is current, the release that replaced it afterwards,
and its own release once that is withdrawn.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from data.ingest.publication import FREQUENCIES, STATUSES

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_%(referred_table_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_once",
        "ix": "%(table_name)s_%(column_0_N_name)s",
    }
)

#: The category "all" of the breakdown "all".
ALL_CATEGORY = 0

frequency_codes = {name: code for code, name in enumerate(FREQUENCIES)}
status_codes = {name: code for code, name in enumerate(STATUSES)}


def _key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


areas = Table(
    "areas",
    metadata,
    _key("area_id"),
    Column("area_code", Text, nullable=False),
    Column("area_type", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("name_cy", Text, nullable=False),
    Column("short_en", Text),
    Column("short_cy", Text),
    Column("tile_column", SmallInteger),
    Column("tile_row", SmallInteger),
    Column("valid_from", Date),
    Column("valid_to", Date),
    UniqueConstraint("area_type", "area_code"),
)

area_members = Table(
    "area_members",
    metadata,
    Column("whole_type", Text, primary_key=True),
    Column("whole_code", Text, primary_key=True),
    Column("part_type", Text, primary_key=True),
    Column("part_code", Text, primary_key=True),
    Column("valid_from", Date),
    Column("valid_to", Date),
)

peer_groups = Table(
    "peer_groups",
    metadata,
    Column("peer_set", Text, primary_key=True),
    Column("area_code", Text, primary_key=True),
    Column("peer_code", Text, primary_key=True),
    Column("rank", SmallInteger, nullable=False),
    Column("basis", Text, nullable=False),
    Column("basis_cy", Text, nullable=False),
)

series = Table(
    "series",
    metadata,
    _key("series_id"),
    Column("series", Text, nullable=False, unique=True),
    Column("label", Text),
    Column("label_cy", Text),
    Column("unit_of_count", Text),
    Column("unit_of_count_cy", Text),
    Column("basis", Text),
    # flow, stock or score; a score is never added up.
    Column("kind", Text),
)

categories = Table(
    "categories",
    metadata,
    _key("category_id"),
    Column("breakdown", Text, nullable=False),
    Column("category", Text, nullable=False),
    UniqueConstraint("breakdown", "category"),
)

releases = Table(
    "releases",
    metadata,
    _key("release_id"),
    Column("publication", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("published_on", Date),
    # Coordinated universal time, "2026-03-31T09:15:00Z".
    Column("loaded_at", Text, nullable=False),
    Column("loaded_by", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("note", Text),
)

release_files = Table(
    "release_files",
    metadata,
    _key("file_id"),
    Column("release_id", ForeignKey("releases.release_id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    # The figures without their periods: the same month filed twice gives the same.
    Column("figures_sha256", Text, nullable=False, index=True),
    Column("edition", Text, nullable=False),
    Column("rows", Integer, nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    _key("refusal_id"),
    Column("release_id", ForeignKey("releases.release_id"), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("line", Integer),
    Column("reason", Text, nullable=False),
    Column("content", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    _key("series_id"),
    _key("category_id"),
    _key("area_id"),
    Column("frequency", SmallInteger, primary_key=True, autoincrement=False),
    _key("period"),
    _key("release_id"),
    Column("value", Double),
    Column("status", SmallInteger, nullable=False),
    Column("superseded_by", Integer),
    # Empty for a whole worked out from its parts.
    Column("file_id", Integer),
    sqlite_with_rowid=False,
)

# An area's page asks for every series at once, nearly always without a breakdown.
area_index = Index(
    "facts_of_area",
    facts.c.area_id,
    facts.c.period,
    facts.c.series_id,
    sqlite_where=text("category_id = 0 AND superseded_by IS NULL"),
    postgresql_where=text("category_id = 0 AND superseded_by IS NULL"),
    postgresql_include=["frequency", "release_id", "value", "status"],
)

coverage = Table(
    "coverage",
    metadata,
    _key("series_id"),
    _key("category_id"),
    Column("area_type", Text, primary_key=True),
    Column("frequency", SmallInteger, primary_key=True, autoincrement=False),
    _key("period"),
    Column("areas", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def _records(name: str, *columns: Column[Any]) -> Table:
    """A table of rows that are not figures: few, and told apart by their release."""
    return Table(
        name,
        metadata,
        _key("release_id"),
        _key("position"),
        *columns,
        Column("superseded_by", Integer),
        Column("file_id", Integer, nullable=False),
    )


rating_rows = _records(
    "rating_rows",
    Column("framework", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("area_type", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("inspected_on", Date),
    Column("url", Text),
)

event_rows = _records(
    "event_rows",
    Column("happened_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    # Empty for an event that touches every area, or every measure.
    Column("area_code", Text),
    Column("measure_id", Text),
    Column("kind", Text, nullable=False),
    # A role, never a person.
    Column("decided_by", Text),
    Column("reason", Text),
)

target_rows = _records(
    "target_rows",
    Column("measure_id", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    # In the unit of the measure's value: a share of 1 for a proportion.
    Column("target", Double, nullable=False),
    Column("due_period", Text, nullable=False),
    Column("set_on", Date, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("priority_id", Text),
)

#: Everything that is loaded and is not a figure.
RECORD_TABLES = (rating_rows, event_rows, target_rows)

# One row. The digest follows from what was loaded, in order, so two stores with the
# same history have the same version and two that differ have not.
store_state = Table(
    "store_state",
    metadata,
    _key("id"),
    Column("data_version", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("definitions_digest", Text, nullable=False),
)

priorities = Table(
    "priorities",
    metadata,
    Column("priority_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    Column("aim", Text),
    Column("aim_cy", Text),
    Column("owner", Text, nullable=False),
    Column("lead_agency", Text, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("release_id", ForeignKey("releases.release_id")),
)

priority_measures = Table(
    "priority_measures",
    metadata,
    Column("priority_id", ForeignKey("priorities.priority_id"), primary_key=True),
    Column("measure_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    # What the priority is judged by, or what must not get worse meanwhile.
    Column("part", Text, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("action_id", Text, primary_key=True),
    Column("priority_id", ForeignKey("priorities.priority_id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    Column("owner", Text, nullable=False),
    Column("agency", Text),
    Column("due_on", Date),
    Column("done_on", Date),
    Column("progress", Text),
    Column("release_id", ForeignKey("releases.release_id")),
)

commentary = Table(
    "commentary",
    metadata,
    Column("measure_id", Text, primary_key=True),
    Column("area_code", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("written_on", Date, primary_key=True),
    Column("author", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("comment_cy", Text),
    Column("release_id", ForeignKey("releases.release_id")),
)

explanations = Table(
    "explanations",
    metadata,
    Column("measure_id", Text, primary_key=True),
    Column("area_code", Text, primary_key=True),
    Column("breakdown", Text, primary_key=True),
    Column("category", Text, primary_key=True),
    Column("written_on", Date, primary_key=True),
    # The disparity is explained, is being reformed, or is still being looked into.
    Column("decision", Text, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("explanation_cy", Text),
    Column("owner", Text, nullable=False),
    Column("review_on", Date),
    Column("release_id", ForeignKey("releases.release_id")),
)

agendas = Table(
    "agendas",
    metadata,
    Column("agenda", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    Column("meets_on", Date),
    Column("release_id", ForeignKey("releases.release_id")),
)

agenda_items = Table(
    "agenda_items",
    metadata,
    Column("agenda", ForeignKey("agendas.agenda"), primary_key=True),
    _key("position"),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    Column("query", Text, nullable=False),
)

"""The tables of the store and the views readers use.

`facts` and the tables of `data.record_tables` keep every release; the views
`observations`, `ratings`, `priorities` and the like show what is current. A row's
`superseded_by` is empty while it is current, the release that replaced it afterwards,
and its own release once that is withdrawn.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
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
    false,
    text,
)

from data.ingest.publication import FREQUENCIES, STATUSES

#: Releases of the second are nobody's but the partnership's.
PUBLIC, PARTNER = "public", "partner"

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_%(referred_table_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_once",
        "ix": "%(table_name)s_%(column_0_N_name)s",
    }
)

#: Why a figure is hidden, by its mask: its own size, or because it would give another
#: one away; hidden and told all the same by what is public already.
MASKS = ("shown", "small", "other", "told")

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
    # public, or partner for what only a partnership may see.
    Column("tier", Text, nullable=False, server_default=PUBLIC),
    # True where the state has published the figures: nothing of them is hidden.
    Column("already_public", Boolean, nullable=False, server_default=false()),
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
    # Empty for a figure that is public already; 0 for one that may be shown; above
    # it, why it is hidden (MASKS).
    Column("mask", SmallInteger),
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
    postgresql_include=["frequency", "release_id", "value", "status", "mask"],
)

# How many areas show a number in a period, by the release they are of and the one that
# took their place: what was known on any day adds up from it without a look at facts.
coverage = Table(
    "coverage",
    metadata,
    Column("series_id", Integer, nullable=False),
    Column("category_id", Integer, nullable=False),
    Column("area_type", Text, nullable=False),
    Column("frequency", SmallInteger, nullable=False),
    Column("period", Integer, nullable=False),
    Column("release_id", Integer, nullable=False),
    Column("superseded_by", Integer),
    Column("areas", Integer, nullable=False),
    Index(
        "coverage_of_period",
        *("series_id", "category_id", "area_type", "frequency", "period"),
    ),
)


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
# One row: what was decided last, and under which policy.
disclosure_state = Table(
    "disclosure_state",
    metadata,
    _key("id"),
    Column("policy_digest", Text, nullable=False),
    # What shown figures under the policy are rounded to; empty for not at all.
    Column("round_to", Integer),
    Column("figures", Integer, nullable=False),
    Column("small", Integer, nullable=False),
    Column("others", Integer, nullable=False),
    Column("unprotected", Integer, nullable=False),
    # True for a store that `export --public` wrote.
    Column("is_public_copy", Boolean, nullable=False),
)

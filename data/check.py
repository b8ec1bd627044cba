"""Whether a database keeps the contract that readers rely on."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, inspect, text

from data.engine import is_sqlite
from data.record_tables import RECORD_TABLES
from data.schema import missing_or_old

#: Every table or view of the contract, with the columns a reader may ask for.
CONTRACT: dict[str, tuple[str, ...]] = {
    "areas": (
        "area_code", "area_type", "name_en", "name_cy", "tile_column", "tile_row",
        "valid_from", "valid_to",
    ),
    "area_members": ("whole_code", "part_code", "valid_from", "valid_to"),
    "peer_groups": ("peer_set", "area_code", "peer_code", "rank", "basis", "basis_cy"),
    "observations": (
        "series", "area_code", "period_start", "frequency", "breakdown", "category",
        "value", "status", "release_id",
    ),
    "releases": (
        "release_id", "publication", "edition", "published_on", "loaded_at",
        "loaded_by", "sha256", "row_count", "state", "note", "tier", "already_public",
    ),
    "refusals": ("release_id", "file", "line", "reason", "content"),
    "priorities": (
        "priority_id", "area_code", "place", "title", "title_cy", "why", "why_cy",
        "plain", "plain_cy", "owner", "lead_agency", "partners", "starts_on",
        "review_on", "serves", "serves_cy", "evidence_url", "visibility", "release_id",
    ),
    "priority_measures": (
        "priority_id", "measure_id", "part", "baseline", "baseline_period",
        "trajectory", "points", "release_id",
    ),
    "targets": (
        "priority_id", "measure_id", "area_code", "target", "due_period", "set_on",
        "decided_by", "reason", "visibility", "release_id",
    ),
    "actions": (
        "action_id", "priority_id", "title", "title_cy", "owner", "agency",
        "starts_on", "due_on", "state", "state_on", "note", "note_cy", "evidence_url",
        "visibility", "release_id",
    ),
    "commentary": (
        "priority_id", "measure_id", "area_code", "period", "written_on", "agency",
        "author", "comment", "comment_cy", "visibility", "release_id",
    ),
    "explanations": (
        "measure_id", "area_code", "breakdown", "category", "written_on", "decision",
        "explanation", "explanation_cy", "action", "action_cy", "owner", "review_on",
        "visibility", "release_id",
    ),
    "events": (
        "happened_on", "title", "title_cy", "area_code", "measure_id", "kind",
        "decided_by", "reason", "visibility", "release_id",
    ),
    "ratings": (
        "framework", "edition", "area_code", "criterion", "grade", "inspected_on",
        "url",
    ),
    "agendas": (
        "agenda", "area_code", "title", "title_cy", "meets_on", "as_of", "since",
        "visibility", "release_id",
    ),
    "agenda_items": (
        "agenda", "position", "title", "title_cy", "query", "note", "note_cy",
        "minutes", "release_id",
    ),
}  # fmt: skip

_RECORDS = "\nUNION ALL ".join(
    f"SELECT release_id, superseded_by FROM {table.name}"  # noqa: S608  # our own names
    for table in RECORD_TABLES
)

# Each counts what should not be there, with the sentence that says so. Statuses 0 to
# 2 are shown with a number and 3 to 5 are not (data/tables.py).
_FAULTS: tuple[tuple[str, str], ...] = (
    (
        "{count} figures are of a series, category or area that is not in the store",
        """SELECT COUNT(*) FROM facts f
        WHERE NOT EXISTS (SELECT 1 FROM series s WHERE s.series_id = f.series_id)
           OR NOT EXISTS (
               SELECT 1 FROM categories c WHERE c.category_id = f.category_id)
           OR NOT EXISTS (SELECT 1 FROM areas a WHERE a.area_id = f.area_id)""",
    ),
    (
        "{count} figures have a status or frequency nobody knows",
        """SELECT COUNT(*) FROM facts
        WHERE status NOT BETWEEN 0 AND 5
           OR frequency NOT BETWEEN 0 AND 2""",
    ),
    (
        "{count} figures are hidden and yet hold a number, or are shown without one",
        """SELECT COUNT(*) FROM facts
        WHERE (status IN (0, 1, 2)) <> (value IS NOT NULL)""",
    ),
    (
        "{count} figures start in a month that does not exist",
        """SELECT COUNT(*) FROM facts
        WHERE period % 100 NOT BETWEEN 1 AND 12
           OR period NOT BETWEEN 100001 AND 999912""",
    ),
    (
        "{count} figures are current twice",
        """SELECT COUNT(*) FROM (
            SELECT 1 AS found FROM facts WHERE superseded_by IS NULL
            GROUP BY series_id, category_id, area_id, frequency, period
            HAVING COUNT(*) > 1) twice""",
    ),
    (
        "{count} figures belong to no release",
        """SELECT COUNT(*) FROM facts f
        WHERE NOT EXISTS (
            SELECT 1 FROM releases r WHERE r.release_id = f.release_id)""",
    ),
    (
        "{count} figures of withdrawn releases are still current, or replace others",
        """SELECT COUNT(*) FROM facts f JOIN releases r
            ON r.release_id = COALESCE(f.superseded_by, f.release_id)
        WHERE r.state = 'withdrawn'
          AND (f.superseded_by IS NULL OR f.superseded_by <> f.release_id)""",
    ),
    (
        "{count} releases do not hold as many rows as they say",
        f"""SELECT COUNT(*) FROM releases r
        WHERE (SELECT is_public_copy FROM disclosure_state) = FALSE AND r.row_count <>
            COALESCE((SELECT n FROM (
                SELECT release_id, COUNT(*) AS n FROM facts GROUP BY release_id) f
                WHERE f.release_id = r.release_id), 0)
            + (SELECT COUNT(*) FROM ({_RECORDS}) g
               WHERE g.release_id = r.release_id)""",  # noqa: S608  # our own names
    ),
    (
        "{count} grades or agreed rows of withdrawn releases are still current",
        f"""SELECT COUNT(*) FROM ({_RECORDS}) g
        JOIN releases r ON r.release_id = COALESCE(g.superseded_by, g.release_id)
        WHERE r.state = 'withdrawn'
          AND (g.superseded_by IS NULL OR g.superseded_by <> g.release_id)""",  # noqa: S608  # our own names
    ),
    (
        "Coverage differs from the figures in {count} places",
        """SELECT COUNT(*) FROM (
            SELECT f.series_id, f.category_id, a.area_type, f.frequency, f.period,
                   f.release_id, COALESCE(f.superseded_by, 0) AS replaced,
                   SUM(CASE WHEN f.value IS NOT NULL AND COALESCE(f.mask, 0) = 0
                            THEN 1 ELSE 0 END) AS n
            FROM facts f JOIN areas a ON a.area_id = f.area_id
            GROUP BY f.series_id, f.category_id, a.area_type, f.frequency, f.period,
                     f.release_id, COALESCE(f.superseded_by, 0)
        ) x LEFT JOIN coverage c ON c.series_id = x.series_id
            AND c.category_id = x.category_id AND c.area_type = x.area_type
            AND c.frequency = x.frequency AND c.period = x.period
            AND c.release_id = x.release_id
            AND COALESCE(c.superseded_by, 0) = x.replaced
        WHERE c.areas IS NULL OR c.areas <> x.n""",
    ),
    (
        "{count} figures under the disclosure policy were never decided on",
        """SELECT COUNT(*) FROM facts f JOIN releases r ON r.release_id = f.release_id
        WHERE r.already_public = FALSE AND r.state <> 'withdrawn' AND f.mask IS NULL""",
    ),
    (
        "{count} figures that are public already are marked as if they were not",
        """SELECT COUNT(*) FROM facts f JOIN releases r ON r.release_id = f.release_id
        WHERE r.already_public = TRUE AND f.mask IS NOT NULL
          AND f.file_id IS NOT NULL""",
    ),
    (
        "{count} figures are hidden in one edition and shown in another",
        """SELECT COUNT(*) FROM (
            SELECT 1 AS found FROM facts f
            JOIN releases r ON r.release_id = f.release_id
            WHERE f.mask IS NOT NULL AND r.state <> 'withdrawn'
            GROUP BY f.series_id, f.category_id, f.area_id, f.frequency, f.period
            HAVING MIN(f.mask) <> MAX(f.mask)) divided""",
    ),
    (
        "{count} figures of the partner tier stand in place of public ones",
        """SELECT COUNT(*) FROM facts f
        JOIN releases r ON r.release_id = f.release_id
        JOIN releases later ON later.release_id = f.superseded_by
        WHERE r.tier = 'public' AND later.tier = 'partner'""",
    ),
    (
        "{count} memberships are of areas that are not in the store",
        """SELECT COUNT(*) FROM area_members m
        WHERE NOT EXISTS (SELECT 1 FROM areas a
            WHERE a.area_type = m.whole_type AND a.area_code = m.whole_code)
           OR NOT EXISTS (SELECT 1 FROM areas a
            WHERE a.area_type = m.part_type AND a.area_code = m.part_code)""",
    ),
    (
        "{count} criminal justice areas have no place of their own on the tile map",
        """SELECT COUNT(*) FROM areas a
        WHERE a.area_type = 'criminal_justice_area'
          AND (a.tile_column IS NULL OR a.tile_row IS NULL OR EXISTS (
              SELECT 1 FROM areas b
              WHERE b.area_type = a.area_type AND b.area_id <> a.area_id
                AND b.tile_column = a.tile_column AND b.tile_row = a.tile_row))""",
    ),
)  # fmt: skip


def find_problems(engine: Engine) -> list[str]:
    """A sentence for each way the store breaks the contract; none where it keeps it."""
    sentence = missing_or_old(engine)
    if sentence is not None:
        return [sentence]
    with engine.connect() as connection:
        if is_sqlite(connection):
            damage = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
            if list(damage) != ["ok"]:
                return [f"The file is damaged: {'; '.join(map(str, damage))}"]
        else:
            # A page must be quick; a check may take its time.
            connection.exec_driver_sql("SET statement_timeout = 0")
        missing = list(_missing(connection))
        return missing or list(_faults(connection))


def describe_contents(engine: Engine) -> str:
    """What the store holds, in a sentence."""
    counts = (
        "(SELECT COUNT(*) FROM facts WHERE superseded_by IS NULL)",
        "(SELECT COUNT(DISTINCT series_id) FROM coverage)",
        "(SELECT COUNT(*) FROM releases WHERE state = 'current')",
    )
    with engine.connect() as connection:
        figures, series, releases = connection.execute(
            text(f"SELECT {', '.join(counts)}")
        ).one()
    return (
        f"{figures:,} current figures, {series:,} series, "
        f"{releases:,} {'release' if releases == 1 else 'releases'} in use"
    )


def _missing(connection: Connection) -> Iterator[str]:
    inspector = inspect(connection)
    present = {*inspector.get_table_names(), *inspector.get_view_names()}
    for name, columns in CONTRACT.items():
        if name not in present:
            yield f"There is no table or view {name}"
            continue
        found = {column["name"] for column in inspector.get_columns(name)}
        for column in columns:
            if column not in found:
                yield f"{name} has no column {column}"


def _faults(connection: Connection) -> Iterator[str]:
    for sentence, query in _FAULTS:
        count = connection.execute(text(query)).scalar_one()
        if count:
            yield sentence.format(count=f"{count:,}")

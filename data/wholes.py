"""Criminal justice areas worked out from the police forces in them.

A whole is missing while one of its parts is. A score is never added up: it passes
only to a whole that has a single part. What a publication says of a whole itself
stands.
"""

from typing import Any

from sqlalchemy import Connection, text

from data.staging import analyse_temporary
from data.tables import PUBLIC

WHOLE_TYPE = "criminal_justice_area"
PART_TYPE = "police_force"

# Memberships hold between two dates where they have any.
_MEMBERS = """
CREATE TEMPORARY TABLE wholes AS
SELECT whole.area_id AS whole_id, part.area_id AS part_id,
       COALESCE({from_month}, 0) AS since, COALESCE({to_month}, 999999) AS until,
       COUNT(*) OVER (PARTITION BY whole.area_id) AS members
FROM area_members m
JOIN areas whole ON whole.area_type = m.whole_type AND whole.area_code = m.whole_code
JOIN areas part ON part.area_type = m.part_type AND part.area_code = m.part_code
WHERE m.whole_type = :whole_type AND m.part_type = :part_type
"""

# 2014-07-31 to 201407, in a way both databases know.
_MONTH = "CAST(REPLACE(SUBSTR(CAST({date} AS TEXT), 1, 7), '-', '') AS INTEGER)"

# Which wholes a change touches: of them, every part that is known counts. The joins
# are written in the order they are to be made: SQLite, which has no idea how many
# rows are in a table made a moment ago, keeps to the order of a CROSS JOIN. The plus
# keeps it from looking for a range of periods where it has the very one.
_TOUCHED = """
CREATE TEMPORARY TABLE touched AS
SELECT DISTINCT c.series_id, c.category_id, c.frequency, c.period, w.whole_id
FROM {changes} c CROSS JOIN wholes w
WHERE w.part_id = c.area_id AND c.period BETWEEN w.since AND w.until
"""

_PARTS_STAGED = """
CREATE TEMPORARY TABLE parts AS
SELECT t.series_id, t.category_id, t.whole_id, t.frequency, t.period,
       s.value, s.status, 0 AS is_closed
FROM touched t CROSS JOIN wholes w CROSS JOIN staged s
WHERE w.whole_id = t.whole_id AND +t.period BETWEEN w.since AND w.until
  AND s.series_id = t.series_id AND s.category_id = t.category_id
  AND s.area_id = w.part_id AND s.frequency = t.frequency AND s.period = t.period
"""

# The one part of a whole is staged, or nothing would have touched it.
_PARTS_STORED = """
INSERT INTO parts
SELECT t.series_id, t.category_id, t.whole_id, t.frequency, t.period,
       f.value, f.status,
       CASE WHEN f.release_id IN (SELECT release_id FROM releases
                                  WHERE tier = 'partner') THEN 1 ELSE 0 END
FROM touched t CROSS JOIN wholes w CROSS JOIN facts f
WHERE w.whole_id = t.whole_id AND +t.period BETWEEN w.since AND w.until
  AND f.series_id = t.series_id AND f.category_id = t.category_id
  AND f.area_id = w.part_id AND f.frequency = t.frequency AND f.period = t.period
  AND f.superseded_by IS NULL AND w.members >= :members
  AND NOT EXISTS (
      SELECT 1 FROM staged s
      WHERE s.series_id = f.series_id AND s.category_id = f.category_id
        AND s.area_id = f.area_id AND s.frequency = f.frequency
        AND s.period = f.period)
"""

# Added up where every part has a number; else without one, for the reason the parts
# give. Statuses by number: 1 is provisional, and hidden ones follow 2.
_SUMS = """
CREATE TEMPORARY TABLE sums AS
SELECT p.series_id, p.category_id, p.whole_id, p.frequency, p.period,
       CASE WHEN COUNT(p.value) = COUNT(*) THEN SUM(p.value) END AS value,
       CASE WHEN COUNT(p.value) < COUNT(*)
            THEN MIN(CASE WHEN p.value IS NULL THEN p.status END)
            WHEN SUM(CASE WHEN p.status = 1 THEN 1 ELSE 0 END) > 0 THEN 1
            ELSE MAX(p.status) END AS status,
       MAX(p.is_closed) AS is_closed
FROM parts p
JOIN series s ON s.series_id = p.series_id
WHERE (:is_additive = 1 AND COALESCE(s.kind, 'flow') <> 'score')
   OR (SELECT COUNT(*) FROM wholes w
       WHERE w.whole_id = p.whole_id AND p.period BETWEEN w.since AND w.until) = 1
GROUP BY p.series_id, p.category_id, p.whole_id, p.frequency, p.period
HAVING COUNT(*) = (
    SELECT COUNT(*) FROM wholes w
    WHERE w.whole_id = p.whole_id AND p.period BETWEEN w.since AND w.until)
"""

_SUMS_KEY = """
CREATE INDEX sums_key ON sums (series_id, category_id, whole_id, frequency, period)
"""

# Not over a figure that was itself loaded, now or before; a whole that everybody sees
# is made of nothing that only partners may.
_STAGE = """
INSERT INTO staged (series_id, category_id, area_id, frequency, period, value, status)
SELECT u.series_id, u.category_id, u.whole_id, u.frequency, u.period, u.value, u.status
FROM sums u
WHERE u.is_closed <= :is_closed
  AND NOT EXISTS (
      SELECT 1 FROM staged s
      WHERE s.series_id = u.series_id AND s.category_id = u.category_id
        AND s.area_id = u.whole_id AND s.frequency = u.frequency
        AND s.period = u.period)
  AND NOT EXISTS (
      SELECT 1 FROM facts f
      WHERE f.series_id = u.series_id AND f.category_id = u.category_id
        AND f.area_id = u.whole_id AND f.frequency = u.frequency
        AND f.period = u.period AND f.superseded_by IS NULL
        AND f.file_id IS NOT NULL)
ORDER BY u.series_id, u.category_id, u.whole_id, u.frequency, u.period
"""

# After a withdrawal: a whole that other releases made must be what its parts now are,
# as if the withdrawn release had never been.
_MEND = """
UPDATE facts SET value = sums.value, status = sums.status
FROM sums
WHERE facts.series_id = sums.series_id AND facts.category_id = sums.category_id
  AND facts.area_id = sums.whole_id AND facts.frequency = sums.frequency
  AND facts.period = sums.period
  AND facts.superseded_by IS NULL AND facts.file_id IS NULL
  AND (sums.is_closed = 0 OR facts.release_id IN (
      SELECT release_id FROM releases WHERE tier = 'partner'))
"""

_HIDE = """
UPDATE facts SET superseded_by = facts.release_id
FROM touched
WHERE facts.series_id = touched.series_id AND facts.category_id = touched.category_id
  AND facts.area_id = touched.whole_id AND facts.frequency = touched.frequency
  AND facts.period = touched.period
  AND facts.superseded_by IS NULL AND facts.file_id IS NULL
  AND NOT EXISTS (
      SELECT 1 FROM sums u
      WHERE u.series_id = facts.series_id AND u.category_id = facts.category_id
        AND u.whole_id = facts.area_id AND u.frequency = facts.frequency
        AND u.period = facts.period
        AND (u.is_closed = 0 OR facts.release_id IN (
            SELECT release_id FROM releases WHERE tier = 'partner')))
"""


def stage_wholes(
    connection: Connection, *, is_additive: bool, tier: str = PUBLIC
) -> int:
    """Stage the wholes of the staged parts; how many figures that is."""
    _work_out(connection, "staged", is_additive=is_additive, members=2)
    values = {"is_closed": int(tier != PUBLIC)}
    return connection.execute(text(_STAGE), values).rowcount


def mend_wholes(connection: Connection) -> None:
    """Bring wholes in line with parts whose rows, in `undone`, were withdrawn."""
    _work_out(connection, "undone", is_additive=True, members=1)
    connection.execute(text(_MEND))
    connection.execute(text(_HIDE))


def _work_out(
    connection: Connection, changes: str, *, is_additive: bool, members: int
) -> None:
    analyse_temporary(connection, changes)
    kinds: dict[str, Any] = {"whole_type": WHOLE_TYPE, "part_type": PART_TYPE}
    months = {
        "from_month": _MONTH.format(date="m.valid_from"),
        "to_month": _MONTH.format(date="m.valid_to"),
    }
    for table, statement, values in (
        ("wholes", _MEMBERS.format(**months), kinds),
        ("touched", _TOUCHED.format(changes=changes), {}),
        ("parts", _PARTS_STAGED, {}),
        ("parts", _PARTS_STORED, {"members": members}),
        ("sums", _SUMS, {"is_additive": int(is_additive)}),
        ("sums", _SUMS_KEY, {}),
    ):
        connection.execute(text(statement), values)
        analyse_temporary(connection, table)

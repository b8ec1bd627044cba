"""Taking a release back, as if it had never been loaded."""

from sqlalchemy import Connection, Engine, select, text, update

from data import merge
from data.masking import decide_masks
from data.records import settle_records
from data.reference import refresh_peers
from data.schema import refuse_public_copy
from data.staging import create_staging
from data.tables import releases
from data.version import bump_version
from data.wholes import mend_wholes
from data.writing import writing


class CannotRollBack(Exception):
    """There is no such release, or it is withdrawn already; nothing was changed."""


_UNDONE = """
CREATE TEMPORARY TABLE undone AS
SELECT series_id, category_id, area_id, frequency, period
FROM facts WHERE release_id = :release
"""

# A row that is superseded by its own release is never shown again.
_WITHDRAW = """
UPDATE facts SET superseded_by = :release WHERE release_id = :release
"""

# What it had replaced is current again, or replaced by what came next.
_RESTORE = """
UPDATE facts SET superseded_by = (
    SELECT MIN(later.release_id) FROM facts later
    WHERE later.series_id = facts.series_id
      AND later.category_id = facts.category_id AND later.area_id = facts.area_id
      AND later.frequency = facts.frequency AND later.period = facts.period
      AND later.release_id > facts.release_id
      AND (later.superseded_by IS NULL OR later.superseded_by <> later.release_id))
WHERE superseded_by = :release AND release_id <> :release
"""


def roll_back(engine: Engine, release_id: int) -> int:
    """Withdraw a release and restore what it replaced; how many rows it had.

    Asks for the engine that writes. Raises CannotRollBack for a release that is not
    there to be withdrawn, and StoreBusy while a load goes on.
    """
    with writing(engine) as connection:
        refuse_public_copy(connection)
        chosen = select(releases).where(releases.c.release_id == release_id)
        release = connection.execute(chosen).first()
        if release is None:
            raise CannotRollBack(
                f"There is no release {release_id}: see `python -m data releases`."
            )
        if release.state == "withdrawn":
            raise CannotRollBack(f"Release {release_id} is withdrawn already.")
        create_staging(connection)
        for statement in (_UNDONE, _WITHDRAW, _RESTORE):
            connection.execute(text(statement), {"release": release_id})
        this = releases.c.release_id == release_id
        connection.execute(update(releases).where(this).values(state="withdrawn"))
        settle_records(connection)
        mend_wholes(connection)
        touched = _touched(connection)
        merge.refresh_states(connection)
        concealed = decide_masks(connection, touched)
        merge.refresh_coverage(connection, {*touched, *concealed.series})
        refresh_peers(connection, touched)
        bump_version(connection, "rollback", str(release_id))
    merge.analyse(engine)
    return int(release.row_count)


def _touched(connection: Connection) -> list[int]:
    rows = connection.execute(text("SELECT DISTINCT series_id FROM undone"))
    return list(rows.scalars())

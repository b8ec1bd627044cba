"""The data version: what the store holds, said in a few letters."""

import hashlib

from sqlalchemy import Connection, select, update

from data.tables import store_state


def bump_version(connection: Connection, *happened: str) -> None:
    """Count one more change and fold in what happened."""
    state = connection.execute(select(store_state)).one()
    story = "\n".join((state.digest, *happened))
    connection.execute(
        update(store_state).values(
            data_version=state.data_version + 1,
            digest=hashlib.sha256(story.encode()).hexdigest(),
        )
    )

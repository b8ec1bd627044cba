"""Runs migrations on the connection handed over by data.schema."""

from alembic import context

# Of the last module that names tables, so that all of them are known.
from data.record_tables import rating_rows

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=rating_rows.metadata,
    transactional_ddl=True,
    # SQLite alters a table by making it anew.
    render_as_batch=True,
)
context.run_migrations()

"""A server that does not answer is left, and asked anew afterwards."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from data.engine import make_engine
from data.patience import within

pytestmark = pytest.mark.postgres


def test_a_statement_without_an_answer_ends_with_its_connection(
    postgres_url: str,
) -> None:
    engine = make_engine(postgres_url)
    own = text("SELECT pg_backend_pid()")
    with engine.connect() as connection:
        first = connection.execute(own).scalar_one()
    with within(0.2), pytest.raises(OperationalError), engine.connect() as connection:
        connection.execute(text("SELECT pg_sleep(60)"))
    with engine.connect() as connection:
        assert connection.execute(own).scalar_one() != first
    engine.dispose()


@pytest.mark.parametrize("is_serving", [True, False])
def test_every_connection_reads_only_and_gives_up_long_statements(
    postgres_url: str, *, is_serving: bool
) -> None:
    engine = make_engine(postgres_url, is_serving=is_serving)
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.execute(text("SHOW statement_timeout")).scalar() == "8s"
            with pytest.raises(Exception, match="read-only transaction"):
                connection.execute(text("CREATE TABLE mine (a int)"))
    engine.dispose()

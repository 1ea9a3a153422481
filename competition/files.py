"""Files that a view hands out, and nobody else: attachments of entries, spreadsheets, reports."""

import fcntl
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages


class PrivateFiles(FileSystemStorage):
    """Files below `PRIVATE_ROOT`, which no web server serves: they have no address of their own."""

    def __init__(self, **options):
        super().__init__(base_url=None, **options)

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return str(Path(self.base_location).resolve())

    @property
    def base_url(self):
        return None


def private_files():
    """The storage of these files, as the settings have it."""
    return storages["private"]


@contextmanager
def sole_worker(name):
    """Waits until no other process works at what is called so; one that died works at nothing any more.

    The lock lies beside the files that the work is about, which all workers share, and goes with the process.
    """
    path = Path(settings.PRIVATE_ROOT) / "locks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def forget_worker(name):
    (Path(settings.PRIVATE_ROOT) / "locks" / name).unlink(missing_ok=True)

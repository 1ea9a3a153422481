"""`python -m bench.demo [ENTRIES …]`: how long the demonstration takes to make, at three sizes.

Units:  seconds on the clock, but for CPU, which is that of the command that loads. The first start is `make demo` from
        an empty folder until the competition's page is answered, with the requirements installed; the second one is
        `make demo` again. The ratios are to the smallest size: per entry a larger one should cost no more.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.site import ROOT, free_port

SIZES = (960, 10_000, 94_000)
PAGE = "/en/awards/blooming-cup/"
PATIENCE_SECONDS = 900


class Cost(NamedTuple):
    entries: int
    first_seconds: float
    second_seconds: float
    load_seconds: float
    load_cpu_seconds: float
    peak_mb: float
    database_mb: float


def started(folder, entries):
    """`make demo` until its page is answered: how many seconds. The server is stopped again."""
    port = free_port()
    command = ["make", "demo", f"ENTRIES={entries}", f"PORT={port}", f"BLOOM_VAR={folder}"]
    before = time.monotonic()
    with group(command) as process:
        while not answers(port):
            if process.poll() is not None or time.monotonic() - before > PATIENCE_SECONDS:
                sys.exit(f"{' '.join(command)} does not serve {PAGE}.")
            time.sleep(0.02)
        return time.monotonic() - before


@contextmanager
def group(command):
    """A command with all that it starts, stopped at the end of a block."""
    process = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{PAGE}", timeout=30) as response:
            return response.status == 200
    except urllib.error.HTTPError as error:
        sys.exit(f"{PAGE} answers {error.code}.")
    except OSError:
        return False


def loaded(folder, entries, prepared):
    """The command that loads, on a copy of a prepared database: (seconds, CPU seconds, peak MB)."""
    shutil.copy(prepared, folder / "bloom.sqlite3")
    script = f"""
import resource, sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "load_competition_demo", "--entries", "{entries}", "--verbosity", "0"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    environment = settings(folder)
    spent, before = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    seconds, now = time.monotonic() - before, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime
    return seconds, cpu, int(said.stdout) / 1024


def settings(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BLOOM_", "DATABASE_"))}
    return kept | {"BLOOM_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}


def prepared_in(folder):
    """A database with the conference, and without the competition."""
    for command in ("migrate", "load_demo"):
        subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity", "0"], cwd=ROOT, env=settings(folder), check=True
        )
    return folder / "bloom.sqlite3"


def cost(entries, prepared):
    with tempfile.TemporaryDirectory() as whole, tempfile.TemporaryDirectory() as load:
        first, second = started(whole, entries), started(whole, entries)
        found = loaded(Path(load), entries, prepared)
        size = (Path(load) / "bloom.sqlite3").stat().st_size / 2**20
        return Cost(entries, first, second, *found, size)


def main(sizes):
    print(f"{'entries':>8} {'first':>8} {'second':>8} {'load':>8} {'CPU':>8} {'peak':>8} {'database':>9}  CPU an entry")
    with tempfile.TemporaryDirectory() as folder:
        prepared, costs = prepared_in(Path(folder)), []
        for entries in sizes:
            costs.append(found := cost(entries, prepared))
            each, least = (one.load_cpu_seconds / one.entries for one in (found, costs[0]))
            print(
                f"{entries:8,} {found.first_seconds:6.1f} s {found.second_seconds:6.1f} s {found.load_seconds:6.1f} s "
                f"{found.load_cpu_seconds:6.1f} s {found.peak_mb:5.0f} MB {found.database_mb:6.0f} MB  "
                f"{each * 1000:.2f} ms (× {each / least:.2f})",
                flush=True,
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)

"""`python -m bench.admin [--postgresql]`: what the pages of the competition's back office cost, at two sizes.

Units:  milliseconds of the whole request in process, median of repeated ones, by the clock and by the processor (with
        SQLite that is all; PostgreSQL has processes of its own); and the number of queries. Each size has a database
        of its own.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import site

SIZES = (10_000, 94_000)
TIMES = 11
AIM = 150
ADMIN = "/admin/competition/"
PAGES = {
    "entries": "entry/",
    "entries, page 100": "entry/?p=100",
    "entries of a session": "entry/?edition__id__exact=6",
    "entries, three filters": "entry/?edition__id__exact=6&region__id__exact=5&track__id__exact=3",
    "entries of an industry": "entry/?industries__id__exact=20",
    "search, broad: 智慧": "entry/?q=智慧",
    "search, 港口": "entry/?q=港口",
    "search, narrow: 港口 999": "entry/?q=港口 999",
    "search, English: airport training": "entry/?q=airport training",
    "search and filters": "entry/?q=医院&edition__id__exact=6&state__exact=admitted",
    "search, nothing": "entry/?q=无此项目",
    "one entry": "entry/{entry}/change/",
    "sessions": "edition/",
    "one session": "edition/6/change/",
    "tracks": "track/",
    "technologies": "technology/",
    "prizes": "prize/",
    "announcements": "announcement/",
    "awards": "award/",
    "awards, search": "award/?q=港口",
    "presentations": "awardpresentation/",
    "certificates": "certificate/",
    "bulk changes": "bulkchange/",
    "organisations": "/admin/directory/organisation/",
    "organisations, search": "/admin/directory/organisation/?q=港口",
    "overview": "/admin/",
    "complete an entry": "/admin/autocomplete/?app_label=competition&model_name=award&field_name=entry&term=港口",
    "complete a lead": "/admin/autocomplete/?app_label=competition&model_name=entry&field_name=lead&term=公司",
    "board": "prize/{prize}/board/",
    "board, filters": "prize/{prize}/board/?track=3&region=5",
    "board, search": "prize/{prize}/board/?q=港口",
    "board, page 50": "prize/{prize}/board/?p=50",
}


def set_up(folder, size, database):
    """A site in a folder of its own, filled."""
    os.environ["BLOOM_HOSTS"] = "testserver"
    site.set_up(folder, database=database)
    from django.db import transaction

    from bench import competitions
    from competition import indexing

    with transaction.atomic():
        competitions.being_awarded(size)
    indexing.rebuild()
    site.analyse()


def visitor():
    """An organiser who is signed in, and the keys of the rows that are opened."""
    from django.test import Client

    from competition.models import Entry, Prize
    from directory.models import User

    user = User.objects.create_superuser("organiser@example.org", "x", name="Organiser")
    client = Client()
    client.force_login(user)
    prize = Prize.objects.get(edition__number=6, tier="first").pk
    return client, {"entry": Entry.objects.filter(edition__number=6).first().pk, "prize": prize}


def measure(size):
    """One line for each page: name, milliseconds, queries, bytes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, keys = visitor()
    for name, address in PAGES.items():
        url = (address if address.startswith("/") else ADMIN + address).format(**keys)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        queries = len(captured)  # before another request clears them
        if response.status_code != 200:
            raise RuntimeError(f"{url}: {response.status_code}")
        walls, costs = [], []
        for _time in range(TIMES):
            started, used = time.perf_counter(), time.process_time()
            client.get(url)
            walls.append((time.perf_counter() - started) * 1000)
            costs.append((time.process_time() - used) * 1000)
        figures = [f"{statistics.median(found):.1f}" for found in (walls, costs)]
        print(name, *figures, queries, sep="\t", flush=True)


def measured(size, is_postgresql):
    """{page: (wall clock, processor, queries)} of a size, by a process of its own."""
    command = [sys.executable, "-m", "bench.admin", "--size", str(size)]
    command += ["--postgresql"] if is_postgresql else []
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parent.parent).stdout
    lines = [line.split("\t") for line in said.splitlines() if "\t" in line]
    return {name: (float(wall), float(cost), int(queries)) for name, wall, cost, queries in lines}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    if asked.size:
        with tempfile.TemporaryDirectory(prefix="bloom-bench-") as folder:
            set_up(Path(folder), asked.size, site.on_postgresql(f"bench_{asked.size}") if asked.postgresql else "")
            measure(asked.size)
        return
    found = [measured(size, asked.postgresql) for size in SIZES]
    print("| page | " + " | ".join(f"{size:,}: ms | CPU ms | queries" for size in SIZES) + " |")
    print("|---|" + "--:|" * 3 * len(SIZES))
    for name in PAGES:
        cells = ["{:.0f} | {:.0f} | {}".format(*figures[name]) for figures in found]
        print(f"| {name} | " + " | ".join(cells) + " |")
    for number, meant in enumerate(["clock", "processor"]):
        slow = [name for name in PAGES if found[-1][name][number] > AIM]
        said = "yes." if not slow else f"**not reached** by {', '.join(slow)}."
        print(f"\nEach page takes at most {AIM} ms by the {meant}:", said)
    print(f"\nLoad of the machine: {os.getloadavg()[1]:.1f} of {os.cpu_count()} processors.")


if __name__ == "__main__":
    main()

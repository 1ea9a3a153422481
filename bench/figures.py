"""`python -m bench.figures`: what the page of figures costs, cold, at two sizes of the competition; and a social card.

Units:  milliseconds, median of repeated calls: by the clock / of CPU in this process (SQLite is in it, PostgreSQL not).
        Cold: nothing is kept, so that counting, drawing, rendering and compressing are all in it. Counting: the
        queries and what is made of them. A card: drawn anew.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from bench.pages import call, machine

SIZES = (10_000, 94_000)
TIMES = 7


def set_up(folder):
    """A site of its own in a folder, or in the database that `BENCH_DATABASE_URL` names."""
    for name in ("DATABASE_URL", "BLOOM_PRODUCTION", "BLOOM_DEBUG", "BLOOM_REDIS_URL"):
        os.environ.pop(name, None)
    if "BENCH_DATABASE_URL" in os.environ:
        os.environ["DATABASE_URL"] = os.environ["BENCH_DATABASE_URL"]
    os.environ |= {"BLOOM_VAR": str(folder), "BLOOM_PUBLICATION_REFRESH_SECONDS": "3600"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def milliseconds(task, before=lambda: None):
    """The median time of a task; the first time, which loads templates and fonts, does not count."""
    costs = []
    for _attempt in range(TIMES + 1):
        before()
        started = time.perf_counter(), time.process_time()
        task()
        costs.append([(time.perf_counter() - started[0]) * 1000, (time.process_time() - started[1]) * 1000])
    return "{:.0f} / {:.0f}".format(*map(statistics.median, zip(*costs[1:], strict=True)))


def measure(size):
    """The figures of one size."""
    from django.core.cache import cache
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from competition.figuring.counting import counted
    from tests import contests

    competition = contests.large(size, slug=f"cup-{size}")
    analyse(connection)
    with CaptureQueriesContext(connection) as queries:
        counted(competition, timezone.now())
    path = f"/en/awards/{competition.slug}/figures/"
    return {
        "queries": len(queries),
        "counting": milliseconds(lambda: counted(competition, timezone.now())),
        "cold": milliseconds(lambda: call(WSGIHandler(), path), before=cache.clear),
        "bytes": len(call(WSGIHandler(), path)[0]),
        "card": milliseconds(card),
    }


def analyse(connection):
    """A database that runs for a while knows how its rows are spread."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def card():
    from competition import cards

    words = "Smart steel: a fully connected factory on a private 5G network for green manufacturing"
    cards.png(
        cards.Card("Blooming Cup", "Session 6 (2023)", "First prize", words, "Organisation", "智慧钢铁全连接工厂")
    )


def main():
    with tempfile.TemporaryDirectory(prefix="bloom-bench-") as name:
        set_up(Path(name))
        from django.db import connection

        print(f"{machine()}, {connection.vendor}", end="\n\n")
        print(
            "| entries | queries | counting ms | page cold ms | Brotli bytes | card ms |",
            "|--:|--:|--:|--:|--:|--:|",
            sep="\n",
        )
        for size in SIZES:
            found = measure(size)
            row = "| {size:,} | {queries} | {counting} | {cold} | {bytes:,} | {card} |"
            print(row.format(size=size, **found))


if __name__ == "__main__":
    main()

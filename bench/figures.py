"""`python -m bench.figures`: what the page of figures costs, cold, at two sizes of the competition; and a social card.

Units:  milliseconds, median of repeated calls: by the clock / of CPU in this process (SQLite is in it, PostgreSQL not).
        Cold: nothing is kept, so that counting, drawing, rendering and compressing are all in it. Counting: the
        queries and what is made of them. A card: drawn anew.
"""

import statistics
import tempfile
import time
from pathlib import Path

from bench import site
from bench.pages import call, machine

SIZES = (10_000, 94_000)
TIMES = 7


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

    from bench import competitions
    from competition.figuring.counting import counted

    competition = competitions.announced(size, slug=f"cup-{size}")
    site.analyse()
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


def card():
    from competition import cards

    words = "Smart steel: a fully connected factory on a private 5G network for green manufacturing"
    cards.png(
        cards.Card("Blooming Cup", "Session 6 (2023)", "First prize", words, "Organisation", "智慧钢铁全连接工厂")
    )


def main():
    with tempfile.TemporaryDirectory(prefix="bloom-bench-") as name:
        site.set_up(Path(name))
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

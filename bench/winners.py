"""`python -m bench.winners`: what the award pages cost, cold and warm, with 10,000 and with 94,000 entries.

Units:  CPU in milliseconds of the WSGI application alone, as in `bench.pages`; cold: nothing of the page is kept, and
        reading, rendering and compressing are in it; warm: the page is kept. SQLite and the file cache, the defaults;
        with `--database URL`, that database instead.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (10_000, 94_000)
PAGES = {
    "competition": "/en/awards/cup/",
    "session of 300 awards": "/en/awards/cup/6/",
    "winners, pictures": "/en/awards/cup/6/winners/",
    "winners, list": "/en/awards/cup/6/winners/?view=list",
    "winners, filtered": "/en/awards/cup/6/winners/?track=track-3",
    "case": "/en/awards/cup/6/entries/6-00000/",
    "organisation": "/en/awards/cup/organisations/cup-company-1/",
    "feed (Atom)": "/en/awards/cup/6/winners.atom",
    "feed (CSV)": "/en/awards/cup/winners.csv",
}
COLD, WARM = 9, 300


def set_up(folder, size, database):
    from bench import site

    site.set_up(folder, database=database)
    from bench import competitions
    from competition import published

    competitions.announced(size)
    published.refresh()


def costs(path):
    """The figures of one page: compressed bytes, queries, cold and warm milliseconds."""
    from django.core.cache import cache
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.pages import call
    from competition import published

    found = []
    for _attempt in range(COLD):
        cache.clear()
        published.refresh()
        found.append(call(WSGIHandler(), path)[1])
    cache.clear()
    published.refresh()
    application = WSGIHandler()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        body, _cost = call(application, path)
    with CaptureQueriesContext(connection) as asked_again:
        warm = statistics.median(call(application, path)[1] for _request in range(WARM))
    return {
        "bytes": len(body),
        "queries": len(asked),
        "cold": statistics.median(found[1:]),
        "warm": warm,
        "warm_queries": len(asked_again),
    }


def measure(size, database):
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        set_up(Path(folder), size, database)
        seconds = time.monotonic() - started
        print(f"{size:,} entries made in {seconds:.0f} s", file=sys.stderr)
        return {page: costs(path) for page, path in PAGES.items()}


def table(found):
    """The figures side by side, as Markdown."""
    yield "| page | queries | Brotli bytes | " + " | ".join(f"cold ms, {size:,}" for size in SIZES) + " | warm ms |"
    yield "|---|--:|--:|" + "--:|" * (len(SIZES) + 1)
    for page in PAGES:
        few, many = (found[size][page] for size in SIZES)
        yield (
            f"| {page} | {many['queries']} | {many['bytes']:,} | {few['cold']:.1f} | {many['cold']:.1f} | "
            f"{max(few['warm'], many['warm']):.3f} |"
        )


def aims(found):
    """Each aim with what was measured: (sentence, whether it is reached)."""
    session = found[SIZES[-1]]["session of 300 awards"]["cold"]
    yield f"A cold session of 300 awards costs at most 50 ms: {session:.1f} ms.", session <= 50
    for page in PAGES:
        few, many = (found[size][page] for size in SIZES)
        yield (
            f"The same queries whatever the size, none when warm, {page}: {few['queries']} and {many['queries']}.",
            few["queries"] == many["queries"] and many["warm_queries"] == 0,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="")
    parser.add_argument("--size", type=int)
    options = parser.parse_args()
    if options.size:
        print(json.dumps(measure(options.size, options.database)))
        return
    found = {size: measured_apart(size, options.database) for size in SIZES}
    print("\n".join(table(found)))
    outcome = list(aims(found))
    print("\n" + "\n".join(f"- {'' if reached else 'NOT REACHED: '}{sentence}" for sentence, reached in outcome))
    sys.exit(not all(reached for _sentence, reached in outcome))


def measured_apart(size, database):
    """In a process of its own, because a process has one site."""
    command = [sys.executable, "-m", "bench.winners", "--size", str(size), "--database", database]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ).stdout
    return json.loads(said)


if __name__ == "__main__":
    main()

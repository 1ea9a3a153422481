"""`python -m bench.turn`: the winners page through the moment of an announcement, with 200 readers at once.

A server (granian, one process, its threads as in production) has a session of 300 awards that become public while the
readers read. Each reader asks for the page again and again over a connection of its own, half of them with the ETag of
what they have. The time that a request takes in the server is measured there, around the whole application.

Units:  milliseconds of server time: from the application being called to its answer; and those that a reader waited,
        in which are the server's queue and the readers' own program, which shares the processors with it.
"""

import argparse
import asyncio
import datetime as dt
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from bench import site

PAGE = "/en/awards/cup/6/winners/"
READERS, PAUSE, AHEAD, BEHIND = 200, 0.4, 8, 8  # seconds between two requests of one reader, before, and after
AIM = 50


def application(environ, start_response):
    """The site, with a header that says how long it took."""
    started = time.perf_counter()

    def timed(status, headers, exc_info=None):
        taken = (time.perf_counter() - started) * 1000
        return start_response(status, [*headers, ("Server-Timing", f"app;dur={taken:.3f}")], exc_info)

    return served(environ, timed)


if os.environ.get("BLOOM_BENCH_SERVED"):
    from config.wsgi import application as served


def set_up(folder):
    """The session, its announcement not yet near."""
    site.set_up(folder)
    from django.utils import timezone

    from bench import competitions

    cup = competitions.announced(2_000, announced_at=timezone.now() + dt.timedelta(days=1))
    return cup.editions.get(number=6).announcements.get()


def plan(announcement):
    """Announces a few seconds ahead, as an organiser would: the server learns of it by the shared cache."""
    from django.utils import timezone

    from competition import published

    announcement.public_at = timezone.now() + dt.timedelta(seconds=AHEAD)
    announcement.save()
    published.refresh()
    return announcement.public_at.timestamp()


@contextmanager
def granian(port):
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-ws", "--log-level", "error", "--workers", "1", "--blocking-threads", "2", "--backpressure", "256"]
    os.environ["BLOOM_BENCH_SERVED"] = "1"
    with site.served([*command, "bench.turn:application"], f"http://127.0.0.1:{port}{PAGE}") as pid:
        yield pid


async def reader(number, port, until, found):
    """Asks until the end: notes (when it was answered, server milliseconds, its own ones, status, bytes)."""
    stream, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(PAUSE * number / READERS)
    etag = ""
    while time.time() < until:
        known = f"If-None-Match: {etag}\r\n" if etag and number % 2 else ""
        asked = time.perf_counter()
        writer.write(f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n{known}\r\n".encode())
        status, headers, size = await answer(stream)
        etag = headers.get("etag", etag)
        waited = (time.perf_counter() - asked) * 1000
        found.append((time.time(), float(headers["server-timing"].rpartition("=")[2]), waited, status, size))
        await asyncio.sleep(PAUSE)
    writer.close()


async def answer(stream):
    head = (await stream.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in head[1:] if line)}
    size = int(headers.get("content-length", 0))
    await stream.readexactly(size)
    return int(head[0].split()[1]), headers, size


async def read_through(port, moment):
    found = []
    await asyncio.gather(*(reader(number, port, moment + BEHIND, found) for number in range(READERS)))
    return found


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def report(found, moment):
    spans = {
        "before": [one for one in found if one[0] < moment],
        "the two seconds of the turn": [one for one in found if moment <= one[0] < moment + 2],
        "after": [one for one in found if one[0] >= moment + 2],
        "all": found,
    }
    print("| when | requests | 304 | p50 ms | p99 ms | longest ms | p99 ms, reader | bytes of a page |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, some in spans.items():
        taken, waited = [one[1] for one in some], [one[2] for one in some]
        sizes = ", ".join(f"{size:,}" for size in sorted({one[4] for one in some if one[3] == 200}))
        told = sum(one[3] == 304 for one in some)
        middle, high = percentile(taken, 0.5), percentile(taken, 0.99)
        print(
            f"| {name} | {len(some):,} | {told:,} | {middle:.2f} | {high:.2f} | {max(taken):.1f} | "
            f"{percentile(waited, 0.99):.1f} | {sizes} |"
        )
    worst = percentile([one[1] for one in spans["the two seconds of the turn"]], 0.99)
    print(f"\n- p99 of server time through the turn is at most {AIM} ms: {worst:.2f} ms.")
    return worst <= AIM and {one[3] for one in found} <= {200, 304}


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        announcement = set_up(Path(folder))
        port = site.free_port()
        with granian(port):
            moment = plan(announcement)
            found = asyncio.run(read_through(port, moment))
        sys.exit(not report(found, moment))


if __name__ == "__main__":
    main()

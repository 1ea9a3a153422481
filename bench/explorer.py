"""`python -m bench.explorer [ENTRIES]`: what a request of the explorer costs, nothing of its page being kept.

The competition is that of `make demo ENTRIES=…`, in a folder of its own; `BENCH_DATABASE_URL` names another database,
which must be empty.

Units:  milliseconds of the WSGI application alone, by the clock and of CPU in this process (SQLite is in it,
        PostgreSQL not): counting, the query of the cards, rendering and compressing are in it. Each request of a kind
        is another address. Admin: the search of the lists, from the words to the keys of the entries.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from bench import site
from bench.pages import call, machine

SIZES = (10_000, 94_000)
REQUESTS = 40
AIM = 60
ADMIN_AIM = 150
COMMON = ["5G", "network", "private", "remote", "网络", "智慧", "融合", "助力", "应用", "项目"]
FACETS = ("session", "prize", "track", "region", "industry", "technology", "stage")


def set_up(folder, entries):
    """The demonstration in a folder, or in the database that `BENCH_DATABASE_URL` names."""
    site.set_up(folder)
    from django.core.management import call_command

    call_command("load_competition_demo", entries=entries, verbosity=0)
    site.analyse()


def values():
    """What can be chosen: {facet: [values]}, and organisations."""
    from competition.models import Competition, EntryStage, PrizeTier, Technology
    from directory.models import Industry, Organisation, Region

    competition = Competition.objects.get()
    return {
        "session": [str(number) for number in competition.editions.values_list("number", flat=True)],
        "prize": list(PrizeTier.values),
        "track": list(competition.tracks.values_list("slug", flat=True)),
        "region": list(Region.objects.values_list("code", flat=True)),
        "industry": list(Industry.objects.values_list("code", flat=True)),
        "technology": list(Technology.objects.values_list("slug", flat=True)),
        "stage": list(EntryStage.values),
        "organisation": list(Organisation.objects.values_list("slug", flat=True)[:2000]),
    }, list(Competition.objects.get().editions.values_list("entries__title_zh_hans", flat=True)[:20_000])


def kinds(known, titles, orders):
    """The kinds of request, each a function that draws the parameters of one: [(name, value), …]."""
    draw = random.Random(7)
    one = lambda facet: (facet, draw.choice(known[facet]))  # noqa: E731
    some = lambda facet: [(facet, value) for value in known[facet] if draw.random() < 0.5]  # noqa: E731
    every = [(facet, value) for facet in FACETS for value in known[facet]]
    title = lambda: draw.choice(titles)  # noqa: E731

    def pair():
        words = [run for run in title() if "\u4e00" <= run <= "\u9fff"]
        place = draw.randrange(max(1, len(words) - 1))
        return "".join(words[place : place + 2])

    return {
        "everything": list,
        "a common word": lambda: [("q", draw.choice(COMMON))],
        "two characters": lambda: [("q", pair())],
        "one character": lambda: [("q", pair()[:1])],
        "three common words": lambda: [("q", " ".join(draw.sample(COMMON, 3)))],
        "a title": lambda: [("q", title())],
        "a phrase": lambda: [("q", f'"{title()[:12]}"')],
        "one facet": lambda: [one(draw.choice(FACETS))],
        "three facets": lambda: [one(facet) for facet in draw.sample(FACETS, 3)],
        "words and two facets": lambda: [("q", draw.choice(COMMON)), *map(one, draw.sample(FACETS, 2))],
        "an organisation": lambda: [one("organisation")],
        "a page far on": lambda: [("after", draw.choice(orders))],
        "a page before": lambda: [("before", draw.choice(orders)), ("q", draw.choice(COMMON))],
        "every value of every facet": lambda: [*every, ("q", draw.choice(COMMON))],
        "half of the values of every facet": lambda: [pair for facet in FACETS for pair in some(facet)],
        "all of one facet but one": lambda: [
            (facet, value) for facet in FACETS[2:] for value in known[facet] if draw.random() < 0.95
        ],
        "24 single characters": lambda: [("q", " ".join(dict.fromkeys(title() + title()))[:47])],
        "24 beginnings": lambda: [("q", " ".join(word[:3] for word in ("network private remote " * 8).split()))],
        "one word 100 times": lambda: [("q", f'"{"网络" * 99}"')],
        "500 characters": lambda: [("q", (title() * 50)[:500])],
    }


def requests(application, path, drawn):
    """What some requests cost: [(milliseconds by the clock, of CPU)]."""
    return [
        timed(call, application, f"{path}?{urlencode([*drawn(), ('bench', number)])}") for number in range(REQUESTS)
    ]


def timed(task, *arguments, **named):
    started = time.perf_counter(), time.process_time()
    task(*arguments, **named)
    return (time.perf_counter() - started[0]) * 1000, (time.process_time() - started[1]) * 1000


def measured(costs):
    """p50, p95 and the most, by the clock and then of CPU."""
    for ordered in map(sorted, zip(*costs, strict=True)):
        yield from (statistics.median(ordered), ordered[int(len(ordered) * 0.95) - 1], ordered[-1])


def row(name, costs):
    return " | ".join([f"| {name}", *(f"{figure:.1f}" for figure in measured(costs))]) + " |"


def admin_costs():
    from competition import indexing

    return [timed(indexing.matching_or_others, word) for word in COMMON * 3]


def measure(entries):
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection

    from competition import indexing
    from competition.explorer.asking import Question

    started = time.perf_counter()
    count = indexing.rebuild()
    print(f"{machine()}, {connection.vendor}: {count:,} entries indexed in {time.perf_counter() - started:.1f} s")
    size = sum(file.stat().st_size for file in Path(os.environ["BLOOM_VAR"]).glob("index/*/*")) / 1e6
    print(f"({size:.0f} MB on disk), all figures in milliseconds.", end="\n\n")
    print("| request | p50 | p95 | max | CPU p50 | CPU p95 | CPU max |", "|---|" + "--:|" * 6, sep="\n")
    orders = far_orders(indexing.opened().searcher(), Question)
    application, path = WSGIHandler(), "/en/awards/blooming-cup/entries/"
    for warm in range(3):
        call(application, f"{path}?warm={warm}")
    costs = []
    for name, drawn in kinds(*values(), orders).items():
        found = requests(application, path, drawn)
        costs += found
        print(row(name, found))
    print(row("all of these", costs))
    admin = admin_costs()
    print(row("admin: the keys of a broad search", admin), end="\n\n")
    for sentence, found, aim in [("Explorer", costs, AIM), ("Search in the admin", admin, ADMIN_AIM)]:
        _p50, p95, _most, _cpu50, cpu95, _cpu = measured(found)
        reached = "" if p95 <= aim else " **Not reached.**"
        print(f"- {sentence}: p95 of at most {aim} ms: {p95:.1f} ms by the clock, {cpu95:.1f} ms of CPU.{reached}")


def far_orders(searcher, question):
    """Places in the list, from its beginning to its end."""
    from competition.explorer import asking

    everything = asking.conjunction(asking.conditions(searcher, question()).values())
    hits = searcher.search(everything, limit=200_000, order_by_field="order", order=asking.Order.Asc, count=False).hits
    return [order for order, _address in hits[:: max(1, len(hits) // 200)]]


def main():
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    with tempfile.TemporaryDirectory(prefix="bloom-bench-") as name:
        set_up(Path(name), entries)
        measure(entries)


if __name__ == "__main__":
    main()

"""`make bench`: what a public page costs, cold and warm, beside a static file of the same size from nginx.

Units:  CPU in milliseconds of the application process. In process: the WSGI application alone, median of repeated
        calls. Cold: nothing of the page or programme is kept; reading, decoding, rendering and compressing are all in
        it. Warm: the page is kept (that of a search in the process that made it only).
        Served: through granian, with one process, with whatever the kernel does for it.
"""

import platform
import shutil
import statistics
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from bench import site
from bench.load import requests_in

PAGES = {
    "home": "/en/{size}/",
    "agenda": "/en/{size}/agenda/",
    "activity": "/en/{size}/activities/activity-1/",
    "search": "/en/{size}/search/?q=network",
}
COLD, WARM, SECONDS = 15, 1000, 3


def call(application, path):
    """One request by Brotli, and the CPU milliseconds that it took: (body, milliseconds)."""
    path, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    answered = []
    started = time.process_time()
    response = application(environ, lambda status, headers: answered.append(status))
    body = b"".join(response)
    response.close()
    milliseconds = (time.process_time() - started) * 1000
    if answered != ["200 OK"]:
        raise RuntimeError(f"{path}: {answered}")
    return body, milliseconds


def cold(path):
    """The median cost of a page of which nothing is kept, by an application that has served other pages."""
    from django.core.cache import cache
    from django.core.handlers.wsgi import WSGIHandler

    from conference import published

    costs = []
    for _attempt in range(COLD):
        cache.clear()
        published.published_programme.cache_clear()
        application = WSGIHandler()  # with an empty page cache in its memory
        costs.append(call(application, path)[1])
    return statistics.median(costs[1:])  # the first one loads the templates


def warm(path):
    """The size of a page that is kept, and its median cost."""
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    body, _cost = call(application, path)
    return len(body), statistics.median(call(application, path)[1] for _request in range(WARM))


def served(port, pid, path):
    """Requests per second, and CPU milliseconds a request in the processes of a server."""
    before = site.processor_seconds(pid)
    number, seconds = requests_in(SECONDS, port, path)
    return number / seconds, (site.processor_seconds(pid) - before) / number * 1000


def measure(folder):
    """{(page, size): its figures}."""
    found = {}
    files = folder / "nginx" / "files"
    files.mkdir(parents=True)
    for page, path in PAGES.items():
        for size in site.SIZES:
            address = path.format(size=size)
            figures = {"cold": cold(address)}
            figures["bytes"], figures["warm"] = warm(address)
            (files / f"{len(found) + 1}").write_bytes(b"x" * figures["bytes"])
            found[page, size] = figures
    port = site.free_port()
    with site.granian(port) as pid:
        for (page, size), figures in found.items():
            figures["rate"], figures["served"] = served(port, pid, PAGES[page].format(size=size))
    if shutil.which("nginx") or Path("/usr/sbin/nginx").exists():
        port = site.free_port()
        with site.nginx(port, folder / "nginx") as pid:
            for number, figures in enumerate(found.values(), start=1):
                figures["static"], figures["static_cost"] = served(port, pid, f"/{number}")
    return found


def table(found):
    """The figures, as Markdown."""
    titles = ["page", "items", "Brotli bytes", "cold ms", "warm ms", "served ms", "served/s", "nginx ms", "nginx/s"]
    yield "| " + " | ".join([*titles, "nginx : served"]) + " |"
    yield "|---|" + "--:|" * len(titles)
    for (page, size), figures in found.items():
        own = ["{cold:.1f}", "{warm:.3f}", "{served:.3f}", "{rate:,.0f}"]
        cells = [page, f"{size:,}", f"{figures['bytes']:,}", *(cell.format(**figures) for cell in own)]
        if "static" in figures:
            cells += [f"{figures['static_cost']:.3f}", f"{figures['static']:,.0f}"]
            cells += [f"{figures['static'] / figures['rate']:.1f}"]
        else:
            cells += ["no nginx", "–", "–"]
        yield "| " + " | ".join(cells) + " |"


def aims(found):
    """Each aim with what was measured: (sentence, whether it is reached)."""
    small, large = site.SIZES
    warmest = max(figures["warm"] for figures in found.values())
    yield f"A warm page costs at most 0.5 ms: {warmest:.3f} ms at most.", warmest <= 0.5
    agenda = found["agenda", small]["cold"]
    yield f"A cold agenda of {small} items costs at most 40 ms: {agenda:.1f} ms.", agenda <= 40
    for page in PAGES:
        ratio = found[page, large]["cold"] / found[page, small]["cold"]
        yield (
            f"Four times the items, at most four times the cold cost, {page}: {ratio:.1f} times.",
            ratio <= large / small,
        )


def machine():
    import django

    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return f"{model}, Python {platform.python_version()}, Django {django.get_version()}"


def main():
    with tempfile.TemporaryDirectory(prefix="bloom-bench-") as name:
        site.set_up(Path(name), sizes=site.SIZES)
        found = measure(Path(name))
        print(machine(), *table(found), sep="\n", end="\n\n")
        for sentence, reached in aims(found):
            print("- " + sentence + ("" if reached else " **Not reached.**"))


if __name__ == "__main__":
    main()

"""Requests one after the other over kept connections: by wrk, or by a small client of ours where it is missing."""

import http.client
import re
import shutil
import subprocess
import threading
import time

CONNECTIONS = 8


def requests_in(seconds, port, path):
    """How many requests were answered, and in how many seconds."""
    if not shutil.which("wrk"):
        return by_client(seconds, port, path)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: br"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    number, unit_seconds = re.search(r"(\d+) requests in ([\d.]+)s", said).groups()
    return int(number), float(unit_seconds)


def by_client(seconds, port, path):
    counts, ends_at = [], time.monotonic() + seconds

    def ask():
        connection, count = http.client.HTTPConnection("127.0.0.1", port), 0
        while time.monotonic() < ends_at:
            connection.request("GET", path, headers={"Accept-Encoding": "br"})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{path}: {response.status}")
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=ask) for _number in range(CONNECTIONS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) != CONNECTIONS:
        raise RuntimeError("A request failed.")
    return sum(counts), time.monotonic() - started

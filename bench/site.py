"""A site of its own for a measurement: its settings, its database with large programmes, and servers of its pages."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (300, 1200)
DATABASE = os.environ.get("BENCH_DATABASE_URL", "")


def set_up(folder, *, sizes=(), database=DATABASE):
    """Makes the site in a folder, with a programme of each size: nothing of this machine's own site is touched.

    Its database is SQLite in the folder, or the one named, which must be empty.
    """
    for name in ("DATABASE_URL", "BLOOM_PRODUCTION", "BLOOM_DEBUG", "BLOOM_REDIS_URL", "BLOOM_MAIL_URL"):
        os.environ.pop(name, None)
    # The publication is not asked for again while it is measured.
    os.environ |= {"BLOOM_VAR": str(folder), "BLOOM_PUBLICATION_REFRESH_SECONDS": "3600"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
    if database:
        os.environ["DATABASE_URL"] = database
    import django

    django.setup()
    from django.core.management import call_command

    from tests import programmes

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for size in sizes:
        programmes.publish(programmes.large(size, slug=str(size)))


def on_postgresql(name):
    """The address of an empty database of the server of the tests."""
    from tests.postgresql import server

    server.psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    server.psql(f"CREATE DATABASE {name}")
    return server.get_uri(name)


def analyse():
    """A database that runs for a while knows how its rows are spread."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def served(command, address):
    """A server started for the time of a block; gives the ids of its process and of those that it started."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _attempt in range(200):
            try:
                urllib.request.urlopen(address, timeout=5).read()
                break
            except OSError:
                time.sleep(0.05)
        else:
            sys.exit(f"{command[0]} does not answer at {address}.")
        yield process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def granian(port):
    """The application, in one process."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-ws", "--log-level", "error", "--workers", "1", "--blocking-threads", "2", "--backpressure", "64"]
    with served([*command, "config.wsgi:application"], f"http://127.0.0.1:{port}/en/{SIZES[0]}/") as pid:
        yield pid


@contextmanager
def nginx(port, folder):
    """nginx with one process, serving the files of a folder as they are."""
    configuration = folder / "nginx.conf"
    configuration.write_text(f"""
daemon off; worker_processes 1; user {getpass.getuser()}; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; open_file_cache max=100; keepalive_requests 1000000;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}/files; default_type text/html; }}
}}
""")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with served([program, "-p", str(folder), "-c", str(configuration)], f"http://127.0.0.1:{port}/1") as pid:
        yield pid


def processor_seconds(pid):
    """The CPU time of a process and of those that it started, from /proc."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == pid or int(fields[1]) == pid:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")

"""Answers a published page without rendering it: a function of (path, publication, build), made and compressed once.

A view marks its response with `is_published_page`; such a page is the same for every visitor. It gets a strong ETag
before anything is looked up, so that a visitor who has it is told so at once; it is kept, with its Brotli and gzip
forms, in this process and in the shared cache, and is served from there while the database is away.

A page that many ask for at once, as at the moment of an announcement, is made by the first of them; the others wait.
"""

import gzip
import hashlib
from collections import OrderedDict
from contextlib import contextmanager
from functools import cache as once
from threading import Event, Lock
from typing import NamedTuple

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotModified

from website import publication

PUBLIC_PATHS = tuple(f"/{language}/" for language, _name in settings.LANGUAGES)
CACHE_CONTROL = "public, max-age=0, must-revalidate, s-maxage=60, stale-while-revalidate=60, stale-if-error=604800"
HOT_BYTES = 64 * 1024 * 1024
ASKED_BYTES = 8 * 1024 * 1024  # for pages with a query: in this process only, or every whim would fill the shared cache
WAIT_SECONDS = 10  # for a page that somebody else is making; after that one makes it oneself
BROTLI_QUALITY = 5  # 11 is a tenth smaller and forty times slower


class Page(NamedTuple):
    """A finished page: its headers, and its body by content encoding; the plain one is made from gzip."""

    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]

    def body(self, encoding):
        return self.bodies.get(encoding) or gzip.decompress(self.bodies["gzip"])

    @property
    def size(self):
        return sum(map(len, self.bodies.values()))


class Hot:
    """The pages last asked for, within a number of bytes, in the memory of this process."""

    def __init__(self, most_bytes):
        self.most_bytes, self.bytes, self.pages = most_bytes, 0, OrderedDict()
        self.lock = Lock()  # the server's threads share it

    def get(self, key):
        with self.lock:
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def put(self, key, page):
        with self.lock:
            if key in self.pages:
                self.bytes -= self.pages.pop(key).size
            self.pages[key] = page
            self.bytes += page.size
            while self.bytes > self.most_bytes:
                self.bytes -= self.pages.popitem(last=False)[1].size


class Making:
    """The pages that are being made in this process: each by one thread, for which the others wait."""

    def __init__(self):
        self.events, self.lock = {}, Lock()

    @contextmanager
    def turn(self, key):
        """Lets the first one through at once; whoever comes meanwhile, when that one has finished."""
        with self.lock:
            others = self.events.get(key)
            ours = None if others else self.events.setdefault(key, Event())
        if others:
            others.wait(WAIT_SECONDS)
        try:
            yield
        finally:
            if ours:
                with self.lock:
                    del self.events[key]
                ours.set()


@once
def build():
    """The digest of everything of ours that a page is made from, so that a new release never shows an old page."""
    found = hashlib.sha256()
    apps = ("config", "directory", "conference", "competition", "matchmaking", "website")
    folders = [settings.BASE_DIR / name for name in (*apps, "templates", "static", "locale")]
    paths = (path for folder in folders for path in folder.rglob("*"))
    for path in sorted(path for path in paths if path.is_file() and path.suffix != ".pyc"):
        found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest() + settings.SITE_URL


class Pages:
    """The pages of this process: each is looked for nearby and in the shared cache, and made where neither has it.

    What is made and not to be kept, such as a page that is not found, is a response without a page.
    """

    def __init__(self, get_response):
        self.get_response, self.making = get_response, Making()
        self.hot, self.asked = Hot(HOT_BYTES), Hot(ASKED_BYTES)

    def find(self, request, key, now):
        """(page, None), or (None, response)."""
        is_query = bool(request.META.get("QUERY_STRING"))
        near = self.asked if is_query else self.hot
        page = near.get(key)
        if page:
            return page, None
        with self.making.turn(key):
            page, response = near.get(key), None
            if page is None:
                page, response = self.make(request, now) if is_query else self.fetch(request, key, now)
            if page:
                near.put(key, page)
        return page, response

    def fetch(self, request, key, now):
        page, response = cache.get(key), None
        if page is None:
            page, response = self.make(request, now)
            if page:
                cache.add(key, page, timeout=7 * 24 * 3600)
        return page, response

    def make(self, request, now):
        response = self.get_response(request)
        if not is_kept(response) or publication.digest() != now:
            return None, response  # also where something was published while this page was made
        return finished(response), None


def page_cache(get_response):
    """The middleware. It stands first, so that a kept page costs nothing of what follows."""
    pages = Pages(get_response)

    def middleware(request):
        if not is_cacheable(request):
            return get_response(request)
        try:
            now = publication.digest()
        except DatabaseError:
            return get_response(request)
        key = page_key(request, now)
        if holds(request, key):
            return headed(HttpResponseNotModified(), f'"{key}-{chosen_encoding(request)}"')
        page, response = pages.find(request, key, now)
        return answer(request, key, page) if page else response

    return middleware


def is_cacheable(request):
    return (
        request.method in ("GET", "HEAD")
        and request.path_info.startswith(PUBLIC_PATHS)
        and "@" not in request.path_info  # a draft or an older version
        and not settings.DEBUG
    )


def is_kept(response):
    return getattr(response, "is_published_page", False) and response.status_code == 200


def page_key(request, publication_digest):
    named = f"{build()} {publication_digest} {request.get_full_path()}"
    return hashlib.sha256(named.encode()).hexdigest()[:40]


def holds(request, key):
    """Whether the visitor already has this page, in whatever encoding."""
    return f'"{key}-' in request.headers.get("If-None-Match", "")


def chosen_encoding(request):
    """The smallest form that the visitor accepts."""
    accepted = {
        name.strip()
        for name, _semicolon, weight in (
            part.partition(";") for part in request.META.get("HTTP_ACCEPT_ENCODING", "").split(",")
        )
        if weight.replace(" ", "") not in ("q=0", "q=0.0")
    }
    return next((encoding for encoding in ("br", "gzip") if encoding in accepted), "identity")


def finished(response):
    body = response.content
    bodies = {
        "br": brotli.compress(body, quality=BROTLI_QUALITY),
        "gzip": gzip.compress(body, compresslevel=6, mtime=0),
    }
    return Page(tuple((name, value) for name, value in response.items() if name != "Content-Length"), bodies)


def answer(request, key, page):
    encoding = chosen_encoding(request)
    response = HttpResponse(page.body(encoding), headers=dict(page.headers))
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return headed(response, f'"{key}-{encoding}"')


def headed(response, etag):
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["Vary"] = "Accept-Encoding"
    return response

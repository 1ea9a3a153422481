"""Every public address of the site, from its URLconf: with what rows there are, in both languages.

What an address takes is filled by the name of its part and the type of its converter. A new address whose parts nobody
has named here fails the test that walks, so that it cannot be forgotten.
"""

import re
from itertools import product

from django.conf import settings
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter
from django.urls.resolvers import LocalePrefixPattern, URLPattern
from django.utils import translation

from competition.figuring import files

NOT_PUBLIC = ("admin/", "meetings/")  # for who has signed in; they know nothing of awards
# Questions that are put to pages which take some; `{…}` is filled from the world.
QUESTIONS = {
    "website:search": ["?q={title}", "?q={citation}", "?q={lead}"],
    "competition:winner_list": ["?view=list", "?prize=first", "?organisation={lead_slug}", "?industry=01"],
    "competition:entry_list": [
        "?q={title}",
        "?q={number}",
        "?prize=first",
        "?prize=won",
        "?session=6&stage=commercial",
    ],
    "competition:certificate_search": ["?number={certificate}"],
    "conference:my_agenda": ["?items=i1,i2"],
    "conference:personal_calendar": ["?items=i1,i2"],
}


class UnknownPartError(Exception):
    """A part of an address of which this module does not know what to put there."""


def patterns(resolver=None, prefix="", namespace="", converters=None):
    """The public patterns: (qualified name, {part: converter})."""
    for entry in (resolver or get_resolver()).url_patterns:
        is_language = isinstance(entry.pattern, LocalePrefixPattern)
        route = prefix + ("" if is_language else str(entry.pattern))
        if route.startswith(NOT_PUBLIC):
            continue
        known = (converters or {}) | getattr(entry.pattern, "converters", {})
        if isinstance(entry, URLPattern):
            yield f"{namespace}:{entry.name}".lstrip(":"), known
        else:
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from patterns(entry, route, inner, known)


def values(name, part, converter, world):
    """What can stand in a part of an address: what exists, and what somebody might guess."""
    if isinstance(converter, IntConverter):
        part = f"int {part}"
    fill = FILLED.get(f"{name.partition(':')[0]}:{part}") or FILLED.get(part)
    if fill is None:
        raise UnknownPartError(f"{name}: {part}")
    return fill(world)


FILLED = {
    "address": lambda world: [world.conference.slug],
    "competition:slug": lambda world: [world.cup.slug],
    "conference:slug": lambda world: ["forum", "news", world.speaker.slug, world.lead.slug],
    "day": lambda world: ["2023-10-20"],
    "int number": lambda world: [6, 7],
    "int pk": lambda world: [world.attachment.pk, world.attachment.pk + 1],
    "entry": lambda world: [world.winner.number, world.loser.number, "E999999"],
    "organisation": lambda world: [world.lead.slug, world.partner.slug, world.other.slug],
    "chart": lambda world: [*files.TABLES, "winners"],
    "number": lambda world: [f"C6-{number:04d}" for number in (1, 2)],
    "name": lambda world: ["pages", f"entries-{world.edition.pk}-1", f"organisations-{world.cup.pk}-1"],
    "path": lambda world: [world.winner.image.name or "entries/0.webp"],
}


def addresses(world, resolver=None):
    """Every address to be asked for: [(qualified name, address)], the questions among them."""
    found = {}
    for name, converters in patterns(resolver):
        parts = [[(part, value) for value in values(name, part, kind, world)] for part, kind in converters.items()]
        for chosen, language in product(product(*parts), [code for code, _name in settings.LANGUAGES]):
            with translation.override(language):
                path = reverse(name, kwargs=dict(chosen))
            for question in ["", *QUESTIONS.get(name, [])]:
                found[path + question.format_map(world.words)] = name
    return [(name, address) for address, name in found.items()]


def read(client, address):
    """What is answered: status, where to, type, and the body without what differs from one visitor to the next."""
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)
    return response.status_code, response.get("Location"), response.get("Content-Type"), body

"""Organisations that a sheet of entries names and that are not known: added, where the organiser wants it."""

import hashlib
import re
from itertools import count

from django.utils.text import slugify

from competition.columns.column import TextColumn
from competition.columns.names import folded
from competition.columns.values import several
from competition.recording import record
from directory.models import Organisation, OrganisationKind

HAN = re.compile("[\u3400-\u9fff]")
MOST_OF_SLUG = 60
CHECKS = {language: TextColumn(Organisation._meta.get_field(f"name_{language}")) for language in ("en", "zh_hans")}


def slug_for(name, names):
    """An address that is free, made from a name, or from its fingerprint where it is in Chinese."""
    base = slugify(name)[:MOST_OF_SLUG].strip("-")
    if not base or HAN.search(name):
        base = f"organisation-{hashlib.sha256(folded(name).encode()).hexdigest()[:8]}"
    slug, number = base, 2
    while folded(slug) in names.by_key:
        slug, number = f"{base}-{number}", number + 1
    return slug


def named(name):
    """An organisation, not saved, with a name in the language that it is in."""
    language = "zh_hans" if HAN.search(name) else "en"
    row = Organisation(kind=OrganisationKind.ENTERPRISE)
    setattr(row, f"name_{language}", CHECKS[language].read(name))
    return row


class NewOrganisations:
    """Stands in for organisations that are not there yet: each is known by a number below zero until it is added."""

    def __init__(self, names):
        self.names, self.numbers = names, count(1)
        self.waiting, self.added, self.last = {}, {}, {}

    def meet(self, column, words):
        """Makes those known that words name for the first time. Errors: ValidationError for a name that is too long."""
        for name in several(words) if column.name == "partners" else [words.strip()]:
            if self.names.get(name) is None:
                row = named(name)
                row.slug = slug_for(name, self.names)
                key = -next(self.numbers)
                self.waiting[key] = row
                self.names.add(key, row.slug, row.name_en, row.name_zh_hans)

    def named_by(self, entries):
        """Those that are waiting and that these entries name, which wait no longer: {key: row}."""
        wanted = {pk for row in entries for pk in (row.lead_id, *row.lists["partners"]) if pk < 0}
        return {key: self.waiting.pop(key) for key in sorted(wanted, reverse=True) if key in self.waiting}

    def add(self, entries, author):
        """Adds those that these entries name, and puts their keys into the entries. Returns how many there are."""
        self.last = self.named_by(entries)
        Organisation.objects.bulk_create(self.last.values())
        record(Organisation, [row.pk for row in self.last.values()], "+", author)
        self.added |= {key: row.pk for key, row in self.last.items()}
        put(self.added, entries)
        return len(self.last)

    def take_back(self, entries):
        """Undoes the last `add`, where the database takes nothing of what it was for. Returns how many there were."""
        put({row.pk: key for key, row in self.last.items()}, entries)
        for key, row in self.last.items():
            row.pk, row._state.adding = None, True
            self.added.pop(key, None)
        self.waiting |= self.last
        found, self.last = len(self.last), {}
        return found


def put(keys, entries):
    """Puts other keys of organisations into entries: {the one that it has: the one that it gets}."""
    for row in entries:
        row.lead_id = keys.get(row.lead_id, row.lead_id)
        row.lists["partners"] = [keys.get(pk, pk) for pk in row.lists["partners"]]

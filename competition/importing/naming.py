"""Organisations that a sheet of entries names and that are not known: added, where the organiser wants it."""

import hashlib
import re

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
        self.names, self.waiting, self.added = names, {}, {}

    def meet(self, column, words):
        """Makes those known that words name for the first time. Errors: ValidationError for a name that is too long."""
        for name in several(words) if column.name == "partners" else [words.strip()]:
            if self.names.get(name) is None:
                row = named(name)
                row.slug = slug_for(name, self.names)
                key = -1 - len(self.waiting) - len(self.added)
                self.waiting[key] = row
                self.names.add(key, row.slug, row.name_en, row.name_zh_hans)

    def add(self, entries, author, is_written):
        """Adds those that these entries name, and puts their keys into the entries. Returns how many there are."""
        wanted = {pk for row in entries for pk in (row.lead_id, *row.lists["partners"]) if pk < 0}
        found = {key: self.waiting.pop(key) for key in sorted(wanted, reverse=True) if key in self.waiting}
        if is_written:
            Organisation.objects.bulk_create(found.values())
            record(Organisation, [row.pk for row in found.values()], "+", author)
        self.added |= {key: row.pk for key, row in found.items()}
        if is_written:
            for row in entries:
                row.lead_id = self.added.get(row.lead_id, row.lead_id)
                row.lists["partners"] = [self.added.get(pk, pk) for pk in row.lists["partners"]]
        return len(found)

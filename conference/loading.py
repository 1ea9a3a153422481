"""Loading the demonstration, the 2023 conference: from the files in `conference/demo/` into rows, and published."""

import csv
import tomllib
import uuid
from pathlib import Path

from django.db import transaction

from conference import publishing
from conference.models import Conference, Room, Venue
from directory.models import Office, Organisation, Person, Region

FOLDER = Path(__file__).resolve().parent / "demo"
SLUG = "2023"
NOTE = "As reported on 22 October 2023"
MARKS = ("illustrative", "translated", "known")
# By what a row is found that is there already; what belongs to the conference is as new as that.
IDENTITY = {
    Organisation: ["slug"],
    Person: ["slug"],
    Office: ["person", "organisation"],
    Venue: ["name_en"],
    Room: ["guid"],
}
NAMESPACE = uuid.UUID("6f4b2f0e-2023-5000-8000-b100c0fe2023")


def read_demo():
    """What the files say: [(model, table)], each table one row, parents before children and marks still in it.

    Shapes: a table is {field: value}; a list in it holds the tables of the rows that belong to it, by reverse name.
    """
    with (FOLDER / "organisations.csv").open(encoding="utf-8", newline="") as stream:
        tables = [(Organisation, marked(row)) for row in csv.DictReader(stream)]
    people = tomllib.loads((FOLDER / "people.toml").read_text(encoding="utf-8"))
    programme = tomllib.loads((FOLDER / "conference.toml").read_text(encoding="utf-8"))
    tables += [(Person, table) for table in people["person"]]
    tables += [(Venue, table) for table in programme["venue"]]
    return tables + [(Conference, table) for table in programme["conference"]]


def marked(row):
    """A row of a CSV file as a table: without what is empty, its marks as lists."""
    return {name: value.split() if name in MARKS else value for name, value in row.items() if value}


def children(model, table):
    """The rows that belong to a row: (reverse name, their model, their tables)."""
    lists = [(name, value) for name, value in table.items() if isinstance(value, list) and name not in MARKS]
    return [(name, model._meta.get_field(name).related_model, tables) for name, tables in lists]


def size(tables):
    """How many rows the tables make."""
    return sum(
        1 + size([(child, one) for _name, child, found in children(model, table) for one in found])
        for model, table in tables
    )


def load_demo(*, progress=lambda done, total: None):
    """Loads and publishes the demonstration where it is not there yet; returns its version, or None where it was.

    Organisations, people and halls that are already there are used as they are. Each row is cleaned before it is
    saved; all are saved or none. What is identified to the outside keeps its guid wherever the demo is loaded.
    """
    if Conference.objects.filter(slug=SLUG).exists():
        return None
    with transaction.atomic():
        tables = read_demo()
        loading = Loading(size(tables), progress)
        for model, table in tables:
            loading.load(model, table)
        return publishing.publish(loading.rows[Conference, SLUG], by=None, note=NOTE)


class Loading:
    """One run: the rows met so far, by model and by what other tables call them."""

    def __init__(self, total, progress):
        self.total, self.progress, self.done = total, progress, 0
        self.rows = {(Region, region.code): region for region in Region.objects.all()}

    def load(self, model, table, path="", **parent):
        """Makes the row of a table, and those that belong to it. The path names it in all the files: its guid."""
        called = table.get("slug") or table.get("name_en") or table.get("title_en")
        path = f"{path}/{called}"
        values = {name: value for name, value in table.items() if not isinstance(value, list)}
        row = self.rows[model, called] = self.found_or_made(model, self.resolved(model, values) | parent, path)
        self.done += 1
        self.progress(self.done, self.total)
        for name, child, tables in children(model, table):
            field = model._meta.get_field(name).field.name
            for one in tables:
                self.load(child, one, path, **{field: row})

    def resolved(self, model, values):
        """The values with rows in the place of what they are called."""
        fields = {name: model._meta.get_field(name) for name in values}
        return {
            name: self.rows[fields[name].related_model, value] if fields[name].is_relation else value
            for name, value in values.items()
        }

    def found_or_made(self, model, values, path):
        if any(field.name == "guid" for field in model._meta.fields):
            values |= {"guid": uuid.uuid5(NAMESPACE, f"{model._meta.model_name}{path}")}
        identity = {name: values[name] for name in IDENTITY.get(model, ())}
        if identity and (row := model.objects.filter(**identity).first()):
            return row
        row = model(**values)
        row.full_clean()
        row.save()
        return row

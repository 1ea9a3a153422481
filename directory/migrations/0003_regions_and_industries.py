import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = {"Region": "regions.csv", "Industry": "industries.csv"}


def fill(apps, schema_editor):
    for name, file in FILES.items():
        model = apps.get_model("directory", name)
        with (DATA / file).open(encoding="utf-8", newline="") as stream:
            model.objects.bulk_create([model(**row) for row in csv.DictReader(stream)])


def empty(apps, schema_editor):
    for name in FILES:
        apps.get_model("directory", name).objects.all().delete()


class Migration(migrations.Migration):
    """The 34 province-level divisions and the 97 divisions of the economy: part of every site, not only of the demo."""

    dependencies = [("directory", "0002_roles")]

    operations = [migrations.RunPython(fill, empty)]

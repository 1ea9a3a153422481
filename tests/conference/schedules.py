"""Schedule files to test with: programmes of every shape, who writes them, and those who check what is written."""

import datetime as dt
import json
import os
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from django.conf import settings
from lxml import etree

from conference.exchange import c3voc, frab
from conference.exchange.events import Site
from conference.models import AgendaItem
from tests import factories

SCHEMAS = Path(settings.BASE_DIR).parent / "shared" / "data" / "schedule"
SITE = Site(
    url=lambda name, **kwargs: "/".join(["https://example.org", name.partition(":")[2], *kwargs.values()]),
    slug="2023",
    version="1",
    zone=ZoneInfo("Asia/Shanghai"),
)
WRITERS = {"xml": frab.write, "v1": c3voc.write_v1, "v2": c3voc.write_v2}


def schema(name):
    path = SCHEMAS / name
    if not path.exists():
        assert not os.environ.get("CI"), f"{path} must be there on CI."
        pytest.skip(f"The schemas of the schedule formats are not at {path}.")
    return path


def plain(row):
    pass


def without_hall(row):
    row.activities.update(room=None)


def cancelled(row):
    row.activities.filter(slug="forum").update(is_cancelled=True)


def one_language_only(row):
    row.activities.update(title_en="", title_zh_hans="主论坛", summary_zh_hans="概述")


def control_characters_and_emoji(row):
    words = "A\x01\x0b\x1f\ufffe\ufffftext with 😀 & <tags> ]]> ?> \u202eabc\u202c\r\nand lines\x7f\x85"
    row.activities.update(title_en=words, summary_en=words)
    row.activities.get(slug="forum").agenda_items.update(title_en=words, abstract_en=words)
    row.name_en = words
    row.save()


def over_midnight(row):
    factories.activity(conference=row, slug="gala", starts_at=factories.at(22), ends_at=factories.at(1, day=21))


def over_five_days(row):
    factories.activity(conference=row, slug="fair", starts_at=factories.at(9), ends_at=factories.at(17, day=24))


def no_agenda_items(row):
    for activity in row.activities.all():
        activity.agenda_items.all().delete()


def nothing_at_all(row):
    row.activities.all().delete()


def breaks(row):
    row.activities.get(slug="forum").agenda_items.update(kind="break")


def awkward_addresses(row):
    row.activities.filter(slug="forum").update(slug="F_-")
    row.activities.filter(slug="exhibition").update(slug="5")
    row.slug = "x"
    row.save()


def three_hundred_items(row):
    hall = factories.room(name_en="Grand hall", name_zh_hans="大会堂")
    for number in range(60):
        start = factories.at(9) + dt.timedelta(minutes=7 * number)
        end = start + dt.timedelta(minutes=7)
        activity = factories.activity(conference=row, room=hall, starts_at=start, ends_at=end)
        moments = [start + dt.timedelta(minutes=minute) for minute in range(6)]
        AgendaItem.objects.bulk_create(
            AgendaItem(activity=activity, title_en=f"Item {begins:%H:%M}", starts_at=begins, ends_at=ends)
            for begins, ends in pairwise(moments)
        )


CONTENTS = [
    plain,
    without_hall,
    cancelled,
    one_language_only,
    control_characters_and_emoji,
    over_midnight,
    over_five_days,
    no_agenda_items,
    nothing_at_all,
    breaks,
    awkward_addresses,
    three_hundred_items,
]


def checked(layout, content):
    """Asserts that those who wrote the format would take the file."""
    if layout == "xml":
        etree.XMLSchema(file=schema("schedule.xml.xsd")).assertValid(etree.fromstring(content))
        return
    rules = json.loads(schema(f"schedule-{layout}.schema.json").read_text())
    jsonschema.Draft6Validator(rules, format_checker=jsonschema.FormatChecker()).validate(json.loads(content))

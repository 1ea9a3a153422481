"""The demonstration: what its files say, and what loading them makes."""

import itertools
import re

import pytest
from django.core.management import call_command

from conference import published
from conference.loading import MARKS, children, load_demo, marked, read_demo, size
from conference.models import Activity, AgendaItem, Appearance, Conference, KeyFigure, ProgrammeVersion
from directory.models import Industry, Organisation, Person, Region
from tests import factories


def every(tables):
    """Every table of the files with its model, the parents first."""
    for model, table in tables:
        yield model, table
        for _name, child, found in children(model, table):
            yield from every([(child, one) for one in found])


TABLES = list(every(read_demo()))


def test_every_mark_names_a_field():
    wrong = [
        (model.__name__, mark, name)
        for model, table in TABLES
        for mark in MARKS
        for name in table.get(mark, [])
        if name not in {field.name for field in model._meta.fields}
    ]

    assert wrong == []


def test_every_mark_stands_at_a_value():
    """The parent, such as the activity of an agenda item, is said by where the table stands."""
    wrong = [
        (model.__name__, mark, name)
        for model, table in TABLES
        for mark in MARKS
        for name in table.get(mark, [])
        if name not in table and not (model is AgendaItem and name == "activity")
    ]

    assert wrong == []


def test_no_field_has_two_marks():
    doubled = [
        name
        for _model, table in TABLES
        for one, two in itertools.combinations(MARKS, 2)
        for name in set(table.get(one, [])) & set(table.get(two, []))
    ]

    assert doubled == []


@pytest.mark.parametrize("model", [Activity, AgendaItem])
def test_hours_and_halls_are_illustrative(model):
    unmarked = [
        (table["title_en"], name)
        for found, table in TABLES
        if found is model
        for name in ("room", "starts_at", "ends_at")
        if name in table and name not in table["illustrative"]
    ]

    assert unmarked == []


def test_all_chinese_is_marked():
    """The report is in English: nothing in Chinese can come from it."""
    unmarked = [
        (model.__name__, name)
        for model, table in TABLES
        for name, value in table.items()
        if isinstance(value, str) and re.search(r"[一-鿿]", value) and not name.startswith("notice")
        if not any(name in table.get(mark, []) for mark in MARKS)
    ]

    assert unmarked == []


def test_marked_drops_what_is_empty():
    row = {"slug": "a", "region": "", "known": "name_en kind", "translated": ""}

    assert marked(row) == {"slug": "a", "known": ["name_en", "kind"]}


@pytest.mark.django_db
def test_load_demo_makes_every_row(django_capture_on_commit_callbacks):
    told = []

    with django_capture_on_commit_callbacks(execute=True):
        version = load_demo(progress=lambda done, total: told.append((done, total)))

    total = size(read_demo())
    assert told == [(number, total) for number in range(1, total + 1)]
    assert total == len(TABLES)
    for model in {model for model, _table in TABLES}:
        assert model.objects.count() == sum(found is model for found, _table in TABLES), model
    assert {slug: shown.digest for slug, shown in published.publication().versions.items()} == {"2023": version.digest}


@pytest.mark.django_db
def test_load_demo_tells_what_the_report_tells():
    programme = published.published_programme(load_demo().digest)

    conference = programme.conference
    assert conference.theme["en"] == "5G Sails for New Quality, Industrial Upgrading for the Future"
    assert (conference.starts_on.isoformat(), conference.ends_on.isoformat()) == ("2023-10-20", "2023-10-21")
    assert [host.organisation.slug for host in conference.hosts] == ["miit"]
    assert [(figure.value, figure.as_of.isoformat()) for figure in programme.key_figures] == [
        ("3189000", "2023-09-30"),
        ("737000000", "2023-09-30"),
        ("20000", "2023-09-30"),
        ("42", "2023-09-30"),
        ("94000", "2023-10-21"),
        ("189", "2023-10-21"),
        ("16000", "2023-10-21"),
        ("67", "2023-10-21"),
    ]
    assert {person.name["en"]: person.title["en"] for person in programme.people.values()} == {
        "Zhang Yunming": "Member of the Party Group and Vice Minister",
        "Chen Jie": "Vice Mayor",
    }
    (panel,) = [item for _activity, item in programme.lines.values() if item and item.kind == "panel"]
    assert [appearance.organisation.slug for appearance in panel.appearances] == [
        "huawei",
        "zte",
        "nokia-bell",
        "jinqiao",
    ]
    assert [exhibit.organisation.slug for exhibit in programme.exhibits] == [
        "shanghai-telecom",
        "shanghai-mobile",
        "shanghai-unicom",
    ]


@pytest.mark.django_db
def test_load_demo_again_changes_nothing():
    load_demo()
    Conference.objects.filter(slug="2023").update(theme_en="Edited since")
    before = [list(model.objects.values()) for model in (Conference, KeyFigure, Appearance, ProgrammeVersion)]

    version = load_demo()

    assert version is None
    assert [list(model.objects.values()) for model in (Conference, KeyFigure, Appearance, ProgrammeVersion)] == before


@pytest.mark.django_db
def test_load_demo_uses_who_is_there_already():
    factories.organisation(slug="huawei", name_en="Huawei Technologies", kind="vendor")

    load_demo()

    assert Organisation.objects.get(slug="huawei").name_en == "Huawei Technologies"


@pytest.mark.django_db
def test_load_demo_gives_the_same_guids_everywhere():
    load_demo()
    before = set(AgendaItem.objects.values_list("guid", flat=True))
    conference = Conference.objects.get()
    Conference.objects.update(state="preparing", published_version=None)
    conference.delete()

    load_demo()

    assert set(AgendaItem.objects.values_list("guid", flat=True)) == before
    assert Person.objects.count() == 2


@pytest.mark.django_db
def test_command_tells_what_it_did(capsys):
    call_command("load_demo", verbosity=1)
    first = capsys.readouterr().out
    call_command("load_demo", verbosity=1)
    second = capsys.readouterr().out
    call_command("load_demo", verbosity=0)

    assert "Published: 2023 China 5G Development Conference · 1." in first
    assert second.strip() == "The conference is already there."
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_regions_and_industries_are_part_of_every_site():
    assert (Region.objects.count(), Industry.objects.count()) == (34, 97)
    assert Industry.objects.values("section").distinct().count() == 20

"""The demonstration of the competition: what its files say, and what loading them makes."""

import itertools
import re
from collections import Counter

import pytest
from django.db.models import Count, F

from competition import certifying, published
from competition.loading import load_competition_demo
from competition.loading.tables import MARKS, read_competition, read_sessions, read_winners, without_marks
from competition.models import (
    Announcement,
    Award,
    AwardPresentation,
    Certificate,
    Competition,
    Edition,
    Entry,
    EntryMember,
    OfficialTotal,
    Prize,
    Standing,
    Technology,
)
from conference.loading import children
from conference.models import Conference
from directory.models import Industry, Organisation
from tests import factories

LEAST = sum(session.least for session in read_sessions())
OURS = {"slug", "order", "is_public", "number", "edition", "competition", "conference"}


def every(tables):
    """Every table of the competition's file with its model, the parents first."""
    for model, table in tables:
        yield model, table
        lists = {name: value for name, value in table.items() if name not in MARKS}
        for _name, child, found in children(model, lists):
            yield from every([(child, one) for one in found])


TABLES = list(every(read_competition()))
WINNERS = [table for tables in read_winners().values() for table in tables]
ALL = [table for _model, table in TABLES] + WINNERS


def marks(table):
    return [name for mark in MARKS for name in table.get(mark, [])]


def of(model):
    return [table for found, table in TABLES if found is model]


# --- What the files say ----------------------------------------------------------------------------------------------


def test_every_mark_stands_at_a_value_of_its_table_and_no_value_has_two():
    assert [(table, name) for table in ALL for name in marks(table) if name not in table] == []
    assert [table for table in ALL if len(set(marks(table))) != len(marks(table))] == []


def test_all_chinese_is_marked():
    """The report is in English: nothing in Chinese can come from it."""
    unmarked = [
        (table, name)
        for table in ALL
        for name, value in table.items()
        if isinstance(value, str) and re.search(r"[一-鿿]", value) and name not in marks(table)
    ]

    assert unmarked == []


def test_every_value_of_a_session_and_its_prizes_has_a_mark_or_is_ours():
    unmarked = [
        (model.__name__, name, value)
        for model, table in TABLES
        if model in (Edition, Prize, Announcement)
        for name, value in table.items()
        if not isinstance(value, list) and name not in OURS and name not in marks(table)
    ]

    # The report tells of first prizes in the sixth session.
    assert unmarked == [("Prize", "tier", "first")]


def test_a_prize_whose_number_nobody_printed_says_so_in_its_name():
    silent = [
        table
        for table in of(Prize)
        if ("quota" in table.get("illustrative", []))
        != (table["name_en"].endswith(" (illustrative)") and table["name_zh_hans"].endswith("（示例）"))
    ]

    assert silent == []


def test_a_total_without_a_source_is_marked_and_no_other_one():
    for table in of(OfficialTotal):
        assert ("source_en" not in table) == (table.get("unsourced") == ["value"])


def test_without_marks_keeps_what_is_loaded():
    table = {"a": 1, "known": ["a"], "rows": [{"b": 2, "unsourced": ["b"]}]}

    assert without_marks(table) == {"a": 1, "rows": [{"b": 2}]}


def test_sessions_are_as_the_files_say():
    sessions = read_sessions()

    assert [session.number for session in sessions] == [1, 2, 3, 4, 5, 6]
    assert [prize.places for prize in sessions[3].prizes] == [17, 31, 48, 204]
    assert (sessions[3].prizes[0].tied, sessions[3].named) == (1, {1: 3})
    assert [prize.is_beside_others for prize in sessions[5].prizes] == [False] * 4 + [True] * 11


# --- What loading makes ----------------------------------------------------------------------------------------------


@pytest.fixture
def loaded(db):
    return load_competition_demo(entries=LEAST)


def test_loading_makes_every_row_of_the_files(loaded):
    for model in {model for model, _table in TABLES}:
        assert model.objects.count() == sum(found is model for found, _table in TABLES), model
    assert Entry.objects.count() == LEAST
    assert Edition.objects.get(number=6).conference == Conference.objects.get()


def test_official_totals_are_those_that_have_a_source(loaded):
    totals = {
        (total.edition.number if total.edition else 0, total.kind): total for total in OfficialTotal.objects.all()
    }

    assert {key: (total.value, total.qualifier_en) for key, total in totals.items() if total.is_sourced} == {
        (0, "entries"): (94_000, ""),
        (0, "industries"): (67, ""),
        (1, "entries"): (334, ""),
        (1, "organisations"): (189, ""),
        (4, "entries"): (12_000, "over"),
        (4, "finalists"): (600, ""),
        (6, "entries"): (45_000, ""),
        (6, "organisations"): (16_000, "nearly"),
    }
    assert {key for key, total in totals.items() if not total.is_sourced} == {
        (number, "entries") for number in (2, 3, 5)
    }


def test_every_prize_is_given_as_often_as_there_are_places(loaded):
    """But for the one that was withdrawn, so that it can be seen how that looks."""
    withdrawn = Award.objects.get(state="withdrawn")
    given = dict(Award.objects.given().values_list("prize").annotate(Count("pk")))
    places = {prize.pk: prize.places for prize in Prize.objects.all()}

    assert {prize: places[prize] - number for prize, number in given.items() if places[prize] != number} == {
        withdrawn.prize_id: 1
    }
    assert set(given) == set(places)
    assert withdrawn.notice_en.startswith("Illustrative: ")
    assert withdrawn.announcement.edition.number == 5


def test_named_winners_are_those_of_the_press_and_nobody_else_has_a_source(loaded):
    named = Entry.objects.exclude(source="").order_by("number")

    assert list(named.values_list("title_en", "is_illustrative", "region__code", "lead__name_en")) == [
        (title, False, "440000", "Not named in the source")
        for title in (
            "5G MEC + AI leading Futian's resilient healthy district",
            "VR ultrasound teaching on 5G-MEC",
            "5G + smart gas for the safety of a megacity",
        )
    ]
    assert set(named.values_list("awards__prize__tier", "awards__rank", "edition__number")) == {("first", None, 4)}
    assert not Entry.objects.filter(source="", is_illustrative=False).exists()


def test_no_real_organisation_takes_part(loaded):
    """Whoever leads or joins an illustrative entry says in its name that it is an example."""
    real = Organisation.objects.exclude(name_en__contains=" Example ", name_zh_hans__startswith="示例·")

    assert not Entry.objects.filter(is_illustrative=True, lead__in=real).exists()
    assert not EntryMember.objects.filter(organisation__in=real).exists()
    assert set(real.values_list("slug", flat=True)) == {
        "not-named-in-the-source",
        *("miit", "shanghai-government", "huawei", "zte", "nokia-bell", "jinqiao"),
        *("shanghai-telecom", "shanghai-mobile", "shanghai-unicom"),
    }


def test_first_prizes_of_the_sixth_session_are_presented_at_the_conference(loaded):
    presentation = AwardPresentation.objects.get()

    assert str(presentation.agenda_item) == "Awards presented to the first prize winners"
    assert [
        (presenter.person.slug, presenter.organisation.slug)
        for presenter in presentation.presenters.select_related("person", "organisation")
    ] == [("zhang-yunming", "miit"), ("chen-jie", "shanghai-government")]
    assert sorted(presentation.awards.values_list("presented_order", flat=True)) == list(range(1, 16))
    assert set(Award.objects.filter(presentation=None).values_list("presented_order", flat=True)) == {0}


def test_everything_is_public_and_valid(loaded):
    assert Entry.objects.public().count() == LEAST
    assert Award.objects.public().count() == Award.objects.count()
    for model in (Competition, Edition, OfficialTotal, Prize, Announcement, Award, Standing):
        for row in model.objects.all():
            row.full_clean()
    for row in itertools.chain(Entry.objects.all()[::20], Organisation.objects.all()[::20]):
        row.full_clean()


def test_tie_is_told_in_each_language(loaded):
    (prize,) = Prize.objects.filter(tie_places__gt=0)

    assert (prize.tie_reason_en, prize.tie_reason_zh_hans) == ("Ranks 16 and 17 tied.", "第16名与第17名并列。")


def test_awards_follow_the_standing_with_the_tie_that_enlarged_a_prize(loaded):
    ranked = Award.objects.filter(rank__isnull=False)
    fourth = ranked.filter(prize__edition__number=4, prize__tier="first").order_by("order")

    assert not ranked.exclude(rank=F("entry__standing__rank")).exists()
    assert [award.rank for award in fourth][-2:] == [16, 16]
    assert len({award.entry.standing.total for award in fourth.reverse()[:2]}) == 1
    assert fourth.count() == 14


def test_entries_have_industries_technologies_and_partners(loaded):
    illustrative = Entry.objects.filter(is_illustrative=True)

    assert Industry.objects.filter(entries__isnull=False).distinct().count() == 67
    assert Technology.objects.filter(entries__isnull=False).distinct().count() == 13
    assert not illustrative.filter(industries=None).exists()
    assert not illustrative.filter(technologies=None).exists()
    assert illustrative.filter(members__isnull=False).distinct().count() > LEAST / 3
    assert not EntryMember.objects.filter(organisation=F("entry__lead")).exists()


def test_certificates_of_the_sixth_session_are_issued(loaded):
    certificates = Certificate.objects.order_by("number")

    assert set(certificates.values_list("award__prize__edition__number", flat=True)) == {6}
    assert certificates.count() == Award.objects.filter(prize__edition__number=6).count()
    assert certifying.check(certificates[0].number).verdict == "valid"


def test_each_row_has_its_history(loaded):
    for model in (Entry, EntryMember, Standing, Award, Organisation):
        rows = Counter(model.objects.values_list("pk", flat=True))

        assert Counter(model.history.filter(history_type="+").values_list("id", flat=True)) == rows, model
        assert model.history.count() == len(rows)
    entry = Entry.objects.filter(is_illustrative=True).first()
    kept = entry.history.get()
    assert (kept.title_zh_hans, kept.submitted_at, kept.lead) == (entry.title_zh_hans, entry.submitted_at, entry.lead)
    assert {row.industry for row in kept.industries.all()} == set(entry.industries.all())
    assert {row.technology for row in kept.technologies.all()} == set(entry.technologies.all())


def test_the_database_goes_on_counting_after_the_rows(loaded):
    entry = factories.entry(edition=Edition.objects.get(number=6), number="later")
    entry.industries.add(Industry.objects.first())
    factories.entry_member(entry=entry)
    factories.standing(entry=entry)

    assert entry.history.count() >= 1


def test_loading_again_changes_nothing(loaded):
    before = (published.read_revision(), Entry.objects.count())

    assert load_competition_demo(entries=LEAST + 100) is None
    assert (published.read_revision(), Entry.objects.count()) == before


@pytest.mark.django_db
def test_organisations_and_technologies_that_are_there_are_used_as_they_are():
    load_competition_demo(entries=LEAST)
    organisations = set(Organisation.objects.values_list("pk", flat=True))
    for model in (Certificate, Award, Announcement, AwardPresentation, Entry, Prize, Edition, Competition):
        model.objects.all().delete()

    load_competition_demo(entries=LEAST)

    assert set(Organisation.objects.values_list("pk", flat=True)) == organisations
    assert (Technology.objects.count(), Entry.objects.count()) == (13, LEAST)

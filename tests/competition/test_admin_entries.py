"""The list and page of entries in the back office: search, filters, states, attachments."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from lxml import html

from competition import indexing
from competition.admin import listing, searching
from competition.models import Attachment, Entry, EntryState
from tests import factories
from tests.filling import opened

pytestmark = pytest.mark.django_db
LIST = reverse("admin:competition_entry_changelist")


@pytest.fixture
def desk(client, competition_editor):
    client.force_login(competition_editor)
    return client


def listed(client, query=""):
    response = client.get(LIST + query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def test_entries_stand_by_session_and_number(desk):
    old, new = (factories.edition(number=number) for number in (5, 6))
    entries = [factories.entry(edition=one, number=number) for one, number in [(old, "A2"), (new, "A1"), (new, "A3")]]

    assert listed(desk) == [entries[2], entries[1], entries[0]]


@pytest.mark.parametrize("is_indexed", [False, True])
@pytest.mark.parametrize(
    ("words", "is_found"),
    [("港口", True), ("智慧 港口", True), ("Harbour", True), ("harbour 港口", True), ("BC6-00017", True),
     ("蓝海", True), ("Ocean", True), ("医院", False), ("港口 医院", False)],
)  # fmt: skip
def test_search_finds_every_word_in_both_languages(desk, is_indexed, words, is_found):
    lead = factories.organisation(name_en="Blue Ocean", name_zh_hans="蓝海公司")
    wanted = factories.entry(title_en="A harbour", title_zh_hans="智慧港口项目", number="BC6-00017", lead=lead)
    factories.entry(title_en="A hospital", title_zh_hans="智慧项目")
    if is_indexed:
        indexing.rebuild()

    assert listed(desk, f"?q={words}") == ([wanted] if is_found else [])


def test_search_sees_what_was_written_a_moment_ago(desk):
    indexing.rebuild()

    entry = factories.entry(title_zh_hans="刚刚录入的矿山")

    assert listed(desk, "?q=矿山") == [entry]


@pytest.mark.parametrize("words", ['"', "%25", "_", "*", "(", "AND OR", "的" * 300, "x" * 5000])
def test_search_for_nonsense_finds_nothing(desk, words):
    factories.entry(title_en="A harbour")
    indexing.rebuild()

    assert listed(desk, f"?q={words}") == []


def test_search_for_no_character_at_all_lists_everything(desk):
    entry = factories.entry()
    indexing.rebuild()

    assert listed(desk, "?q=%00") == [entry]


def test_search_and_filters_go_together(desk):
    technology, industry = factories.technology(), factories.industry()
    wanted = factories.entry(title_zh_hans="港口", technologies=[technology], industries=[industry])
    factories.entry(title_zh_hans="港口", edition=wanted.edition)
    factories.entry(title_zh_hans="矿山", technologies=[technology, factories.technology()])

    for query in (
        f"?q=港口&technologies__id__exact={technology.pk}",
        f"?q=港口&industries__id__exact={industry.pk}",
        f"?technologies__id__exact={technology.pk}&edition__id__exact={wanted.edition_id}",
    ):
        assert listed(desk, query) == [wanted]


@pytest.mark.parametrize("value", ["x", "-1"])
def test_filter_by_nonsense_leads_to_the_list_without_it(desk, value):
    entry = factories.entry()

    response = desk.get(f"{LIST}?technologies__id__exact={value}", follow=True)

    assert response.redirect_chain == [(f"{LIST}?e=1", 302)]
    assert list(response.context["cl"].result_list) == [entry]


def test_filter_by_a_number_of_full_width_reads_it_as_a_number(desk):
    factories.entry()

    assert listed(desk, "?technologies__id__exact=１２") == []


def test_many_rows_are_counted_as_far_as_is_cheap(desk, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 2)
    edition = factories.edition()
    for _number in range(4):
        factories.entry(edition=edition)

    def counted(query):
        response = desk.get(LIST + query)
        return " ".join(html.fromstring(response.content.decode()).text_content().split())

    assert "4 entries" in counted("")
    assert "more than 2 entries" in counted(f"?edition__id__exact={edition.pk}")
    assert "1 entry" in counted(f"?q={Entry.objects.first().number}")


def test_pages_that_are_not_counted_can_be_turned(desk, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 2)
    edition = factories.edition()
    entries = [factories.entry(edition=edition) for _number in range(5)][::-1]
    paginator = listing.CappedPaginator(Entry.objects.filter(edition=edition).order_by("-number"), 2)

    assert [list(paginator.page(number)) for number in (1, 2, 3)] == [entries[:2], entries[2:4], entries[4:]]
    assert list(paginator.get_elided_page_range(2)) == [1, 2, 3]
    with pytest.raises(listing.EmptyPage):
        paginator.page(4)
    with pytest.raises(listing.EmptyPage):
        paginator.page(0)


@pytest.mark.parametrize("page", ["x", "-1", "999999"])
def test_page_that_is_not_there_leads_back(desk, page):
    entry = factories.entry()

    assert listed(desk, f"?p={page}") == [entry]


def test_completing_counts_nothing(desk, django_assert_num_queries):
    for _number in range(25):
        factories.entry(title_en="Port")
    address = reverse("admin:autocomplete") + "?app_label=competition&model_name=award&field_name=entry&term=port"

    with django_assert_num_queries(5):
        first = desk.get(address).json()
    second = desk.get(f"{address}&page=2").json()

    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (5, False)


def test_rows_answer_where_there_is_no_index_yet(desk):
    entry = factories.entry(title_en="Harbour")

    assert Entry.objects.get(searching.has_words("arbou")) == entry


@pytest.mark.parametrize("state", EntryState.values)
@pytest.mark.parametrize("into", EntryState.values)
def test_states_follow_their_table(desk, state, into):
    entry = factories.entry(state=state)
    offered = html.fromstring(desk.get(reverse("admin:competition_entry_change", args=[entry.pk])).content.decode())

    desk.post(reverse("admin:competition_entry_state", args=[entry.pk]), {"into": into})

    entry.refresh_from_db()
    is_allowed = into in EntryState.SUCCESSORS[state]
    assert entry.state == (into if is_allowed else state)
    assert bool(offered.xpath(f"//button[@name='into'][@value='{into}']")) == is_allowed


def test_submitting_says_when(desk):
    entry = factories.entry(state="draft", submitted_at=None)

    desk.post(reverse("admin:competition_entry_state", args=[entry.pk]), {"into": "submitted"})

    entry.refresh_from_db()
    assert entry.submitted_at is not None
    assert entry.history.first().history_user.name == "Competition Editor"


def test_entry_with_an_award_stays_admitted(desk):
    entry = factories.award().entry
    url = reverse("admin:competition_entry_state", args=[entry.pk])

    response = desk.post(url, {"into": "withdrawn"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "The entry holds an award. Withdraw the award first."
    ]
    entry.refresh_from_db()
    assert entry.state == "admitted"


def test_state_is_not_changed_by_others(reader, programme_editor):
    entry = factories.entry()
    url = reverse("admin:competition_entry_state", args=[entry.pk])

    def answered(user, method="post", **values):
        client = Client()
        if user:
            client.force_login(user)
        return getattr(client, method)(url, values).status_code

    assert answered(None, into="withdrawn") == 302
    assert answered(reader, into="withdrawn") == 403
    assert answered(programme_editor, into="withdrawn") == 404
    assert answered(reader, "get") == 404
    entry.refresh_from_db()
    assert entry.state == "admitted"


def test_unknown_state_is_not_there(desk):
    url = reverse("admin:competition_entry_state", args=[factories.entry().pk])

    assert [desk.post(url, sent).status_code for sent in ({}, {"into": "famous"})] == [404, 404]


def closed(response):
    """Closes the file of an answer, but not the connection to the database, as the end of a request does."""
    for close in response._resource_closers:
        close()


def test_attachment_is_handed_to_those_who_see_its_entry(desk, reader, programme_editor):
    entry = factories.entry()
    row = Attachment(entry=entry, title_en="Plan")
    row.file.save("plan.pdf", ContentFile(b"%PDF"))
    url = reverse("admin:competition_entry_attachment", args=[entry.pk, row.pk])
    other = reverse("admin:competition_entry_attachment", args=[factories.entry().pk, row.pk])

    def answered(user):
        client = Client()
        client.force_login(user)
        response = client.get(url)
        closed(response)
        return response.status_code

    response = desk.get(url)
    assert b"".join(response.streaming_content) == b"%PDF"
    closed(response)
    assert (answered(reader), answered(programme_editor)) == (200, 404)
    assert desk.get(other).status_code == 404
    page = desk.get(reverse("admin:competition_entry_change", args=[entry.pk])).content.decode()
    assert html.fromstring(page).xpath(f"//a[@href='{url}']")


def test_saving_an_entry_keeps_its_attachment(desk):
    entry = factories.entry()
    row = Attachment(entry=entry, title_en="Plan")
    row.file.save("plan.pdf", ContentFile(b"%PDF"))
    url = reverse("admin:competition_entry_change", args=[entry.pk])

    desk.post(url, opened(desk, url) | {"title_en": "Renamed"})

    entry.refresh_from_db()
    assert entry.title_en == "Renamed"
    assert entry.attachments.get().file.name == row.file.name

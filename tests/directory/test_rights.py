"""Every address of the back office, found in the URL configuration itself, with every role."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from competition.models import (
    Announcement,
    Award,
    AwardPresentation,
    BulkChange,
    Certificate,
    Competition,
    Edition,
    Entry,
    Prize,
    Run,
    Technology,
    Track,
)
from conference import publishing
from conference.models import (
    Activity,
    AgendaItem,
    Appearance,
    Conference,
    Exhibit,
    News,
    ProgrammeVersion,
    Release,
    Room,
    Venue,
)
from directory.models import Industry, Office, Organisation, Person, Region, User
from matchmaking.models import Investor, MatchmakingDay, Roadshow, Venture
from tests import factories
from tests.directory import one_of_each
from tests.filling import errors, opened

pytestmark = pytest.mark.django_db

ALL = {"view", "add", "change", "delete"}
VIEW = {"view"}
EVERYBODY = dict.fromkeys(["programme_editor", "competition_editor", "sub_forum_editor", "reader"], VIEW)
LISTS = EVERYBODY | {"organiser": ALL}
SHARED = EVERYBODY | dict.fromkeys(["organiser", "programme_editor", "competition_editor"], ALL)
PLACES = EVERYBODY | {"organiser": ALL, "programme_editor": ALL}
CONTEST = {"organiser": ALL, "competition_editor": ALL, "reader": VIEW}
TOLD = {"organiser": VIEW, "competition_editor": VIEW, "reader": VIEW}
WHOLE = {"organiser": ALL, "programme_editor": ALL, "reader": VIEW}
# What each role may do with the rows of each model. A sub-forum editor: with those of the activity granted.
MATRIX = {
    Announcement: CONTEST,
    Award: TOLD | {role: {"view", "change"} for role in ("organiser", "competition_editor")},
    AwardPresentation: CONTEST,
    BulkChange: TOLD,
    Certificate: TOLD,
    Competition: CONTEST,
    Edition: CONTEST,
    Entry: CONTEST,
    Prize: CONTEST,
    Run: TOLD,
    Technology: CONTEST,
    Track: CONTEST,
    **{model: {"organiser": ALL} for model in admin.site._registry if model._meta.app_label == "matchmaking"},
    Activity: WHOLE | {"sub_forum_editor": {"view", "change"}},
    AgendaItem: WHOLE | {"sub_forum_editor": ALL},
    Conference: WHOLE,
    Exhibit: WHOLE,
    Industry: LISTS,
    News: WHOLE,
    Office: SHARED,
    Organisation: SHARED,
    Person: SHARED,
    ProgrammeVersion: {"organiser": VIEW, "programme_editor": VIEW, "reader": VIEW},
    Region: LISTS,
    Release: WHOLE,
    Room: PLACES,
    User: {"organiser": {"view", "add", "change"}},
    Venue: PLACES,
}
# What nobody may do, not even a superuser: what was published stays, and whoever is named in a history.
NEVER = {(model, right) for model in (BulkChange, Certificate, ProgrammeVersion, Run) for right in ALL - VIEW}
NEVER |= {(User, "delete"), (Award, "add"), (Award, "delete")}  # awards are given on a board
SEES_WHOLE = {"reader", "programme_editor", "organiser", "superuser"}
STAFF = SEES_WHOLE | {"sub_forum_editor", "competition_editor"}
SEES_CONTEST = {"reader", "competition_editor", "organiser", "superuser"}
DECIDES = {"organiser", "superuser"}
OF_A_DAY = ("arrivals", "board", "floor", "furnish", "party_list", "plan", "signs", "statistics", "walk_in")
OTHERS_OF_MEETINGS = ("roadshow_stage", "investor_matches", "venture_entries", "venture_matches")
# The pages besides those of lists and rows: who gets to them at all. POSTs of each are tested beside its view.
OTHERS = {
    "index": STAFF,
    "search": STAFF,
    "password_change": STAFF,
    "password_change_done": STAFF,
    "auth_user_password_change": DECIDES,
    "competition_announcement_moment": DECIDES,
    "competition_award_withdraw": DECIDES,
    "competition_bulkchange_undo": {"competition_editor", *DECIDES},
    "competition_prize_board": SEES_CONTEST,
    **dict.fromkeys(["conference_conference_publish", "conference_conference_version_list"], SEES_WHOLE),
    **dict.fromkeys([f"matchmaking_matchmakingday_{page}" for page in OF_A_DAY], DECIDES),
    **dict.fromkeys([f"matchmaking_{page}" for page in OTHERS_OF_MEETINGS], DECIDES),
    "conference_conference_import": {"programme_editor", "organiser", "superuser"},
}
# Without a page of their own: for POST only, for a question of another page, or with tests beside the view.
APART = {
    "app_list",  # one address an app, with the lists that may be seen
    "autocomplete",
    *(f"competition_certificate_{page}" for page in ("file", "reissue", "run_file", "session")),
    *(f"competition_entry_{page}" for page in ("attachment", "state")),
    *(f"competition_run_{page}" for page in ("confirm", "detail", "export", "file", "import", "report", "template")),
    "conference_activity_clashes",
    "conference_activity_clashes_add",
    "conference_agendaitem_clashes",
    "conference_agendaitem_clashes_add",
    "conference_activity_move",
    *(f"conference_conference_{page}" for page in ("compare", "restore", "withdraw")),
    "jsi18n",
    *(f"matchmaking_{page}" for page in ("matchmakingday_statistics_file", "venture_deck")),
    *(f"matchmaking_{side}_{page}" for side in ("investor", "venture") for page in ("invite", "state")),
    *("login", "logout", "view_on_site"),
}
ROLES = [
    "anonymous",
    "nobody",
    "reader",
    "sub_forum_editor",
    "programme_editor",
    "competition_editor",
    *sorted(DECIDES),
]
# The right that a page of a row or of a list takes; every name that is not here has its own test beside its view.
NEEDS = {"changelist": "view", "add": "add", "change": "view", "history": "view", "delete": "delete"}


@pytest.fixture
def clients(organiser, programme_editor, competition_editor, sub_forum_editor, reader):
    users = {
        "competition_editor": competition_editor,
        "nobody": factories.user(is_staff=False),
        "reader": reader,
        "sub_forum_editor": sub_forum_editor,
        "programme_editor": programme_editor,
        "organiser": organiser,
        "superuser": factories.user(is_superuser=True),
    }
    found = {"anonymous": Client()}
    for role, user in users.items():
        found[role] = Client()
        found[role].force_login(user)
    return found


@pytest.fixture
def rows(sub_forum_editor):
    """One row of each model; the activity and its item are granted to the sub-forum editor."""
    published = factories.programme()
    publishing.publish(published, by=None)
    item = factories.agenda_item()
    item.activity.editors.add(sub_forum_editor)
    one_of_each.rows()
    return {
        model: {Activity: item.activity, AgendaItem: item, User: factories.user()}.get(model) or model.objects.first()
        for model in admin.site._registry
    }


def names_under(resolver, prefix="admin:"):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names_under(pattern, prefix)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def admin_names():
    site = next(pattern for pattern in get_resolver().url_patterns if getattr(pattern, "namespace", None) == "admin")
    return set(names_under(site))


def pages(rows):
    """Every page of a list or a row: (model, right, address)."""
    names = admin_names()
    for model, row in rows.items():
        opts = model._meta
        for page, right in NEEDS.items():
            name = f"{opts.app_label}_{opts.model_name}_{page}"
            assert name in names
            yield model, right, reverse(f"admin:{name}", args=[] if page in ("changelist", "add") else [row.pk])


def may(role, model, right):
    if role == "superuser":
        return (model, right) not in NEVER
    return right in MATRIX[model].get(role, set())


def outcome(response):
    if response.status_code == 302 and response.url.startswith(reverse("admin:login")):
        return False
    if response.status_code == 302 and "/competition/run/" in response.url:
        return True  # where the page of a run is
    return {200: True, 403: False, 404: False, 302: "away"}[response.status_code]


def test_every_model_of_the_admin_is_in_the_matrix():
    assert set(admin.site._registry) == set(MATRIX)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_lists_and_rows(clients, rows, role):
    found = {(model, right, url): outcome(clients[role].get(url)) for model, right, url in pages(rows)}

    assert found == {(model, right, url): may(role, model, right) for model, right, url in pages(rows)}


def test_every_address_is_tested():
    lists_and_rows = {f"{model._meta.app_label}_{model._meta.model_name}_{page}" for model in MATRIX for page in NEEDS}

    assert admin_names() == lists_and_rows | OTHERS.keys() | APART


@pytest.mark.parametrize("role", ROLES)
def test_every_other_page(clients, rows, role):
    keys = {
        "auth_user": rows[User].pk,
        **{
            f"competition_{model._meta.model_name}": rows[model].pk
            for model in (Announcement, Award, BulkChange, Prize)
        },
        **{f"matchmaking_{model._meta.model_name}": rows[model].pk for model in (Investor, MatchmakingDay, Roadshow)},
        "matchmaking_venture_matches": rows[Venture].pk,
        "conference_activity": rows[Activity].pk,
        "conference_agendaitem": rows[AgendaItem].pk,
        "conference_conference": rows[ProgrammeVersion].conference_id,
    }

    def url(name):
        key = next((key for start, key in keys.items() if name.startswith(start)), None)
        return reverse(f"admin:{name}", args=[key] if key and not name.endswith("_add") else [])

    reached = {name for name in OTHERS if outcome(clients[role].get(url(name))) is True}

    assert reached == {name for name, roles in OTHERS.items() if role in roles}


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in (*MATRIX, Appearance)}


@pytest.mark.parametrize("role", ROLES)
def test_refused_posts_change_nothing(clients, rows, role):
    before = everything()
    for model, right, url in pages(rows):
        needed = "change" if url.endswith("/change/") else right
        if needed != "view" and not may(role, model, needed):
            response = clients[role].post(url, {"post": "yes", "name_en": "Taken", "title_en": "Taken"})
            assert outcome(response) is False, url

    assert everything() == before


@pytest.mark.parametrize("role", ["sub_forum_editor"])
def test_sub_forum_editor_reaches_nothing_of_others(clients, rows, role):
    client = clients[role]
    other = factories.agenda_item(title_en="Secret")
    granted = rows[AgendaItem]

    listed = {
        model: set(client.get(reverse(f"admin:conference_{model._meta.model_name}_changelist")).context["cl"].queryset)
        for model in (Activity, AgendaItem)
    }
    reached = [
        client.get(reverse(f"admin:conference_{row._meta.model_name}_{page}", args=[row.pk])).status_code
        for row in (other, other.activity)
        for page in ("change", "history", "delete")
    ]
    completed = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "conference", "model_name": "agendaitem", "field_name": "activity", "term": ""},
    )

    assert listed == {Activity: {granted.activity}, AgendaItem: {granted}}
    assert set(reached) <= {302, 403}
    assert [found["id"] for found in completed.json()["results"]] == [str(granted.activity.pk)]


def test_sub_forum_editor_cannot_move_an_item_to_another_activity(clients, rows):
    client, item, other = clients["sub_forum_editor"], rows[AgendaItem], factories.activity()
    url = reverse("admin:conference_agendaitem_change", args=[item.pk])

    response = client.post(url, opened(client, url) | {"activity": other.pk})

    assert errors(response) == ["Select a valid choice. That choice is not one of the available choices."]
    item.refresh_from_db()
    assert item.activity != other

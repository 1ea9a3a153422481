"""The public pages of a programme. Each shows what `programme_page` found at the address, and asks for nothing more."""

from itertools import groupby

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conference import layout, published
from conference.forms import AgendaFilterForm
from conference.pages import or_404, programme_page
from directory.bilingual import in_alphabet, spoken

LATEST_NEWS = 3


def page(request, shown, name, *, folder="conference", **context):
    """The page of a view, with the programme at hand."""
    programme = shown.programme
    common = {"shown": shown, "programme": programme, "conference": programme.conference}
    return render(request, f"{folder}/{name}.html", common | context)


def by_name(things):
    """People or organisations in the alphabet of the reader's language."""
    language = get_language()
    return sorted(things, key=lambda thing: in_alphabet(spoken(thing.name, language)[0], language))


@require_safe
@programme_page
def conference_detail(request, shown):
    return page(
        request,
        shown,
        "conference_detail",
        page_path=reverse("conference:conference_detail", args=[shown.address]),
        days=layout.days(shown.programme),
        news=shown.programme.news[:LATEST_NEWS],
    )


@require_safe
@programme_page
def agenda(request, shown):
    activities = shown.programme.activities
    form = AgendaFilterForm(request.GET, layout.choices(activities))
    wanted = form.wanted()
    matching = layout.matching(activities, **wanted)
    return page(
        request,
        shown,
        "agenda",
        form=form,
        is_filtered=any(wanted.values()),
        nothing_matches=bool(activities) and not matching,
        all_cancelled=bool(activities) and all(activity.is_cancelled for activity in activities),
        days=[agenda_day(day, matching, shown.address) for day in layout.days(shown.programme)],
        people_path=reverse("conference:person_list", args=[shown.address]),
    )


def agenda_day(day, matching, address):
    """A day as the template lays it out; what every line needs is worked out here, once, as this page has hundreds."""
    grid, found = layout.grid(day), [layout.stretch(activity, day.date) for activity in day.activities]
    return {
        "date": day.date,
        "grid": grid,
        "blocks": [agenda_block(stretch, grid.places[stretch.activity.id], matching, address) for stretch in found],
        "is_hidden": not any(layout.is_left(stretch, matching) for stretch in found),
    }


def agenda_block(stretch, place, matching, address):
    activity = stretch.activity
    return {
        "activity": activity,
        "stretch": stretch,
        "place": place,
        "path": reverse("conference:activity_detail", args=[address, activity.slug]),
        "organisations": " ".join(layout.organisations_of(activity)),
        "is_hidden": not layout.is_left(stretch, matching),
        "lines": [
            (item, item.key, " ".join(layout.organisations_of(item)), item.key not in matching)
            for item in stretch.items
        ],
    }


@require_safe
@programme_page
def my_agenda(request, shown):
    keys = layout.keys_in(request.GET.get("items", ""))
    days, unknown = layout.chosen(shown.programme, keys)
    return page(request, shown, "my_agenda", days=days, unknown=unknown, keys=",".join(keys))


@require_safe
@programme_page
def activity_detail(request, shown, slug):
    activity = or_404(shown.programme.activity(slug), _("There is no such activity in this programme."))
    before, after = layout.neighbours(shown.programme, activity)
    releases = {}
    for release in shown.programme.releases:
        releases.setdefault(release.agenda_item, []).append(release)
    lines = [(item, releases.get(item.id, [])) for item in activity.items]
    return page(request, shown, "activity_detail", activity=activity, lines=lines, before=before, after=after)


@require_safe
@programme_page
def person_list(request, shown):
    return page(request, shown, "person_list", people=by_name(shown.programme.people.values()))


@require_safe
@programme_page
def person_detail(request, shown, slug):
    person = or_404(shown.programme.people.get(slug), _("There is no such person in this programme."))
    lines = shown.programme.lines_with(lambda appearance: appearance.person and appearance.person.slug == slug)
    return page(request, shown, "person_detail", person=person, lines=lines)


@require_safe
@programme_page
def organisation_list(request, shown):
    return page(request, shown, "organisation_list", organisations=by_name(shown.programme.organisations.values()))


@require_safe
@programme_page
def organisation_detail(request, shown, slug):
    programme = shown.programme
    organisation = or_404(programme.organisations.get(slug), _("There is no such organisation in this programme."))
    hosted = [
        (activity, host.role)
        for activity in programme.activities
        for host in activity.hosts
        if host.organisation.slug == slug
    ]
    return page(
        request,
        shown,
        "organisation_detail",
        organisation=organisation,
        conference_roles=[host.role for host in programme.conference.hosts if host.organisation.slug == slug],
        hosted=hosted,
        lines=programme.lines_with(lambda appearance: appearance.organisation and appearance.organisation.slug == slug),
        exhibits=[exhibit for exhibit in programme.exhibits if exhibit.organisation.slug == slug],
        releases=[
            release for release in programme.releases if release.organisation and release.organisation.slug == slug
        ],
    )


@require_safe
@programme_page
def exhibition(request, shown):
    """The exhibits by organisation, both in the order in which the organisers put them."""
    order = {}
    for exhibit in shown.programme.exhibits:
        order.setdefault(exhibit.organisation.slug, len(order))
    exhibits = sorted(shown.programme.exhibits, key=lambda exhibit: order[exhibit.organisation.slug])
    return page(
        request,
        shown,
        "exhibition",
        groups=[(name, list(group)) for name, group in groupby(exhibits, lambda exhibit: exhibit.organisation)],
        activities=[activity for activity in shown.programme.activities if activity.kind == "exhibition"],
    )


@require_safe
@programme_page
def news_list(request, shown):
    return page(request, shown, "news_list")


@require_safe
@programme_page
def news_detail(request, shown, slug):
    news = next((news for news in shown.programme.news if news.slug == slug), None)
    return page(request, shown, "news_detail", news=or_404(news, _("There is no such news in this programme.")))


@require_safe
@programme_page
def release_list(request, shown):
    return page(request, shown, "release_list")


@require_safe
@programme_page
def change_list(request, shown):
    """The versions that were public, newest first; at the address of an older version, those up to it."""
    versions = published.history(shown.slug)
    if shown.published:
        versions = [version for version in versions if version.number <= shown.published.number]
    return page(request, shown, "change_list", versions=versions)


@require_safe
@programme_page
def offline(request, shown):
    """What a browser shows where it has no network, and no copy of the page that is asked for."""
    return page(request, shown, "offline")

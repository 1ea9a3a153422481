"""The programme as it stands in the rows: what would be published now."""

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from msgspec.structs import replace

from conference import programme
from conference.models import Activity, AgendaItem, Appearance, Conference
from directory.bilingual import text_of
from directory.models import Office
from directory.pictures import measure, small_name


def draft(conference, *, visible_to=None):
    """The `Programme` in the rows of a conference; where a user is given, as much of it as that one may see."""
    return drafts([conference], visible_to=visible_to)[conference.pk]


def drafts(conferences, *, visible_to=None):
    """The `Programme` in the rows of each conference, by its primary key.

    Reads everything in one fixed number of queries, however many conferences, activities or people.
    """
    activities = Activity.objects.all() if visible_to is None else Activity.objects.visible_to(visible_to)
    rows = with_programme(activities).filter(pk__in=[conference.pk for conference in conferences])
    if is_partial(visible_to):
        return {row.pk: partial_programme_of(row) for row in rows.select_related("published_version")}
    return {row.pk: programme_of(row) for row in rows}


def is_partial(user):
    """Whether a user is given who sees only the activities granted."""
    return user is not None and not user.has_perm("conference.view_conference")


def programme_of(row):
    names = Names(row.starts_on)
    shown = [activity_of(activity, names) for activity in row.activities.all()]
    exhibits = [exhibit_of(exhibit, names) for exhibit in row.exhibits.all()]
    releases = [release_of(release, names) for release in row.releases.all()]
    return programme.Programme(
        conference=conference_of(row, names),
        venues=venues_of(row),
        key_figures=[key_figure_of(figure) for figure in row.key_figures.all()],
        activities=shown,
        exhibits=exhibits,
        releases=releases,
        news=[news_of(news) for news in row.news.all()],
        people=names.people,
        organisations=names.organisations,
    )


def partial_programme_of(row):
    """Its activities as they are in the row, and of all else only what is public."""
    names = Names(row.starts_on)
    activities = [activity_of(activity, names) for activity in row.activities.all()]
    version = row.published_version
    public = programme.decode(version.document) if version else programme.Programme(conference=outline_of(row))
    told = [row.organisation for row in (*public.conference.hosts, *public.exhibits, *public.releases)]
    organisations = {name.slug: public.organisations[name.slug] for name in told if name}
    return replace(
        public,
        venues=venues_of(row),
        activities=activities,
        people=names.people,
        organisations=organisations | names.organisations,
    )


def with_programme(activities):
    """Conferences with all that `draft` reads, so that it never asks for one thing more."""
    people = ["person", "organisation__region"]
    offices = Prefetch("person__offices", Office.objects.select_related("organisation__region"))
    appearances = Appearance.objects.select_related(*people).prefetch_related(offices)
    items = AgendaItem.objects.prefetch_related(Prefetch("appearances", appearances))
    return Conference.objects.prefetch_related(
        "hosts__organisation__region",
        "key_figures",
        Prefetch(
            "activities",
            activities.select_related("room__venue").prefetch_related(
                "hosts__organisation__region", Prefetch("appearances", appearances), Prefetch("agenda_items", items)
            ),
        ),
        "exhibits__organisation__region",
        "releases__organisation__region",
        "news",
    ).fetch_mode(models.FETCH_RAISE)


def office_held(person, organisation, day):
    """The office in which a person appears on a day: at the organisation named, else the first one held then."""
    held = [
        office
        for office in person.offices.all()
        if (office.valid_from is None or office.valid_from <= day)
        and (office.valid_to is None or office.valid_to >= day)
    ]
    if organisation:
        held = [office for office in held if office.organisation_id == organisation.pk]
    return held[0] if held else None


class Names:
    """People and organisations met on the way: named where they stand, and listed once."""

    def __init__(self, day):
        self.day = day
        self.people = {}
        self.organisations = {}

    def organisation(self, row):
        if row is None:
            return None
        if row.slug not in self.organisations:
            self.organisations[row.slug] = programme.Organisation(
                slug=row.slug,
                name=text_of(row, "name"),
                kind=row.kind,
                region=text_of(row.region, "name") if row.region else {},
                website=row.website,
                about=text_of(row, "about"),
                logo=picture_of(row.logo),
            )
        return programme.Name(slug=row.slug, name=text_of(row, "name"))

    def appearance(self, row):
        if row.person is None:
            return programme.Appearance(role=row.role, organisation=self.organisation(row.organisation))
        person, office = row.person, office_held(row.person, row.organisation, self.day)
        title = text_of(office, "title") if office else {}
        organisation = self.organisation(office.organisation if office else row.organisation)
        if person.slug not in self.people:
            self.people[person.slug] = programme.Person(
                slug=person.slug,
                name=text_of(person, "name"),
                title=title,
                organisation=organisation,
                about=text_of(person, "about"),
                portrait=picture_of(person.portrait),
            )
        name = programme.Name(slug=person.slug, name=text_of(person, "name"))
        return programme.Appearance(role=row.role, person=name, title=title, organisation=organisation)

    def appearances(self, rows):
        return [self.appearance(row) for row in rows.all()]

    def hosts(self, rows):
        return [programme.Host(role=row.role, organisation=self.organisation(row.organisation)) for row in rows.all()]


def conference_of(row, names):
    return programme.Conference(
        slug=row.slug,
        name=text_of(row, "name"),
        theme=text_of(row, "theme"),
        city=text_of(row, "city"),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        summary=text_of(row, "summary"),
        notice=text_of(row, "notice"),
        hosts=names.hosts(row.hosts),
    )


def outline_of(row):
    """What whoever works in a conference knows of it: what it is called, where and when it is."""
    return programme.Conference(
        slug=row.slug,
        name=text_of(row, "name"),
        theme={},
        city=text_of(row, "city"),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def venues_of(row):
    """The venues of the halls in use."""
    venues = {a.room.venue_id: a.room.venue for a in row.activities.all() if a.room}
    return [
        programme.Venue(
            id=venue.pk,
            name=text_of(venue, "name"),
            address=text_of(venue, "address"),
            directions=text_of(venue, "directions"),
        )
        for _, venue in sorted(venues.items())
    ]


def key_figure_of(row):
    return programme.KeyFigure(
        id=row.pk,
        label=text_of(row, "label"),
        value=f"{row.value.normalize():f}",
        qualifier=text_of(row, "qualifier"),
        unit=text_of(row, "unit"),
        as_of=row.as_of,
        source=text_of(row, "source"),
    )


def activity_of(row, names):
    return programme.Activity(
        id=row.pk,
        guid=str(row.guid),
        slug=row.slug,
        kind=row.kind,
        title=text_of(row, "title"),
        summary=text_of(row, "summary"),
        room=room_of(row.room) if row.room else None,
        starts_at=timezone.localtime(row.starts_at),
        ends_at=timezone.localtime(row.ends_at),
        is_cancelled=row.is_cancelled,
        hosts=names.hosts(row.hosts),
        appearances=names.appearances(row.appearances),
        items=[agenda_item_of(item, names) for item in row.agenda_items.all()],
    )


def room_of(row):
    return programme.Room(
        id=row.pk,
        guid=str(row.guid),
        name=text_of(row, "name"),
        floor=text_of(row, "floor"),
        capacity=row.capacity,
        venue=text_of(row.venue, "name"),
        order=row.order,
    )


def agenda_item_of(row, names):
    return programme.AgendaItem(
        id=row.pk,
        guid=str(row.guid),
        kind=row.kind,
        title=text_of(row, "title"),
        abstract=text_of(row, "abstract"),
        starts_at=timezone.localtime(row.starts_at),
        ends_at=timezone.localtime(row.ends_at),
        appearances=names.appearances(row.appearances),
    )


def exhibit_of(row, names):
    return programme.Exhibit(
        guid=str(row.guid),
        title=text_of(row, "title"),
        organisation=names.organisation(row.organisation),
        booth=row.booth,
        summary=text_of(row, "summary"),
        image=picture_of(row.image),
    )


def release_of(row, names):
    return programme.Release(
        guid=str(row.guid),
        title=text_of(row, "title"),
        organisation=names.organisation(row.organisation),
        summary=text_of(row, "summary"),
        released_on=row.released_on,
        link=row.link,
        agenda_item=row.agenda_item_id,
    )


def news_of(row):
    return programme.News(
        guid=str(row.guid),
        slug=row.slug,
        title=text_of(row, "title"),
        body=text_of(row, "body"),
        dated_on=row.dated_on,
        source=row.source,
        image=picture_of(row.image),
    )


def picture_of(picture):
    """The addresses of a stored picture, or None where there is none. Opens no file."""
    if not picture:
        return None
    width, height = measure(picture.name)
    small_url = picture.storage.url(small_name(picture.name))
    return programme.Picture(url=picture.url, small_url=small_url, width=width, height=height)

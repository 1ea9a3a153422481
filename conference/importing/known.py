"""What a file names and the directory may know already: halls, people, organisations.

What is known is left as it is, because other conferences show it too; what is not is planned to be added.
"""

from collections import Counter, defaultdict

from django.db.models import Q
from django.utils.text import slugify

from conference.exchange import values
from conference.exchange.events import clean, in_one_line, person_guid
from conference.models import Room, Venue
from directory.bilingual import LANGUAGES, column, text_of
from directory.models import Office, Organisation, OrganisationKind, Person, Region

MOST_OF_SLUG = 60


class Known:
    """Finds the rows that a `Schedule` names, or makes them, unsaved: `added` holds those in order of saving."""

    def __init__(self, conference, schedule):
        self.conference, self.schedule = conference, schedule
        self.added = []
        self.people, self.organisations, self.halls, self.venues, self.offices = {}, {}, {}, {}, set()
        self.all_people = Names(Person, guid=lambda row: person_guid(row.slug))
        self.all_organisations = Names(Organisation)
        self.all_venues = Names(Venue)
        self.all_halls = Names(Room, guid=lambda row: str(row.guid))
        self.namesakes = Counter(name for person in schedule.people.values() for name in set(person.name.values()))
        self.first_offices = {}
        for person, organisation in Office.objects.held_on(conference.starts_on).values_list("person", "organisation"):
            self.first_offices.setdefault(person, organisation)
        used = Venue.objects.filter(rooms__activities__conference=conference).distinct()[:2]
        self.usual_venue = used[0] if len(used) == 1 else None

    def add(self, row, place):
        self.added.append((row, place))
        return row

    def person(self, name, place):
        """The person of a `Name`: by address, by guid, or by name where only one bears it."""
        if name.slug not in self.people:
            slug = self.slug_of(name)
            found = (
                self.all_people.agreeing(name.slug, name.name)
                or self.all_people.by_guid.get(name.slug)
                or self.all_people.agreeing(slug, name.name)
                or self.all_people.only(name.name)
            )
            self.people[name.slug] = found or self.new_person(name, slug, place)
        return self.people[name.slug]

    def slug_of(self, name):
        """The address for somebody new: that of the file or, where it gives a guid, one made from the name."""
        if values.guid(name.slug) is None:
            return name.slug if name.slug not in self.all_people.by_slug else f"{name.slug[:MOST_OF_SLUG]}-2"
        base = slugify(next(iter(name.name.values()), ""))[:MOST_OF_SLUG] or "person"
        is_alone = max(self.namesakes[word] for word in name.name.values()) < 2 and base != "person"
        if is_alone and not self.all_people.named(name.name) and base not in self.all_people.by_slug:
            return base
        return f"{base}-{name.slug[:8]}"

    def new_person(self, name, slug, place):
        described = self.schedule.people.get(name.slug)
        row = Person(slug=slug, **texts(name=name.name, about=described.about if described else {}))
        return self.add(row, place)

    def organisation(self, name, place):
        if name is None:
            return None
        if name.slug not in self.organisations:
            found = self.all_organisations.agreeing(name.slug, name.name) or self.all_organisations.only(name.name)
            self.organisations[name.slug] = found or self.new_organisation(name, place)
        return self.organisations[name.slug]

    def new_organisation(self, name, place):
        described = self.schedule.organisations.get(name.slug)
        taken = name.slug in self.all_organisations.by_slug
        row = Organisation(
            slug=f"{name.slug[:MOST_OF_SLUG]}-2" if taken else name.slug,
            kind=described.kind if described else OrganisationKind.ENTERPRISE,
            website=described.website if described else "",
            region=region(described.region) if described else None,
            **texts(name=name.name, about=described.about if described else {}),
        )
        return self.add(row, place)

    def office(self, person, organisation, title, place):
        """Plans the office in which somebody appears, unless one is held there on the first day of the conference."""
        key = (person.slug, organisation.slug)
        if not title or key in self.offices:
            return
        self.offices.add(key)
        period, day = {}, self.conference.starts_on
        if person.pk and organisation.pk:
            held = Office.objects.filter(person=person, organisation=organisation)
            if held.held_on(day).exists():
                return
            period = {"valid_from": day, "valid_to": self.conference.ends_on} if held.exists() else {}
        self.add(Office(person=person, organisation=organisation, **period, **texts(title=title)), place)

    def is_understood(self, person, organisation):
        """Whether an appearance that names no organisation is shown with this one, because of the office held."""
        return bool(person.pk) and organisation is not None and self.first_offices.get(person.pk) == organisation.pk

    def hall(self, room, place):
        """The hall of a `programme.Room`: by guid, then by name; among several of a name, that of the venue named."""
        if room is None:
            return None
        if room.guid not in self.halls:
            found = self.all_halls.by_guid.get(room.guid)
            if found is None:
                venue = self.all_venues.only(room.venue) if room.venue else self.usual_venue
                bearing = self.all_halls.named(room.name)
                at_venue = [hall for hall in bearing if venue and hall.venue_id == venue.pk]
                found = next(iter(at_venue or (bearing if len(bearing) == 1 else [])), None)
            self.halls[room.guid] = found or self.new_hall(room, place)
        return self.halls[room.guid]

    def new_hall(self, room, place):
        venue = self.venue(room.venue, place)
        told = texts(name=room.name, floor=room.floor)
        return self.add(Room(venue=venue, guid=room.guid, capacity=room.capacity, order=room.order, **told), place)

    def venue(self, name, place):
        """The venue of a new hall; where the file names none, the one that the conference uses, or a new one."""
        if not name and self.usual_venue:
            return self.usual_venue
        name = name or {"en": clean(self.schedule.title)[:200] or str(self.conference)}
        key = tuple(sorted(name.items()))
        if key not in self.venues:
            described = next((venue for venue in self.schedule.venues if venue.name == name), None)
            more = {"address": described.address, "directions": described.directions} if described else {}
            found = self.all_venues.only(name)
            self.venues[key] = found or self.add(Venue(**texts(name=name, **more)), place)
        return self.venues[key]


class Names:
    """All rows of a model that are called by a name in two languages, loaded once."""

    def __init__(self, model, guid=None):
        self.by_name, self.by_slug, self.by_guid = defaultdict(dict), {}, {}
        for row in model.objects.all():
            for name in text_of(row, "name").values():
                self.by_name[in_one_line(name)][row.pk] = row
            self.by_slug[getattr(row, "slug", row.pk)] = row
            if guid:
                self.by_guid[guid(row)] = row

    def named(self, text):
        """The rows that bear one of the names."""
        return list(
            {pk: row for name in text.values() for pk, row in self.by_name.get(in_one_line(name), {}).items()}.values()
        )

    def only(self, text):
        found = self.named(text)
        return found[0] if len(found) == 1 else None

    def agreeing(self, slug, text):
        """The row at an address, if it bears one of the names too."""
        row = self.by_slug.get(slug)
        return row if row in self.named(text) else None


def texts(**fields):
    """The columns of bilingual fields, clean."""
    return {
        column(name, language): clean(text[language])
        for name, text in fields.items()
        for language in LANGUAGES
        if text.get(language)
    }


def region(name):
    return Region.objects.filter(Q(name_en__in=name.values()) | Q(name_zh_hans__in=name.values())).first()

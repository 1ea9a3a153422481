"""What a page says to machines: schema.org as JSON-LD, in a data block that a strict policy does not stop."""

import json

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from directory.templatetags.bilingual import bcp47, words

register = template.Library()

ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def block(**data):
    """A `<script>` with linked data; what is empty is left out."""
    told = {"@context": "https://schema.org"} | {name: value for name, value in data.items() if value}
    text = json.dumps(told, ensure_ascii=False, default=str).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)


def absolute(path):
    """The whole address of a path of this site."""
    return path if "://" in path else settings.SITE_URL + path


def typed(kind, **data):
    return {"@type": kind} | {name: value for name, value in data.items() if value}


def address(name, shown, *args):
    return settings.SITE_URL + reverse(f"conference:{name}", args=[shown.address, *args])


def organisation(shown, named):
    url = address("organisation_detail", shown, named.slug)
    return typed("Organization", name=words(named.name), url=url)


def venue_of(programme, room=None):
    """The venue of a hall, which names it; without a hall, the only one that there is."""
    if room:
        return next((venue for venue in programme.venues if venue.name.items() & room.venue.items()), None)
    return programme.venues[0] if len(programme.venues) == 1 else None


def place(shown, room=None):
    conference = shown.programme.conference
    venue = venue_of(shown.programme, room)
    name = words(room.venue if room else venue.name) if room or venue else words(conference.city)
    where = words(venue.address) if venue else ""
    return typed("Place", name=name, address=where or words(conference.city))


def activity_event(shown, activity):
    """An activity as an event, without what stands below it."""
    return typed(
        "Event",
        name=words(activity.title),
        url=address("activity_detail", shown, activity.slug),
        startDate=activity.starts_at.isoformat(),
        endDate=activity.ends_at.isoformat(),
        eventStatus=f"https://schema.org/{'EventCancelled' if activity.is_cancelled else 'EventScheduled'}",
        location=place(shown, activity.room),
    )


@register.simple_tag
def conference_data(shown):
    conference = shown.programme.conference
    return block(
        **{"@type": "Event"},
        name=words(conference.name),
        description=words(conference.theme),
        url=address("conference_detail", shown),
        inLanguage=bcp47(get_language()),
        startDate=conference.starts_on,
        endDate=conference.ends_on,
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
        location=place(shown),
        organizer=[organisation(shown, host.organisation) for host in conference.hosts],
        subEvent=[activity_event(shown, activity) for activity in shown.programme.activities],
    )


@register.simple_tag
def activity_data(shown, activity):
    conference = shown.programme.conference
    people = {
        appearance.person.slug: appearance.person
        for line in (activity, *activity.items)
        for appearance in line.appearances
        if appearance.person
    }
    return block(
        **activity_event(shown, activity),
        description=words(activity.summary),
        inLanguage=bcp47(get_language()),
        organizer=[organisation(shown, host.organisation) for host in activity.hosts],
        performer=[
            typed("Person", name=words(person.name), url=address("person_detail", shown, slug))
            for slug, person in people.items()
        ],
        superEvent=typed(
            "Event",
            name=words(conference.name),
            url=address("conference_detail", shown),
            startDate=conference.starts_on,
            location=place(shown),
        ),
    )


@register.simple_tag
def person_data(shown, person):
    return block(
        **{"@type": "Person"},
        name=words(person.name),
        jobTitle=words(person.title),
        description=words(person.about),
        url=address("person_detail", shown, person.slug),
        image=picture(person.portrait),
        worksFor=organisation(shown, person.organisation) if person.organisation else None,
    )


@register.simple_tag
def organisation_data(shown, told):
    return block(
        **organisation(shown, told),
        description=words(told.about),
        sameAs=told.website,
        logo=picture(told.logo),
    )


@register.simple_tag
def news_data(shown, news):
    return block(
        **{"@type": "NewsArticle"},
        headline=words(news.title),
        datePublished=news.dated_on,
        inLanguage=bcp47(get_language()),
        url=address("news_detail", shown, news.slug),
        image=picture(news.image),
        isBasedOn=news.source,
    )


def picture(found):
    return absolute(found.url) if found else None

"""Writes `schedule.xml`, the format of pentabarf, frab and pretalx."""

from lxml import etree

from conference.exchange import events, structure
from conference.exchange.events import CANCELLED, CODES, room_name, words_of


def write(programme, *, language, site):
    """The programme as `schedule.xml`, in a language (the other one where something exists only there).

    `site` is the `Site` that the file comes from. Valid against the XSD of the format whatever the texts hold.
    """
    root = etree.Element("schedule")
    root.append(etree.ProcessingInstruction(structure.NAME, structure.as_xml(programme, language)))
    etree.SubElement(root, "generator", name="Bloom")
    add(root, "url", site.url("conference:schedule_xml"))
    add(root, "version", site.version)
    root.append(conference_element(programme, language, site))
    for number, (date, rooms) in enumerate(events.days_of(programme), start=1):
        starts, ends = events.day_bounds(date, site.zone)
        day = etree.SubElement(root, "day", index=str(number), date=date.isoformat(), start=starts, end=ends)
        for room, found in rooms:
            guid = room.guid if room else events.NO_HALL_GUID
            element = etree.SubElement(day, "room", name=room_name(room, language), guid=guid)
            element.extend(event_element(event, language, site) for event in found)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def add(parent, name, words, **attributes):
    element = etree.SubElement(parent, name, **attributes)
    element.text = words


def conference_element(programme, language, site):
    element, conference = etree.Element("conference"), programme.conference
    add(element, "acronym", events.acronym(conference.slug))
    add(element, "title", words_of(conference.name, language)[0])
    add(element, "start", conference.starts_on.isoformat())
    add(element, "end", conference.ends_on.isoformat())
    add(element, "days", str(len(events.days_of(programme))))
    add(element, "timeslot_duration", "00:05")
    add(element, "base_url", site.url("conference:conference_detail"))
    add(element, "url", site.url("conference:conference_detail"))
    add(element, "time_zone_name", str(site.zone))
    for activity in programme.activities:
        name = words_of(activity.title, language)[0]
        etree.SubElement(element, "track", name=name, slug=events.safe_slug(activity.slug))
    return element


def event_element(event, language, site):
    element = etree.Element("event", id=str(event.number), guid=event.guid)
    title, spoken_in = words_of(event.title, language)
    add(element, "date", event.starts_at.isoformat())
    add(element, "start", f"{event.starts_at:%H:%M}")
    add(element, "duration", duration(event))
    add(element, "room", room_name(event.room, language))
    add(element, "slug", site.event_slug(event))
    add(element, "url", site.line_url(event.activity, event))
    add(element, "title", CANCELLED[language] + title if event.is_cancelled else title)
    add(element, "subtitle", "")
    add(element, "track", words_of(event.activity.title, language)[0])
    add(element, "type", event.kind)
    add(element, "language", CODES[spoken_in])
    add(element, "abstract", words_of(event.abstract, language)[0])
    add(element, "description", "")
    people = etree.SubElement(element, "persons")
    for person in (appearance.person for appearance in events.people_in(event)):
        number, guid = str(events.person_number(person.slug)), events.person_guid(person.slug)
        add(people, "person", words_of(person.name, language)[0], id=number, guid=guid)
    etree.SubElement(element, "links")
    etree.SubElement(element, "attachments")
    return element


def duration(event):
    """Hours and minutes, from a day on with the days before them: 02:30, 1:12:00."""
    hours, minutes = divmod(events.minutes_of(event), 60)
    days, hours = divmod(hours, 24)
    return f"{days}:{hours:02}:{minutes:02}" if days else f"{hours:02}:{minutes:02}"

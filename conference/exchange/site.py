"""Where an exported file comes from: its addresses, its version and its time zone."""

from collections.abc import Callable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from conference.exchange.events import acronym, safe_slug


class Site(NamedTuple):
    """`url(name, **arguments)` gives the absolute address of a page of the conference."""

    url: Callable[..., str]
    slug: str
    version: str
    zone: ZoneInfo

    def line_url(self, activity, line):
        """The page of an activity; of an agenda item, its place there."""
        page = self.url("conference:activity_detail", slug=activity.slug)
        return page if line.key == activity.key else f"{page}#{line.key}"

    def event_slug(self, event):
        """An address that is unique in the file, of the shape that the XSD asks for: 2023-main-forum-i12."""
        return f"{acronym(self.slug)}-{safe_slug(event.activity.slug)}-{event.key}"

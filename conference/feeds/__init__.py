"""The programme for other programs: schedules, calendars, and what changed. Each is a published page like any other."""

from conference.feeds.calendars import activity_calendar, calendar, day_calendar, personal_calendar
from conference.feeds.changes import changes_feed
from conference.feeds.schedules import schedule_json, schedule_v2_json, schedule_xml

__all__ = [
    "activity_calendar",
    "calendar",
    "changes_feed",
    "day_calendar",
    "personal_calendar",
    "schedule_json",
    "schedule_v2_json",
    "schedule_xml",
]

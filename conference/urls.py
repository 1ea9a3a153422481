from django.urls import path

from conference import feeds, views

app_name = "conference"
urlpatterns = [
    path("<address:address>/", views.conference_detail, name="conference_detail"),
    path("<address:address>/agenda/", views.agenda, name="agenda"),
    # Feeds
    path("<address:address>/schedule.xml", feeds.schedule_xml, name="schedule_xml"),
    path("<address:address>/schedule.json", feeds.schedule_json, name="schedule_json"),
    path("<address:address>/schedule.v2.json", feeds.schedule_v2_json, name="schedule_v2_json"),
    path("<address:address>/calendar.ics", feeds.calendar, name="calendar"),
    path("<address:address>/days/<slug:day>.ics", feeds.day_calendar, name="day_calendar"),
    path("<address:address>/activities/<slug:slug>.ics", feeds.activity_calendar, name="activity_calendar"),
    path("<address:address>/my-agenda.ics", feeds.personal_calendar, name="personal_calendar"),
    path("<address:address>/changes.atom", feeds.changes_feed, name="changes_feed"),
]

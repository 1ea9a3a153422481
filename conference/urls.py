from django.urls import path

from conference import feeds, views

app_name = "conference"
urlpatterns = [
    path("<address:address>/", views.conference_detail, name="conference_detail"),
    path("<address:address>/agenda/", views.agenda, name="agenda"),
    path("<address:address>/my-agenda/", views.my_agenda, name="my_agenda"),
    path("<address:address>/activities/<slug:slug>/", views.activity_detail, name="activity_detail"),
    path("<address:address>/people/", views.person_list, name="person_list"),
    path("<address:address>/people/<slug:slug>/", views.person_detail, name="person_detail"),
    path("<address:address>/organisations/", views.organisation_list, name="organisation_list"),
    path("<address:address>/organisations/<slug:slug>/", views.organisation_detail, name="organisation_detail"),
    path("<address:address>/exhibition/", views.exhibition, name="exhibition"),
    path("<address:address>/news/", views.news_list, name="news_list"),
    path("<address:address>/news/<slug:slug>/", views.news_detail, name="news_detail"),
    path("<address:address>/releases/", views.release_list, name="release_list"),
    path("<address:address>/changes/", views.change_list, name="change_list"),
    path("<address:address>/offline/", views.offline, name="offline"),
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

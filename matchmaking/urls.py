"""The addresses of those who take part in the matchmaking, below a language."""

from django.urls import path, register_converter

from matchmaking.views import (
    SideConverter,
    check_in,
    desk,
    interests,
    meetings,
    partners,
    profiles,
    registering,
    representatives,
    roadshows,
    schedules,
    screens,
    votes,
)

app_name = "matchmaking"
register_converter(SideConverter, "side")
PARTY = "<side:side>/<int:pk>"
REPRESENTATIVE = f"{PARTY}/representatives/<int:representative>"
ROADSHOW = "roadshows/<int:pk>"
urlpatterns = [
    path("", desk.day_list, name="day_list"),
    path("<int:day>/register/<side:side>/", registering.party_register, name="party_register"),
    path(f"{PARTY}/", desk.party_detail, name="party_detail"),
    path(f"{PARTY}/withdraw/", desk.party_withdraw, name="party_withdraw"),
    path(f"{PARTY}/partners/", partners.partner_list, name="partner_list"),
    path(f"{PARTY}/partners/<int:other>/", partners.partner_detail, name="partner_detail"),
    path(f"{PARTY}/partners/<int:other>/interest/", interests.interest, name="interest"),
    path(f"{PARTY}/partners/<int:other>/deck/", partners.partner_deck, name="partner_deck"),
    path(f"{PARTY}/interests/", interests.interest_list, name="interest_list"),
    path(f"{PARTY}/profile/", profiles.party_profile, name="party_profile"),
    path(f"{PARTY}/deck/", profiles.party_deck, name="party_deck"),
    path(f"{PARTY}/availability/", representatives.party_availability, name="party_availability"),
    path(f"{PARTY}/representatives/", representatives.representative_list, name="representative_list"),
    path(f"{REPRESENTATIVE}/", representatives.representative_detail, name="representative_detail"),
    path(f"{REPRESENTATIVE}/invite/", representatives.representative_invite, name="representative_invite"),
    path(f"{REPRESENTATIVE}/remove/", representatives.representative_remove, name="representative_remove"),
    path(f"{REPRESENTATIVE}/consents/", representatives.consent_change, name="consent_change"),
    path(f"{PARTY}/schedule/", schedules.schedule, name="schedule"),
    path(f"{PARTY}/schedule.ics", schedules.schedule_file, name="schedule_file"),
    path(f"{PARTY}/schedule/renew/", schedules.calendar_renew, name="calendar_renew"),
    path("calendar/<str:token>.ics", schedules.schedule_calendar, name="schedule_calendar"),
    path("check-in/<str:token>/", check_in.check_in, name="check_in"),
    path("<int:day>/screen/", screens.day_screen, name="day_screen"),
    path(f"{PARTY}/meetings/", meetings.meeting_list, name="meeting_list"),
    path(f"{PARTY}/meetings/<int:meeting>/", meetings.meeting_detail, name="meeting_detail"),
    path(f"{PARTY}/meetings/<int:meeting>/contact.vcf", meetings.meeting_contact, name="meeting_contact"),
    path(f"{PARTY}/roadshows/", votes.roadshow_list, name="roadshow_list"),
    path(f"{PARTY}/roadshows/<int:roadshow>/votes/", votes.roadshow_vote, name="roadshow_vote"),
    path(f"{ROADSHOW}/", roadshows.roadshow_detail, name="roadshow_detail"),
    path(f"{ROADSHOW}/list.txt", roadshows.roadshow_entries, name="roadshow_entries"),
    path(f"{ROADSHOW}/timer/", roadshows.roadshow_timer, name="roadshow_timer"),
    path(f"{ROADSHOW}/now.json", roadshows.roadshow_now, name="roadshow_now"),
]

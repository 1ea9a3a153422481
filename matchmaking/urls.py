"""The addresses of those who take part in the matchmaking, below a language."""

from django.urls import path, register_converter

from matchmaking.views import SideConverter, afterwards, roadshows, votes

app_name = "matchmaking"
register_converter(SideConverter, "side")
PARTY = "<side:side>/<int:pk>"
ROADSHOW = "roadshows/<int:pk>"
urlpatterns = [
    path(f"{PARTY}/meetings/", afterwards.meeting_list, name="meeting_list"),
    path(f"{PARTY}/meetings/<int:meeting>/", afterwards.meeting_detail, name="meeting_detail"),
    path(f"{PARTY}/meetings/<int:meeting>/contact.vcf", afterwards.meeting_contact, name="meeting_contact"),
    path(f"{PARTY}/roadshows/", votes.roadshow_list, name="roadshow_list"),
    path(f"{PARTY}/roadshows/<int:roadshow>/votes/", votes.roadshow_vote, name="roadshow_vote"),
    path(f"{ROADSHOW}/", roadshows.roadshow_detail, name="roadshow_detail"),
    path(f"{ROADSHOW}/list.txt", roadshows.roadshow_entries, name="roadshow_entries"),
    path(f"{ROADSHOW}/timer/", roadshows.roadshow_timer, name="roadshow_timer"),
    path(f"{ROADSHOW}/now.json", roadshows.roadshow_now, name="roadshow_now"),
]

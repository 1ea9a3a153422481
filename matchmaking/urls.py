"""The addresses of those who take part in the matchmaking, below a language."""

from django.urls import path, register_converter

from matchmaking.views import SideConverter, arrivals, screens

app_name = "matchmaking"
register_converter(SideConverter, "side")
urlpatterns = [
    path("check-in/<str:token>/", arrivals.check_in, name="check_in"),
    path("<int:day>/screen/", screens.day_screen, name="day_screen"),
]

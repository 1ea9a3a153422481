"""The addresses of those who take part in the matchmaking, below a language."""

from django.urls import register_converter

from matchmaking.views import SideConverter

app_name = "matchmaking"
register_converter(SideConverter, "side")
urlpatterns = []

"""The addresses of those who take part in the matchmaking, below a language."""

from django.urls import path, register_converter

from matchmaking.views import SideConverter, interests, partners

app_name = "matchmaking"
register_converter(SideConverter, "side")
PARTY = "<side:side>/<int:pk>"
urlpatterns = [
    path(f"{PARTY}/partners/", partners.partner_list, name="partner_list"),
    path(f"{PARTY}/partners/<int:other>/", partners.partner_detail, name="partner_detail"),
    path(f"{PARTY}/partners/<int:other>/interest/", interests.interest, name="interest"),
    path(f"{PARTY}/partners/<int:other>/deck/", partners.partner_deck, name="partner_deck"),
    path(f"{PARTY}/interests/", interests.interest_list, name="interest_list"),
]

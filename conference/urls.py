from django.urls import path, register_converter

from conference import views
from conference.pages import AddressConverter

register_converter(AddressConverter, "address")

app_name = "conference"
urlpatterns = [
    path("<address:address>/", views.conference_detail, name="conference_detail"),
    path("<address:address>/agenda/", views.agenda, name="agenda"),
]

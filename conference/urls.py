from django.urls import path

from conference import views

app_name = "conference"
urlpatterns = [
    path("<address:address>/", views.conference_detail, name="conference_detail"),
    path("<address:address>/agenda/", views.agenda, name="agenda"),
]

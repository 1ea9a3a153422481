from django.urls import path

from website import views

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("<address:address>/search/", views.search, name="search"),
]

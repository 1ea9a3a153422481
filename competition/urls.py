"""The public addresses of the competition, below a language."""

from django.urls import path

from competition.views import certificates

app_name = "competition"
urlpatterns = [
    # Sessions and winners
    # Explorer
    # Figures
    # Cards
    # Feeds
    # Certificates
    path("certificates/", certificates.certificate_search, name="certificate_search"),
    path("certificates/key.json", certificates.certificate_key, name="certificate_key"),
    path("certificates/<str:number>.pdf", certificates.certificate_file, name="certificate_file"),
    path("certificates/<str:number>/", certificates.certificate_detail, name="certificate_detail"),
]

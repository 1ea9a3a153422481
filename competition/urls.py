"""The public addresses of the competition, below a language."""

app_name = "competition"
urlpatterns = [
    # Sessions and winners
    # Explorer
    # Figures
    # Cards
    # Feeds
    # Certificates
]

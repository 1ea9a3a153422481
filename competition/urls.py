"""The public addresses of the competition, below a language."""

from django.urls import path

from competition.views import cards, figures

app_name = "competition"
urlpatterns = [
    # Sessions and winners
    # Explorer
    # Figures
    path("awards/<slug:slug>/figures/", figures.figures, name="figures"),
    path("awards/<slug:slug>/figures/<slug:chart>.csv", figures.figures_csv, name="figures_csv"),
    # Cards
    path("awards/<slug:slug>/<int:number>/entries/<slug:entry>/card.png", cards.entry_card, name="entry_card"),
    # Feeds
    # Certificates
]

"""The public addresses of the competition, below a language."""

from django.urls import path

from competition import feeds
from competition.views import cards, certificates, entries, explorer, figures, organisations, winners

app_name = "competition"
urlpatterns = [
    # Sessions and winners
    path("awards/", winners.competition_list, name="competition_list"),
    path("awards/<slug:slug>/", winners.competition_detail, name="competition_detail"),
    path("awards/<slug:slug>/<int:number>/", winners.edition_detail, name="edition_detail"),
    path("awards/<slug:slug>/<int:number>/winners/", winners.winner_list, name="winner_list"),
    path("awards/<slug:slug>/<int:number>/entries/<slug:entry>/", entries.entry_detail, name="entry_detail"),
    path("awards/<slug:slug>/<int:number>/entries/<slug:entry>/files/<int:pk>/", entries.entry_file, name="entry_file"),
    path("awards/<slug:slug>/organisations/<slug:organisation>/", organisations.entrant_detail, name="entrant_detail"),
    # Explorer
    path("awards/<slug:slug>/entries/", explorer.entry_list, name="entry_list"),
    # Figures
    path("awards/<slug:slug>/figures/", figures.figures, name="figures"),
    path("awards/<slug:slug>/figures/<slug:chart>.csv", figures.figures_csv, name="figures_csv"),
    # Cards
    path("awards/<slug:slug>/<int:number>/entries/<slug:entry>/card.png", cards.entry_card, name="entry_card"),
    # Feeds
    path("awards/<slug:slug>/winners.atom", feeds.winners_atom, name="winners_atom"),
    path("awards/<slug:slug>/winners.json", feeds.winners_json, name="winners_json"),
    path("awards/<slug:slug>/winners.csv", feeds.winners_csv, name="winners_csv"),
    path("awards/<slug:slug>/<int:number>/winners.atom", feeds.winners_atom, name="winners_atom"),
    path("awards/<slug:slug>/<int:number>/winners.json", feeds.winners_json, name="winners_json"),
    path("awards/<slug:slug>/<int:number>/winners.csv", feeds.winners_csv, name="winners_csv"),
    # Certificates
    path("certificates/", certificates.certificate_search, name="certificate_search"),
    path("certificates/key.json", certificates.certificate_key, name="certificate_key"),
    path("certificates/<str:number>.pdf", certificates.certificate_file, name="certificate_file"),
    path("certificates/<str:number>/", certificates.certificate_detail, name="certificate_detail"),
]

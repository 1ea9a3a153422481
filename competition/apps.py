from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from conference import additions


class CompetitionConfig(AppConfig):
    name = "competition"
    verbose_name = _("Competition")

    def ready(self):
        """What a conference shows of the competition (docs/decisions/015)."""
        pages = "competition.pages.additions"
        additions.add(additions.ACTIVITY, f"{pages}.awards_presented", "competition/_presented.html")
        additions.add(additions.EXHIBITION, f"{pages}.entries_exhibited", "competition/_exhibited.html")
        additions.add(additions.ORGANISATION, f"{pages}.awards_won", "competition/_won.html")

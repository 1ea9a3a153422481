from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from conference import additions

DAY = "matchmaking.MatchmakingDay"


class MatchmakingConfig(AppConfig):
    name = "matchmaking"
    verbose_name = _("Matchmaking")

    def ready(self):
        """A matchmaking meeting of the programme leads to where one takes part (docs/decisions/015)."""
        from competition import published  # noqa: PLC0415  (its models are known only now)

        additions.add(additions.ACTIVITY, "matchmaking.explaining.invitations.invited", "matchmaking/_invitation.html")
        if DAY not in published.ALSO_SHOWN:
            published.ALSO_SHOWN.append(DAY)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from conference import additions

DAY, ROADSHOW = SHOWN = ("matchmaking.MatchmakingDay", "matchmaking.Roadshow")
MOMENTS = [(DAY, at, "activity") for at in ("registration_closes_at", "plan_public_at", "activity__ends_at")]


class MatchmakingConfig(AppConfig):
    name = "matchmaking"
    verbose_name = _("Matchmaking")

    def ready(self):
        """A matchmaking meeting of the programme leads to where one takes part (docs/decisions/015)."""
        from competition import published  # noqa: PLC0415  (its models are known only now)

        additions.add(additions.ACTIVITY, "matchmaking.explaining.invitations.invited", "matchmaking/_invitation.html")
        published.ALSO_SHOWN.extend(label for label in SHOWN if label not in published.ALSO_SHOWN)
        published.ALSO_BY_THE_CLOCK.extend(one for one in MOMENTS if one not in published.ALSO_BY_THE_CLOCK)

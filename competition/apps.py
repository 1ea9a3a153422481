from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _

from competition.certificate import signing
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
        checks.register(certificate_keys)
        checks.register(production_has_a_key, deploy=True)


def certificate_keys(**_options):
    """What is set is a key: an error, because what is signed and checked depends on it."""
    named = (
        [("BLOOM_CERTIFICATE_KEY", signing.private_key, settings.CERTIFICATE_KEY)] if settings.CERTIFICATE_KEY else []
    )
    named += [("BLOOM_CERTIFICATE_OLD_KEYS", signing.public_key, key) for key in settings.CERTIFICATE_OLD_KEYS]
    for name, read, kept in named:
        try:
            read(kept)
        except ValueError as error:
            yield checks.Error(f"{name}: {error}", id="competition.E001")


def production_has_a_key(**_options):
    """Without a key, a site in production issues no certificates."""
    if settings.CERTIFICATE_KEY or settings.CERTIFICATE_KEY_FILE:
        return []
    hint = "manage.py make_certificate_key prints one."
    return [
        checks.Warning(
            "BLOOM_CERTIFICATE_KEY is not set: no certificate can be issued.", hint=hint, id="competition.W001"
        )
    ]

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = _("Website")


class CollectedFilesConfig(StaticFilesConfig):
    """What `collectstatic` leaves behind: two thirds of Bootstrap's package, which no page of ours asks for."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.map", "*.rtl.*", "*.esm.*"]

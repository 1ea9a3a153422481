from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")
    default = True


class BackOfficeConfig(admin_apps.AdminConfig):
    """Django's admin, with our site as the default one."""

    default = False
    default_site = "directory.admin_site.BloomSite"

    def ready(self):
        """What libraries add to the back office by themselves knows nothing of our rights, and is left out."""
        super().ready()
        from django.contrib.admin import site  # noqa: PLC0415  (once there are models)

        from directory.admin import BloomAdmin  # noqa: PLC0415

        for model, model_admin in list(site._registry.items()):
            if not isinstance(model_admin, BloomAdmin):
                site.unregister(model)

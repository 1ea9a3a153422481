"""The back office of the competition, by subject."""

from django.apps import apps
from django.contrib import admin
from django_ox import admin as task_admin  # registers its pages, which are taken out again below

from competition.admin.certificates import CertificateAdmin
from competition.admin.runs import RunAdmin

__all__ = ["CertificateAdmin", "RunAdmin"]

# The table of tasks has no rules, so that it asked the database for rights on every page; `Run` is what people look at.
for model in apps.get_app_config(task_admin.OxTask._meta.app_label).get_models():
    if admin.site.is_registered(model):
        admin.site.unregister(model)

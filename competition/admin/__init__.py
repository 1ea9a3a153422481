"""The back office of the competition, by subject."""

from django.apps import apps
from django.contrib import admin
from django_ox import admin as task_admin  # registers its pages, which are taken out again below

from competition.admin.awards import AwardAdmin, AwardPresentationAdmin
from competition.admin.certificates import CertificateAdmin
from competition.admin.contest import CompetitionAdmin, EditionAdmin, TechnologyAdmin, TrackAdmin
from competition.admin.entries import EntryAdmin
from competition.admin.prizes import AnnouncementAdmin, PrizeAdmin
from competition.admin.records import BulkChangeAdmin
from competition.admin.runs import RunAdmin

__all__ = [
    "AnnouncementAdmin",
    "AwardAdmin",
    "AwardPresentationAdmin",
    "BulkChangeAdmin",
    "CertificateAdmin",
    "CompetitionAdmin",
    "EditionAdmin",
    "EntryAdmin",
    "PrizeAdmin",
    "RunAdmin",
    "TechnologyAdmin",
    "TrackAdmin",
]

# The table of tasks has no rules, so that it asked the database for rights on every page; `Run` is what people look at.
for model in apps.get_app_config(task_admin.OxTask._meta.app_label).get_models():
    if admin.site.is_registered(model):
        admin.site.unregister(model)

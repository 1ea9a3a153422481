"""Where the conference takes place."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from directory.models import Bilingual, GatedQuerySet, is_said


class Venue(Bilingual):
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    address_en = models.CharField(_("address (English)"), max_length=300, blank=True)
    address_zh_hans = models.CharField(_("address (Chinese)"), max_length=300, blank=True)
    directions_en = models.TextField(_("how to get there (English)"), blank=True, max_length=2000)
    directions_zh_hans = models.TextField(_("how to get there (Chinese)"), blank=True, max_length=2000)

    objects = GatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name_en", "name_zh_hans"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="venue_has_name",
                violation_error_message=_("Give the venue a name in at least one language."),
                violation_error_code="venue_has_name",
            )
        ]


class Room(Bilingual):
    """A hall or meeting room. The grid of the agenda has one column a room, in this order."""

    venue = models.ForeignKey(Venue, models.CASCADE, verbose_name=_("venue"), related_name="rooms")
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=120, blank=True)
    floor_en = models.CharField(_("floor (English)"), max_length=60, blank=True)
    floor_zh_hans = models.CharField(_("floor (Chinese)"), max_length=60, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True, help_text=_("Seats."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = GatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        ordering = ["venue", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="room_has_name",
                violation_error_message=_("Give the hall a name in at least one language."),
                violation_error_code="room_has_name",
            )
        ]

"""The programme: activities in halls, their agenda items, and who appears in them."""

import uuid

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conference.models.conference import Conference, Host, ProgrammeQuerySet
from conference.models.places import Room
from directory.constraints import Covers, NoOverlap, Within
from directory.models import Bilingual, Organisation, Person, is_said


class ActivityKind(models.TextChoices):
    OPENING_CEREMONY = "opening_ceremony", _("Opening ceremony")
    MAIN_FORUM = "main_forum", _("Main forum")
    SUB_FORUM = "sub_forum", _("Sub-forum")
    MATCHMAKING_MEETING = "matchmaking_meeting", _("Investment and financing matchmaking")
    EXHIBITION = "exhibition", _("Exhibition")
    AWARD_CEREMONY = "award_ceremony", _("Award ceremony")
    OTHER = "other", _("Other")


class Timed:
    """A row that lasts from `starts_at` to `ends_at`."""

    @admin.display(description=_("when"), ordering="starts_at")
    def period(self):
        """Day and hours at the venue: 2023-10-20 09:00–10:30; both days where it takes longer."""
        starts_at, ends_at = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        same_day = starts_at.date() == ends_at.date()
        return f"{starts_at:%Y-%m-%d %H:%M}–{ends_at:{'%H:%M' if same_day else '%Y-%m-%d %H:%M'}}"


class ActivityQuerySet(ProgrammeQuerySet):
    granted = ("editors",)


class Activity(Timed, Bilingual):
    """A block of the programme, with a hall and hosts."""

    called_by = "title"

    conference = models.ForeignKey(Conference, models.CASCADE, verbose_name=_("conference"), related_name="activities")
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address on the site"), max_length=80)
    kind = models.CharField(_("kind"), max_length=24, choices=ActivityKind)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True, max_length=4000)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True, max_length=4000)
    room = models.ForeignKey(
        Room, models.PROTECT, verbose_name=_("hall"), null=True, blank=True, related_name="activities"
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("Stays in the programme, struck through, and frees its hall.")
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("editors"),
        blank=True,
        related_name="activities_granted",
        help_text=_("Sub-forum editors who may edit this activity."),
    )

    objects = ActivityQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[editors])

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts_at", "room__order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("title"),
                name="activity_has_title",
                violation_error_message=_("Give the activity a title in at least one language."),
                violation_error_code="activity_has_title",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_start",
                violation_error_message=_("The activity must end after it starts."),
                violation_error_code="activity_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["conference", "slug"],
                name="activity_slug_once",
                violation_error_message=_("Another activity of this conference has this address."),
                violation_error_code="activity_slug_once",
            ),
            NoOverlap(
                name="activity_room_is_free",
                same=["room"],
                starts="starts_at",
                ends="ends_at",
                unless="is_cancelled",
                violation_error_message=_("The hall is taken at that time by “%(other)s”."),
                violation_error_code="activity_room_is_free",
            ),
            Covers(
                name="activity_covers_its_items",
                children="agenda_items",
                table="conference_agendaitem",
                column="activity_id",
                starts="starts_at",
                ends="ends_at",
                violation_error_message=_("The agenda item “%(child)s” would lie outside the activity's time."),
                violation_error_code="activity_covers_its_items",
            ),
        ]

    def make_room(self, starts_at, ends_at):
        """Lets its agenda items move: the row gives up its hall, and covers its old time and the one it shall have.

        So no rule is broken on the way. Written past the history: the caller saves it as it shall be, in the same
        transaction.
        """
        Activity.objects.filter(pk=self.pk).update(
            room=None, starts_at=Least("starts_at", starts_at), ends_at=Greatest("ends_at", ends_at)
        )


class ActivityPartQuerySet(ProgrammeQuerySet):
    granted = ("activity__editors",)


class ActivityHost(Host):
    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name=_("activity"), related_name="hosts")

    objects = ActivityPartQuerySet.as_manager()

    class Meta(Host.Meta):
        verbose_name = _("host of the activity")
        verbose_name_plural = _("hosts of the activity")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "role"],
                name="activity_host_once",
                violation_error_message=_("This organisation already has this role in the activity."),
                violation_error_code="activity_host_once",
            )
        ]


class AgendaItemKind(models.TextChoices):
    SPEECH = "speech", _("Speech")
    PANEL = "panel", _("Panel")
    AWARD_PRESENTATION = "award_presentation", _("Award presentation")
    RELEASE_OF_RESULTS = "release_of_results", _("Release of results")
    SIGNING = "signing", _("Signing")
    SHOWCASE = "showcase", _("Showcase")
    BREAK = "break", _("Break")
    OTHER = "other", _("Other")


class AgendaItem(Timed, Bilingual):
    """One line of an activity."""

    called_by = "title"

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name=_("activity"), related_name="agenda_items")
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=24, choices=AgendaItemKind, default=AgendaItemKind.SPEECH)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=300, blank=True)
    abstract_en = models.TextField(_("abstract (English)"), blank=True, max_length=4000)
    abstract_zh_hans = models.TextField(_("abstract (Chinese)"), blank=True, max_length=4000)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))

    objects = ActivityPartQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["starts_at", "ends_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("title"),
                name="agenda_item_has_title",
                violation_error_message=_("Give the agenda item a title in at least one language."),
                violation_error_code="agenda_item_has_title",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="agenda_item_ends_after_start",
                violation_error_message=_("The agenda item must end after it starts."),
                violation_error_code="agenda_item_ends_after_start",
            ),
            Within(
                name="agenda_item_within_activity",
                parent="activity",
                starts="starts_at",
                ends="ends_at",
                violation_error_message=_("The agenda item lies outside the time of its activity, “%(parent)s”."),
                violation_error_code="agenda_item_within_activity",
            ),
        ]


class AppearanceRole(models.TextChoices):
    """What somebody does in an activity or agenda item."""

    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")
    PANELLIST = "panellist", _("Panellist")
    AWARD_PRESENTER = "award_presenter", _("Presenter of the award")
    GUEST = "guest", _("Guest")


class AppearanceQuerySet(ProgrammeQuerySet):
    granted = ("activity__editors", "agenda_item__activity__editors")


class Appearance(models.Model):
    """A person, or an organisation whose representative is not named, in an activity or agenda item."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, verbose_name=_("activity"), null=True, blank=True, related_name="appearances"
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.CASCADE, verbose_name=_("agenda item"), null=True, blank=True, related_name="appearances"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), null=True, blank=True, related_name="appearances"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="appearances",
        help_text=_("Of a person with several offices, the one acted for; alone, a representative of it."),
    )
    role = models.CharField(_("role"), max_length=20, choices=AppearanceRole, default=AppearanceRole.SPEAKER)
    order = models.PositiveSmallIntegerField(_("order of protocol"))

    objects = AppearanceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(activity=None, agenda_item__isnull=False) | Q(activity__isnull=False, agenda_item=None),
                name="appearance_in_activity_or_item",
                violation_error_message=_("An appearance belongs either to an activity or to an agenda item."),
                violation_error_code="appearance_in_activity_or_item",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="appearance_has_somebody",
                violation_error_message=_("Name a person, or the organisation that sends a representative."),
                violation_error_code="appearance_has_somebody",
            ),
            *(
                models.UniqueConstraint(
                    fields=[place, "order"],
                    name=f"appearance_order_once_in_{place}",
                    violation_error_message=_("Two people cannot have the same place in the order of protocol."),
                    violation_error_code=f"appearance_order_once_in_{place}",
                )
                for place in ("activity", "agenda_item")
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.person or self.organisation}"

"""Who and where: people, the organisations they act for, and the lists that both are sorted by."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from directory.bilingual import column, spoken, text_of
from directory.constraints import NoOverlap
from directory.pictures import PictureField


def is_said(name):
    """The condition that a bilingual field holds something in at least one language."""
    return ~(Q(**{column(name, "en"): ""}) & Q(**{column(name, "zh-hans"): ""}))


class Bilingual(models.Model):
    """A row that is called by one of its bilingual fields, `called_by`, in the reader's language."""

    called_by = "name"

    class Meta:
        abstract = True

    def __str__(self):
        return spoken(text_of(self, self.called_by), get_language() or "en")[0]


class Role(models.TextChoices):
    """What somebody is in the back office: the name of a group; the value is also what a rule asks for."""

    ORGANISER = "organiser", _("organiser")
    PROGRAMME_EDITOR = "programme editor", _("programme editor")
    COMPETITION_EDITOR = "competition editor", _("competition editor")
    SUB_FORUM_EDITOR = "sub-forum editor", _("sub-forum editor")
    READ_ONLY = "read-only", _("read-only")


class GatedQuerySet(models.QuerySet):
    """Rows of the back office. `visible_to` is the only gate: lists, forms and autocompletes all start from it."""

    seen_by = tuple(Role)

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_role(*self.seen_by) else self.none()


class UserQuerySet(GatedQuerySet):
    seen_by = (Role.ORGANISER,)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    @classmethod
    def normalize_email(cls, email):
        """In lower case as a whole, so that nobody has two accounts and a sign-in finds the one there is."""
        return super().normalize_email(email).lower()

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, email):
        """The address is compared without regard to case, as people type it."""
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Somebody who signs in, by e-mail address. What they may do follows from their groups (`directory.rules`)."""

    username = None
    first_name = None
    last_name = None
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail address"), unique=True)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=["groups"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is already a user with this e-mail address."),
                violation_error_code="user_email_once",
            )
        ]

    def __str__(self):
        return self.name or self.email

    @cached_property
    def roles(self):
        """The roles held, as a set; a superuser holds that of an organiser."""
        held = set(self.groups.values_list("name", flat=True))
        return held | {Role.ORGANISER} if self.is_superuser else held

    def unique_error_message(self, model_class, unique_check):
        """The sentence of `user_email_once`, which an address in lower case meets as a unique field first."""
        (once,) = self._meta.constraints
        return ValidationError(once.get_violation_error_message(), code=once.violation_error_code)

    def has_role(self, *roles):
        return self.is_active and not self.roles.isdisjoint(roles)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


class Region(Bilingual):
    """One of the 34 province-level divisions (GB/T 2260)."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=60)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=60)

    objects = GatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]


class Industry(Bilingual):
    """One of the 97 divisions of the national economy, in 20 sections (GB/T 4754-2017)."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    section = models.CharField(_("section"), max_length=1)
    name_en = models.CharField(_("name (English)"), max_length=160)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=160)

    objects = GatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("industry")
        verbose_name_plural = _("industries")
        ordering = ["code"]


class OrganisationKind(models.TextChoices):
    """Kinds of organisation, in the order in which protocol names them."""

    GOVERNMENT = "government", _("Government")
    ASSOCIATION = "association", _("Association")
    INSTITUTE = "institute", _("Research institute")
    UNIVERSITY = "university", _("University")
    OPERATOR = "operator", _("Carrier")
    VENDOR = "vendor", _("Equipment vendor")
    ENTERPRISE = "enterprise", _("Enterprise")
    FUND = "fund", _("Fund")


class Organisation(Bilingual):
    slug = models.SlugField(_("address on the site"), max_length=80, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("group"),
        null=True,
        blank=True,
        related_name="members",
        help_text=_("The organisation it belongs to, such as the group of a carrier's provincial company."),
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    about_en = models.TextField(_("about (English)"), blank=True, max_length=4000)
    about_zh_hans = models.TextField(_("about (Chinese)"), blank=True, max_length=4000)
    logo = PictureField(_("logo"), upload_to="logos", blank=True)

    objects = GatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_en", "name_zh_hans"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="organisation_has_name",
                violation_error_message=_("Give the organisation a name in at least one language."),
                violation_error_code="organisation_has_name",
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")),
                name="organisation_not_its_own_group",
                violation_error_message=_("An organisation cannot be its own group."),
                violation_error_code="organisation_not_its_own_group",
            ),
        ]


class Person(Bilingual):
    slug = models.SlugField(_("address on the site"), max_length=80, unique=True)
    name_en = models.CharField(pgettext_lazy("person", "name (English)"), max_length=120, blank=True)
    name_zh_hans = models.CharField(pgettext_lazy("person", "name (Chinese)"), max_length=120, blank=True)
    about_en = models.TextField(_("about (English)"), blank=True, max_length=4000)
    about_zh_hans = models.TextField(_("about (Chinese)"), blank=True, max_length=4000)
    portrait = PictureField(_("portrait"), upload_to="portraits", blank=True)

    objects = GatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_en", "name_zh_hans"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="person_has_name",
                violation_error_message=_("Give the person a name in at least one language."),
                violation_error_code="person_has_name",
            )
        ]


class OfficeQuerySet(GatedQuerySet):
    def held_on(self, day):
        """Offices held on a day: begun by then, and not yet left."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
        )


class Office(Bilingual):
    """A person's title at an organisation, from one day to another, so that an old year keeps the old title."""

    called_by = "title"

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="offices")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="offices"
    )
    title_en = models.CharField(pgettext_lazy("office", "title (English)"), max_length=200, blank=True)
    title_zh_hans = models.CharField(pgettext_lazy("office", "title (Chinese)"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: since always."))
    valid_to = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day. Empty: to this day."))

    objects = OfficeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["person", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("title"),
                name="office_has_title",
                violation_error_message=_("Give the office a title in at least one language."),
                violation_error_code="office_has_title",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="office_ends_after_start",
                violation_error_message=_("The last day of an office cannot lie before its first."),
                violation_error_code="office_ends_after_start",
            ),
            NoOverlap(
                name="office_one_at_a_time",
                same=["person", "organisation"],
                starts="valid_from",
                ends="valid_to",
                violation_error_message=_(
                    "This person already holds an office at this organisation at that time: %(other)s."
                ),
                violation_error_code="office_one_at_a_time",
            ),
        ]

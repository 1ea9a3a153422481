"""What the pages of the matchmaking have in common: they are for organisers, and lists stay quick."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from competition.admin.listing import CappedPaginator, LongChangeList, UncountedPaginator
from directory.admin import BloomAdmin, BloomStackedInline, BloomTabularInline
from matchmaking.admin.choosing import Choosing, is_completing
from matchmaking.models import Side
from matchmaking.models.choices import ChoicesField
from matchmaking.models.parties import who_may_come


class Fields:
    """The fields that need other widgets than Django's, several choices and a file that has no address; and the account
    of who comes for a party, which is not an organiser's.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, ChoicesField):
            field = db_field.formfield(label=capfirst(db_field.verbose_name))
            field.widget = UnfoldAdminCheckboxSelectMultipleWidget(choices=field.choices)
            return field
        if isinstance(db_field, models.FileField):
            return db_field.formfield(widget=forms.FileInput)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "user":
            field.queryset = field.queryset.filter(pk__in=who_may_come())
            field.error_messages["invalid_choice"] = _("This account is an organiser's, who comes for no party.")
        return field


class MatchmakingModelAdmin(Choosing, Fields, BloomAdmin):
    """A page for one kind of row of the matchmaking."""

    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 0
    stays: tuple[str, ...] = ()  # the fields that do not change any more once the row is there

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(self.stays if obj else ()))

    def get_queryset(self, request):
        """With what a row is called by, wherever it is named: in lists, in titles and where a field completes."""
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_changelist(self, request, **kwargs):
        return LongChangeList

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        """What a field completes is not counted at all."""
        paginator = UncountedPaginator if is_completing(request) else self.paginator
        return paginator(queryset, per_page, orphans, allow_empty_first_page)

    def page(self, request, template, context, status=200):
        """A page of ours within the admin, or a `part` of it: "day_floor", "day_floor#board"."""
        name, _hash, part = template.partition("#")
        common = self.admin_site.each_context(request) | {"opts": self.opts}
        path = f"admin/matchmaking/{name}.html{'#' if part else ''}{part}"
        return render(request, path, common | context, status=status)

    def visible(self, request, pk):
        """The row with this key, for those who may change it."""
        row = self.get_queryset(request).filter(pk=pk).first()
        if row is None:
            raise Http404(_("There is no such row, or you do not see it."))
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    def each(self, request, rows, operation, done):
        """For an action: does an operation to each row, and says how many are `done`, a sentence, and who is not."""
        number, refused = 0, []
        for row in rows:
            try:
                operation(row, by=request.user)
            except ValidationError as refusal:
                refused += refusal.messages
            else:
                number += 1
        if number:
            messages.success(request, done % {"number": number})
        for words in dict.fromkeys(refused):
            messages.error(request, words)


class MatchmakingStackedInline(Choosing, Fields, BloomStackedInline):
    pass


class MatchmakingTabularInline(Choosing, Fields, BloomTabularInline):
    pass


class BelongsFilter(admin.SimpleListFilter):
    """Whether a row belongs to a venture or to an investor."""

    title = gettext_lazy("of whom")
    parameter_name = "of"

    def lookups(self, request, model_admin):
        return Side.choices

    def queryset(self, request, queryset):
        return queryset.filter(**{f"{self.value()}__isnull": False}) if self.value() else queryset

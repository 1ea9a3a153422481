"""What the pages of the competition have in common: visitors see at once what may be seen, and lists stay quick."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.validators import EMPTY_VALUES
from django.db import transaction
from django.shortcuts import render

from competition import published
from competition.admin.listing import CappedPaginator, LongChangeList, UncountedPaginator
from directory.admin import BloomAdmin, RowFilter


class CompetitionModelAdmin(BloomAdmin):
    """A page for one kind of row of the competition."""

    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 0

    def get_changelist(self, request, **kwargs):
        return LongChangeList

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        transaction.on_commit(published.refresh)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        transaction.on_commit(published.refresh)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        transaction.on_commit(published.refresh)

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        """What a field completes is not counted at all."""
        completes = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        paginator = UncountedPaginator if completes else self.paginator
        return paginator(queryset, per_page, orphans, allow_empty_first_page)

    def page(self, request, template, context, status=200):
        """A page of ours within the admin."""
        common = self.admin_site.each_context(request) | {"opts": self.opts}
        return render(request, f"admin/competition/{template}.html", common | context, status=status)


class SetFilter(RowFilter):
    """Lists what has one row in a set of rows, each once."""

    def queryset(self, request, queryset):
        value = self.value()
        if value in EMPTY_VALUES:
            return queryset
        if not str(value).isdecimal():
            raise IncorrectLookupParameters(value)
        through, name = getattr(self.field.model, self.field.name).through, self.field.m2m_field_name()
        chosen = through.objects.filter(**{f"{self.field.m2m_reverse_field_name()}_id": value})
        return queryset.filter(pk__in=chosen.values(name))

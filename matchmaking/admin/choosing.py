"""What a field offers to choose from: rows of one day, where that is known; where it is not, each with its day."""

from django.contrib.admin.widgets import AutocompleteSelect
from django.http import QueryDict
from django.utils import timezone

from competition.admin.board_page import number


def asked_day(request):
    """The key of the day that an address names, by itself or by the filter of the list that the reader came from."""
    named = [*request.GET.items(), *QueryDict(request.GET.get("_changelist_filters", "")).items()]
    return next((number(value) for name, value in named if name == "day" or name.endswith("day__id__exact")), None)


def day_of(row):
    """The key of the day of a row, or of the party that it belongs to."""
    if hasattr(row, "day_id"):
        return row.day_id
    party = getattr(row, "venture", None) or getattr(row, "investor", None)
    return party.day_id if party else None


def has_day(model):
    return any(field.name == "day" for field in model._meta.fields)


class ChoicesOfDay(AutocompleteSelect):
    """Completes among the rows of one day."""

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day

    def get_url(self):
        return f"{super().get_url()}?day={self.day}"


class Choosing:
    """For forms and their inlines: those fields whose rows are of a day offer those of the day of the form."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        request.day = day_of(obj) or asked_day(request)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        request.day = day_of(obj) or asked_day(request)
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        completes = db_field.name in self.get_autocomplete_fields(request)
        if completes and has_day(db_field.related_model) and getattr(request, "day", None):
            kwargs.setdefault("widget", ChoicesOfDay(db_field, self.admin_site, day=request.day))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        day = {"day": asked_day(request)} if has_day(self.model) else {}
        return super().get_changeform_initial_data(request) | day

    def get_search_results(self, request, queryset, search_term):
        """What a field completes is of the day that it asks for."""
        rows, has_duplicates = super().get_search_results(request, queryset, search_term)
        if is_completing(request) and has_day(self.model) and (day := asked_day(request)):
            rows = rows.filter(day=day)
        return rows, has_duplicates

    def completed(self, row, request):
        """Of which day a row is, is said unless only those of one day are asked for."""
        if not has_day(self.model) or asked_day(request):
            return super().completed(row, request)
        return f"{row} · {row.day}, {timezone.localdate(row.day.activity.starts_at)}"


def is_completing(request):
    return bool(request.resolver_match) and request.resolver_match.url_name == "autocomplete"

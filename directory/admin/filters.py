"""Filters of the lists in the back office."""

from unfold.contrib.filters.admin import AutocompleteSelectFilter


class RowFilter(AutocompleteSelectFilter):
    """Lists what belongs to one row of another kind; of that row it tells only those who see it."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            field = choice["form"].fields[self.lookup_kwarg]
            field.queryset = field.queryset.visible_to(self.request.user)
            yield choice

"""Many new rows at once, each with its row in the history."""

from competition.recording import Author, record, record_lists

REASON = "Illustrative"


class Writer:
    """One run: whatever it writes was written at one moment."""

    def __init__(self, at):
        self.at = at
        self.author = Author(None, at, REASON)

    def add(self, model, rows, **lists):
        """Adds rows; `lists` are what their many-to-many fields hold, by name: for each row some primary keys."""
        made = model.objects.bulk_create(rows)
        keys = [row.pk for row in made]
        for name, found in lists.items():
            field = model._meta.get_field(name)
            through, own, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
            pairs = [(key, one) for key, ones in zip(keys, found, strict=True) for one in ones]
            through._base_manager.bulk_create([through(**{own: key, other: one}) for key, one in pairs])
        record(model, keys, "+", self.author)
        record_lists(model, keys, list(lists))
        return made

    def changed(self, model, rows, **values):
        """Sets the same values in some rows, a query set."""
        keys = list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=keys).update(**values)
        record(model, keys, "~", self.author)

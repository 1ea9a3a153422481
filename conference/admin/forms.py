"""The forms of an activity, its agenda items and who appears in them: rules that speak about several rows at once."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.forms import MergingForm, MergingFormSet
from directory.forms.moments import only_day

LAST = 9_999  # the highest number in an order of protocol
ASIDE = 20_000  # added to numbers that are about to be given to others


class ActivityForm(MergingForm):
    """Whether the activity still covers its agenda items is asked of the items, which come with the same form."""

    left_to_formset = frozenset({"activity_covers_its_items"})


class AgendaItemFormSet(MergingFormSet):
    """The agenda items of an activity; of one that takes one day, only the hours are asked."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        self.ask_hours(form)

    def ask_hours(self, form):
        day = only_day(self.instance.starts_at, self.instance.ends_at)
        for name in {"starts_at", "ends_at"} & form.fields.keys():
            form.fields[name].day = day

    def full_clean(self):
        """By now the activity has the times that were sent with it, perhaps on another day."""
        for form in self.forms:
            self.ask_hours(form)
        super().full_clean()

    def clean(self):
        super().clean()
        activity = self.instance
        if not activity.pk or not (activity.starts_at and activity.ends_at):
            return
        here = [form.instance.pk for form in self.initial_forms]
        others = activity.agenda_items.exclude(pk__in=here)
        outside = others.filter(Q(starts_at__lt=activity.starts_at) | Q(ends_at__gt=activity.ends_at))
        if item := outside.first():
            raise ValidationError(
                _("The agenda item “%(child)s” would lie outside the activity's time."),
                code="activity_covers_its_items",
                params={"child": item},
            )


class AppearanceForm(MergingForm):
    """An empty number means: last."""

    left_to_formset = frozenset({"appearance_order_once_in_activity", "appearance_order_once_in_agenda_item"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"].required = False
            self.fields["order"].validators.append(MaxValueValidator(LAST))


class AppearanceFormSet(MergingFormSet):
    """People in order of protocol: each number once, whatever they were before; an empty one comes last."""

    def validate_unique(self):
        """Asked of all rows together, because two of them may change places."""
        kept = [form.instance for form in self.forms if self.is_kept(form)]
        taken = defaultdict(list)
        for row in [*self.others(), *(row for row in kept if row.order is not None)]:
            taken[row.order].append(str(row.person or row.organisation))
        errors = [
            ValidationError(
                _("Number %(order)d in the order of protocol is given to several: %(names)s."),
                code="appearance_order_once",
                params={"order": order, "names": pgettext("list", ", ").join(names)},
            )
            for order, names in sorted(taken.items())
            if len(names) > 1
        ]
        if errors:
            raise ValidationError(errors)
        for order, row in enumerate((row for row in kept if row.order is None), start=max(taken, default=0) + 1):
            row.order = order

    def is_kept(self, form):
        """Whether a form that is right stands for a row that stays, or comes."""
        is_row = form in self.initial_forms or form.has_changed()
        return is_row and form.is_valid() and not self._should_delete_form(form)

    def others(self):
        """Rows that somebody else added since the form was opened."""
        if not self.instance.pk:
            return self.model.objects.none()
        rows = self.model.objects.filter(**{self.fk.name: self.instance}).select_related("person", "organisation")
        return rows.exclude(pk__in=[form.instance.pk for form in self.initial_forms])

    def save(self, commit=True):
        """First puts aside the numbers that change hands, so that none is held twice on the way."""
        moving = {form.instance.pk for form in self.initial_forms if "order" in form.changed_data}
        leaving = {form.instance.pk for form in self.deleted_forms if form.instance.pk}
        self.model.objects.filter(pk__in=moving | leaving).update(order=F("order") + ASIDE)
        return super().save(commit)

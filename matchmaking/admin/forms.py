"""What the pages of a day ask."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.forms.moments import MomentField, only_day
from directory.models import Industry
from matchmaking.models import ProposalKind, Side
from matchmaking.models.roadshows import SEED


class TimeslotsForm(forms.Form):
    """Timeslots from one moment to another; of an activity that takes one day, only the hours are asked."""

    starts_at = MomentField(label=_("From"))
    ends_at = MomentField(label=_("Until"))
    minutes = forms.IntegerField(label=_("Minutes each"), min_value=1, max_value=480, initial=25)
    pause = forms.IntegerField(label=_("Minutes between them"), min_value=0, max_value=480, initial=5)

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        activity = day.activity
        for name in ("starts_at", "ends_at"):
            self.fields[name].day = only_day(activity.starts_at, activity.ends_at)
            self.fields[name].initial = getattr(activity, name)

    @property
    def asked(self):
        cleaned = self.cleaned_data
        return {
            "starts_at": cleaned["starts_at"],
            "ends_at": cleaned["ends_at"],
            "lasting": dt.timedelta(minutes=cleaned["minutes"]),
            "pause": dt.timedelta(minutes=cleaned["pause"]),
        }


class TablesForm(forms.Form):
    first = forms.IntegerField(label=_("From number"), min_value=1, validators=[MaxValueValidator(9_999)])
    last = forms.IntegerField(label=_("To number"), min_value=1, validators=[MaxValueValidator(9_999)])
    place = forms.CharField(
        label=_("Place"), max_length=60, required=False, help_text=_("How they are found, such as “Hall B”.")
    )

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        last = day.tables.order_by("-number").first()
        self.fields["first"].initial = last.number + 1 if last else 1
        self.fields["last"].initial = self.fields["first"].initial + 39

    @property
    def asked(self):
        return dict(self.cleaned_data)


class PlanForm(forms.Form):
    """Whether a plan is mended or made anew; when it is mended, meetings move to another time only if that is asked."""

    kind = forms.ChoiceField(choices=ProposalKind, widget=forms.HiddenInput, initial=ProposalKind.MENDED)
    most_moves = forms.IntegerField(
        label=_("Meetings that may move to another time"), min_value=0, max_value=999, initial=0, required=False
    )

    def clean_most_moves(self):
        return self.cleaned_data["most_moves"] or 0


class WalkInForm(forms.Form):
    """Somebody who was not expected: as little as a plan needs, for a telephone and for somebody who waits."""

    side = forms.ChoiceField(label=_("They are"), choices=Side, widget=forms.RadioSelect, initial=Side.VENTURE)
    organisation = forms.CharField(
        label=_("Organisation"), max_length=200, help_text=_("Its whole name; one that is not known is added.")
    )
    project = forms.CharField(
        label=_("Project"),
        max_length=200,
        required=False,
        help_text=_("Of a venture, if it is called otherwise than its organisation."),
    )
    representative = forms.CharField(label=_("Who is here"), max_length=120)
    industries = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("mandate", "Industries"),
        queryset=Industry.objects.all(),
        required=False,
        help_text=_("Without any, nothing can be matched: of a venture its own, of an investor those it looks for."),
    )


class SeedForm(forms.Form):
    """The seed of a draw, typed twice: it can be entered once only."""

    seed = forms.CharField(label=_("Seed"), max_length=200, validators=[SEED])
    again = forms.CharField(label=_("Seed, once more"), max_length=200)

    def clean(self):
        cleaned = super().clean()
        if {"seed", "again"} <= cleaned.keys() and cleaned["seed"] != cleaned["again"]:
            self.add_error("again", ValidationError(_("This is not the same seed."), code="seeds_differ"))
        return cleaned

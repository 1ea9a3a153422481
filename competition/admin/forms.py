"""What the pages of the competition's back office ask."""

from itertools import chain

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from competition.models import EntryStage, EntryState, Technology, Track
from directory.bilingual import LANGUAGES, column
from directory.forms.moments import MomentField
from directory.models import Industry, Region

AS_IT_IS = gettext_lazy("as it is")
NONE, IS_EMPTIED = "none", gettext_lazy("none: empty it")
STATES = (EntryState.ADMITTED, EntryState.NOT_ADMITTED, EntryState.WITHDRAWN)


class RowsAndNone(ModelChoiceIterator):
    """As it is, none, and then the rows."""

    def __iter__(self):
        choices = super().__iter__()
        return chain([next(choices), (NONE, IS_EMPTIED)], choices)


class RowOrNoneField(forms.ModelChoiceField):
    """A row that many get, or `NONE`: they are to have none."""

    iterator = RowsAndNone

    def __init__(self, **kwargs):
        super().__init__(None, required=False, empty_label=AS_IT_IS, **kwargs)

    def to_python(self, value):
        return NONE if value == NONE else super().to_python(value)


class ChangeManyForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    track = RowOrNoneField(label=pgettext_lazy("competition", "Track"))
    region = RowOrNoneField(label=gettext_lazy("Region"))
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    add_technologies = forms.ModelMultipleChoiceField(None, label=gettext_lazy("Add technologies"), required=False)
    remove_technologies = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("Remove technologies"), required=False
    )
    add_industries = forms.ModelMultipleChoiceField(None, label=gettext_lazy("Add industries"), required=False)
    remove_industries = forms.ModelMultipleChoiceField(None, label=gettext_lazy("Remove industries"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", AS_IT_IS), *((state.value, state.label) for state in STATES)]
        self.fields["stage"].choices = [("", AS_IT_IS), (NONE, IS_EMPTIED), *EntryStage.choices]
        offered = {"track": Track, "region": Region, "technologies": Technology, "industries": Industry}
        for name, field in self.fields.items():
            model = offered.get(name.partition("_")[2] or name)
            if model:
                field.queryset = model.objects.visible_to(user)

    def clean(self):
        """Something has to be asked for; nothing is to come and go at once."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise ValidationError(_("Choose what is to change."), code="nothing_asked")
        for name in ("technologies", "industries"):
            if set(cleaned.get(f"add_{name}") or ()) & set(cleaned.get(f"remove_{name}") or ()):
                refusal = ValidationError(_("What is added cannot be removed, too."), code="added_and_removed")
                self.add_error(f"remove_{name}", refusal)
        return cleaned

    @property
    def asked(self):
        """What is asked for, by primary keys: {what: value}."""

        def key(value):
            if value is None or isinstance(value, str):
                return value or None
            return value.pk if hasattr(value, "pk") else tuple(sorted(row.pk for row in value))

        emptied = tuple(name for name, value in self.cleaned_data.items() if value == NONE)
        cleaned = {name: None if name in emptied else key(value) for name, value in self.cleaned_data.items()}
        return cleaned | {name: cleaned[name] or "" for name in ("state", "stage")} | {"emptied": emptied}


class MomentForm(forms.Form):
    public_at = MomentField(label=gettext_lazy("Public from"))
    has_happened = forms.BooleanField(
        label=gettext_lazy("It was announced then already: make its awards public at once"), required=False
    )


class EnlargeForm(forms.Form):
    places = forms.IntegerField(label=gettext_lazy("Places for the tie"), min_value=0, max_value=999)
    reason_en = forms.CharField(label=gettext_lazy("Why (English)"), max_length=300, required=False)
    reason_zh_hans = forms.CharField(label=gettext_lazy("Why (Chinese)"), max_length=300, required=False)

    @property
    def reason(self):
        return in_languages(self, "reason")


class NoticeForm(forms.Form):
    notice_en = forms.CharField(label=gettext_lazy("Notice (English)"), max_length=300, required=False)
    notice_zh_hans = forms.CharField(label=gettext_lazy("Notice (Chinese)"), max_length=300, required=False)

    @property
    def notice(self):
        return in_languages(self, "notice")


def in_languages(form, name):
    """What a form says in each language."""
    return {language: form.cleaned_data[column(name, language)] for language in LANGUAGES}

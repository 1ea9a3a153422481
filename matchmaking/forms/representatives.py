"""When a party can meet, and who comes for it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms import MergingForm
from matchmaking.models import Representative


class SlotsField(forms.TypedMultipleChoiceField):
    """Timeslots of a day, as a set of their primary keys; a slot that is gone is left out."""

    def __init__(self, slots):
        super().__init__(choices=[(slot.pk, slot) for slot in slots], coerce=int, required=False)

    def clean(self, value):
        known = {str(pk) for pk, _slot in self.choices}
        return {int(pk) for pk in value or () if pk in known}


class AvailabilityForm(forms.Form):
    """The slots in which a party can meet, and those that were shown as such when the page was opened."""

    def __init__(self, *args, slots, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["free"], self.fields["shown"] = SlotsField(slots), SlotsField(slots)


class RepresentativeForm(MergingForm):
    class Meta:
        model = Representative
        fields = ("name", "office", "email", "phone")
        help_texts = {
            "email": _("Nobody of the other side sees it before both agree and the person consents."),
            "phone": _("The same holds for the telephone."),
        }

    @property
    def helper(self):
        found = FormHelper()
        found.form_tag, found.disable_csrf = False, True
        found.layout = Layout(Div("name", "office", css_class="pair"), Div("email", "phone", css_class="pair"))
        return found

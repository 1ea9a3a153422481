"""When a party can meet, and who comes for it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.forms import MergingForm
from matchmaking.models import Representative

CONTACT = ("email", "phone")


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


class InvitedForm(MergingForm):
    """To another address no invitation went yet."""

    def clean(self):
        if "email" in self.changed_data:
            self.instance.invited_at = None
        return super().clean()


class RepresentativeForm(InvitedForm):
    """Somebody who comes for a party. How to reach them is, once they have an account, theirs alone to change."""

    class Meta:
        model = Representative
        fields = ("name", "office", "email", "phone")
        help_texts = {
            "email": _("Nobody of the other side sees it before both agree and the person consents."),
            "phone": _("The same holds for the telephone."),
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_theirs = self.instance.user_id not in (None, by.pk)
        if self.is_theirs:
            for name in CONTACT:
                del self.fields[name]

    def clean(self):
        """Somebody may have signed in while the page was open on which a colleague still could change it."""
        if self.is_theirs and any(self.data.get(name, old) != old for name, old in self.contact()):
            refusal = _("%(name)s has an account by now: only they change how to reach them. Save the rest once more.")
            raise ValidationError(refusal, "contact_is_theirs", {"name": self.instance.name})
        return super().clean()

    def contact(self):
        return [(name, getattr(self.instance, name)) for name in CONTACT]

    @property
    def helper(self):
        found = FormHelper()
        found.form_tag, found.disable_csrf = False, True
        pairs = [("name", "office"), CONTACT]
        found.layout = Layout(*(Div(*pair, css_class="pair") for pair in pairs if self.fields.keys() >= {*pair}))
        return found

"""What one side says of a meeting. Two representatives who say so at once lose nothing."""

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from directory.forms import MergingForm
from matchmaking.models import Feedback, Intent
from matchmaking.models.feedback import MOST_RATING


class FeedbackForm(MergingForm):
    rating = forms.TypedChoiceField(
        label=gettext_lazy("How worthwhile was the meeting?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("From 1, a waste of time, to 5, excellent."),
    )

    class Meta:
        model = Feedback
        fields = ("rating", "intent", "amount", "currency", "comment", "shares_contact")
        widgets = {"intent": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        not_said = pgettext("feedback", "not said")
        self.fields["rating"].choices = [
            ("", not_said),
            *((number, str(number)) for number in range(1, MOST_RATING + 1)),
        ]
        self.fields["intent"].choices = [("", not_said), *Intent.choices]
        self.fields["intent"].label = _("What comes next?")
        self.fields["comment"].widget.attrs["rows"] = 5
        self.fields["amount"].widget.attrs |= {"inputmode": "numeric", "min": 1}

    @property
    def helper(self):
        found = FormHelper()
        found.form_tag, found.disable_csrf = False, True
        money = Div("amount", "currency", css_class="money")
        found.layout = Layout(InlineRadios("rating"), InlineRadios("intent"), money, "comment", "shares_contact")
        return found

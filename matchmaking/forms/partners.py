"""What those who take part ask of the list of the other side, and what they declare."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from competition.models import EntryStage
from conference.forms import Select, choice
from directory.bilingual import in_alphabet
from matchmaking.models import InterestState, Language, Weight

LONGEST_QUERY = 100
TAKEN_BACK = "none"
AMOUNT = {
    "venture": (_("Ticket from (CNY)"), _("Ticket to (CNY)")),
    "investor": (_("Ask from (CNY)"), _("Ask to (CNY)")),
}


class PartnerFilterForm(forms.Form):
    """A GET form, complete without JavaScript."""

    q = forms.CharField(
        label=_("Words"),
        help_text=_("In either language; two Chinese characters are enough."),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Please search for at most %(limit_value)d characters.")},
    )
    interest = choice(_("Interest"), _("Any"), _("There is no such interest: “%(value)s”."))
    industry = choice(_("Industry"), _("All industries"), _("Nobody here names an industry “%(value)s”."))
    technology = choice(_("Technology"), _("All technologies"), _("Nobody here names a technology “%(value)s”."))
    stage = choice(_("Stage"), _("All stages"), _("There is no stage “%(value)s”."))
    region = choice(_("Region"), _("All regions"), _("Nobody here is from a region “%(value)s”."))
    language = choice(_("Can meet in"), _("Any language"), _("There is no language “%(value)s”."))
    least = forms.IntegerField(required=False, min_value=0, max_value=10**15)
    most = forms.IntegerField(required=False, min_value=0, max_value=10**15)

    def __init__(self, data, side, found):
        """`side` is that of who asks, `found` what those who are shown have: {name: [(key, name of it), …]}."""
        super().__init__(data)
        del self.fields["q"].widget.attrs["maxlength"]  # a longer one gets a sentence, and is not cut silently
        self.fields["least"].label, self.fields["most"].label = AMOUNT[side]
        language = get_language()
        self.fields["interest"].choices += [
            ("theirs", _("Who wants to meet us")),
            ("unanswered", _("Who wants to meet us, not answered yet")),
            ("ours", _("Whom we want to meet")),
            ("both", _("Both want to meet")),
        ]
        self.fields["stage"].choices += EntryStage.choices
        self.fields["language"].choices += Language.choices
        for name, pairs in found.items():
            named = [(key, str(row)) for key, row in pairs]
            self.fields[name].choices += sorted(named, key=lambda pair: in_alphabet(pair[1], language))
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_id = "partner-filter"
        self.helper.form_class = "filter"
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.fields, StrictButton(_("Show"), type="submit", css_class="btn-primary"))

    def clean_q(self):
        return " ".join(self.cleaned_data["q"].replace("\0", " ").split())

    def asked(self):
        """What is asked and can be asked: the rest is refused in a sentence, and passed over."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class InterestForm(forms.Form):
    """One button of several, and the weight that counts where it is the one that wishes to meet."""

    state = forms.ChoiceField(choices=[*InterestState.choices, (TAKEN_BACK, _("Take back"))])
    weight = forms.TypedChoiceField(
        label=pgettext_lazy("wish", "How much"),
        choices=Weight.choices,
        coerce=int,
        required=False,
        empty_value=None,
        widget=Select(attrs={"class": "form-select"}),
    )
    is_sure = forms.BooleanField(required=False)

    def clean(self):
        if self.cleaned_data.get("state") == InterestState.WISH and not self.cleaned_data.get("weight"):
            self.cleaned_data["weight"] = Weight.MUCH
        return self.cleaned_data

"""The form with which a venture or an investor registers."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.bilingual import columns
from directory.models import Organisation, OrganisationKind, Region
from matchmaking.models import Representative, Venture

NAMES = columns("name")
ORGANISATION_NAMES = [f"organisation_{name}" for name in NAMES]


def text(model, name, **options):
    """A field of a model, not required, for a form that makes several rows."""
    return model._meta.get_field(name).formfield(**{"required": False} | options)


class RegistrationForm(forms.Form):
    """Who registers what, and for whom; of the rows that come of it, `row` gives each."""

    name_en, name_zh_hans = (text(Venture, name) for name in NAMES)
    organisation_name_en = text(Organisation, "name_en", label=_("name of the organisation (English)"))
    organisation_name_zh_hans = text(Organisation, "name_zh_hans", label=_("name of the organisation (Chinese)"))
    organisation_kind = forms.ChoiceField(label=_("kind of organisation"), choices=OrganisationKind)
    organisation_region = forms.ModelChoiceField(
        Region.objects.all(), label=_("region"), required=False, empty_label=_("Elsewhere, or not said")
    )
    representative_name = text(Representative, "name", label=_("your name"), required=True)
    representative_office = text(Representative, "office", label=_("your office"))
    representative_phone = text(
        Representative,
        "phone",
        label=_("your telephone"),
        help_text=_("Nobody sees it before both sides agree to meet and you consent to it."),
    )

    def __init__(self, *args, side, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_venture = side is Venture
        if not self.is_venture:
            for name in NAMES:
                del self.fields[name]
        self.fields["organisation_kind"].initial = "enterprise" if self.is_venture else "fund"

    def clean(self):
        super().clean()
        self.one_of(ORGANISATION_NAMES, _("Give the organisation a name in at least one language."))
        if self.is_venture:
            self.one_of(NAMES, _("Give the venture a name in at least one language."))

    def one_of(self, names, sentence):
        if not any(self.cleaned_data.get(name) or name in self.errors for name in names):
            self.add_error(names[0], ValidationError(sentence, code="has_name"))

    def values(self, of):
        """What was said of one of the rows: {its field: value}."""
        said = {name.removeprefix(of): value for name, value in self.cleaned_data.items() if name.startswith(of)}
        return {name: value for name, value in said.items() if value is not None}

    @property
    def helper(self):
        venture = [Fieldset(_("The venture"), Div(*NAMES, css_class="pair"))] if self.is_venture else []
        found = FormHelper()
        found.layout = Layout(
            *venture,
            Fieldset(
                _("The organisation"),
                Div(*ORGANISATION_NAMES, css_class="pair"),
                Div("organisation_kind", "organisation_region", css_class="pair"),
            ),
            Fieldset(
                _("You, who come for it"),
                Div("representative_name", "representative_office", css_class="pair"),
                "representative_phone",
            ),
            StrictButton(_("Register"), type="submit", css_class="btn-primary"),
        )
        return found

"""The form that asks for the number of a certificate: a GET form, which leads to the certificate's own address."""

from crispy_forms.bootstrap import FieldWithButtons, StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from competition.certificate.content import as_number

NOT_A_NUMBER = _(
    "This is not the number of a certificate. It has letters, a hyphen and at least four digits: BC6-0001."
)


class CertificateForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the certificate"),
        help_text=_("At the bottom left, such as BC6-0001."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Type the number that stands on the certificate.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "search"
        self.helper.form_action = "competition:certificate_search"
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            FieldWithButtons("number", StrictButton(_("Check"), type="submit", css_class="btn-primary"))
        )

    def clean_number(self):
        """The number in the one form in which it stands on the certificate."""
        number = as_number(self.cleaned_data["number"])
        if not number:
            raise ValidationError(NOT_A_NUMBER, code="not_a_number")
        return number

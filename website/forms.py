"""The search form: a GET form, so that a search has an address."""

from crispy_forms.bootstrap import FieldWithButtons, StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 100


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search this site"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Please search for at most %(limit_value)d characters.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["q"].widget.attrs["maxlength"]  # a longer one gets a sentence, and is not cut silently
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "search"
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            FieldWithButtons("q", StrictButton(_("Search"), type="submit", css_class="btn-primary"))
        )

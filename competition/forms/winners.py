"""The filter of the winners: a GET form, complete without JavaScript. What can be chosen is what is announced."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from competition.models import PrizeTier
from conference.forms import choice
from directory.bilingual import in_alphabet
from directory.templatetags.bilingual import words

GRID, LIST = "grid", "list"


class WinnerFilterForm(forms.Form):
    prize = choice(_("Prize"), _("All prizes"), _("No prize of the kind “%(value)s” is announced in this session."))
    track = choice(
        pgettext_lazy("competition", "Track"),
        _("All tracks"),
        _("No winner of this session is in a track “%(value)s”."),
    )
    region = choice(_("Region"), _("All regions"), _("No winner of this session is from a region “%(value)s”."))
    industry = choice(_("Industry"), _("All industries"), _("No winner of this session is in an industry “%(value)s”."))
    organisation = choice(
        _("Organisation"), _("All organisations"), _("No winner of this session is by an organisation “%(value)s”.")
    )
    view = forms.ChoiceField(
        choices=[(GRID, _("Pictures")), (LIST, _("List"))], required=False, widget=forms.HiddenInput
    )

    def __init__(self, data, found):
        """`found` has, by field, what the winners have: {key: name}."""
        super().__init__(data)
        language = get_language()
        tiers = [pair for pair in PrizeTier.choices if pair[0] in found["prize"]]
        self.fields["prize"].choices += tiers
        for name in ("track", "region", "industry", "organisation"):
            pairs = [(key, words(text)) for key, text in found[name].items()]
            self.fields[name].choices += sorted(pairs, key=lambda pair: in_alphabet(pair[1], language))
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_id = "winners-filter"
        self.helper.form_class = "filter"
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.fields, StrictButton(_("Show"), type="submit", css_class="btn-primary"))

    def wanted(self):
        """What is asked for: {field: value}; a value that no winner has asks for nothing."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields if name != "view"}

    @property
    def shows_list(self):
        return self.cleaned_data.get("view") == LIST

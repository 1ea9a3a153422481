"""The filter of the agenda: a GET form, complete without JavaScript."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from conference.models import ActivityKind
from directory.bilingual import in_alphabet
from directory.templatetags.bilingual import words


class Select(forms.Select):
    """A select rendered in one go: Django's own renders a template for each option, and there may be hundreds."""

    def render(self, name, value, attrs=None, renderer=None):
        attributes = format_html_join("", ' {}="{}"', self.build_attrs(self.attrs, attrs).items())
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, " selected" if str(key) == str(value or "") else "", label) for key, label in self.choices),
        )
        return format_html('<select name="{}"{}>{}</select>', name, attributes, options)


def choice(label, everything, refusal):
    """An optional choice; its real choices are known with the programme."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", everything)],
        widget=Select,
        error_messages={"invalid_choice": refusal},
    )


class AgendaFilterForm(forms.Form):
    kind = choice(_("Kind"), _("All kinds"), _("This programme has no activities of the kind “%(value)s”."))
    hall = choice(_("Hall"), _("All halls"), _("This programme has no hall “%(value)s”."))
    organisation = choice(
        _("Organisation"), _("All organisations"), _("This programme has no organisation “%(value)s”.")
    )

    def __init__(self, data, choices):
        super().__init__(data)
        language = get_language()
        kinds = dict(ActivityKind.choices)
        halls = [(str(room.id), words(room.name)) for room in choices.halls]
        organisations = [(name.slug, words(name.name)) for name in choices.organisations]
        organisations.sort(key=lambda pair: in_alphabet(pair[1], language))
        self.fields["kind"].choices += [(kind, kinds.get(kind, kind)) for kind in choices.kinds]
        self.fields["hall"].choices += halls
        self.fields["organisation"].choices += organisations
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_id = "filter"
        self.helper.form_class = "filter"
        self.helper.disable_csrf = True
        button = StrictButton(_("Show"), type="submit", css_id="filter-submit", css_class="btn-primary")
        self.helper.layout = Layout(*self.fields, button)

    def wanted(self):
        """What is asked for: {field: value}; a value that the programme does not have asks for nothing."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

"""What is typed into the explorer. What is ticked there is read by `competition.pages.exploring`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from competition.explorer.words import MOST_PHRASES, phrases

LONGEST_QUERY = 200
AS_ONE_TYPES = {  # for htmx; the address follows without a step of the history for every word
    "data-hx-trigger": "input changed delay:350ms",
    "data-hx-include": "closest form",
    "data-hx-push-url": "false",
    "data-hx-replace-url": "true",
}


class ExplorerForm(forms.Form):
    q = forms.CharField(
        label=_("Search the entries"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.SearchInput(attrs={"class": "form-control", "autocomplete": "off"} | AS_ONE_TYPES),
        error_messages={"max_length": _("Please search for at most %(limit_value)d characters.")},
    )

    def __init__(self, data, path):
        super().__init__(data)
        attributes = self.fields["q"].widget.attrs
        del attributes["maxlength"]  # a longer one gets a sentence, and is not cut silently
        attributes["data-hx-get"] = path

    def clean_q(self):
        """More words than the index looks at are refused, so that none is passed over silently."""
        query = self.cleaned_data["q"]
        if len(phrases(query, most=None)) > MOST_PHRASES:
            sentence = _("Please search for at most %(number)d words.") % {"number": MOST_PHRASES}
            raise forms.ValidationError(sentence, code="too_many_words")
        return query

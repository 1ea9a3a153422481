"""The profile of a venture and that of an investor with its mandates. Two who edit at once lose nothing."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _

from directory.bilingual import columns
from directory.forms import MergingForm, MergingFormSet
from matchmaking.forms.choosing import Choosing, SeveralField
from matchmaking.forms.decks import DeckForm, DeckInput
from matchmaking.models import Investor, Mandate, Venture

MOST_MANDATES = 10


def pair(name):
    return Div(*columns(name), css_class="pair")


def together(*names):
    return Div(*names, css_class="pair")


class ProfileForm(MergingForm):
    """What profiles have in common; `choices` is what their fields offer."""

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        choices.offer(self)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4
                field.widget.attrs["lang"] = "zh-Hans" if name.endswith("zh_hans") else "en"

    @property
    def helper(self):
        found = FormHelper()
        found.form_tag, found.disable_csrf = False, True
        found.render_hidden_fields = True  # the key of a mandate
        found.layout = Layout(*self.parts())
        return found


class VentureForm(DeckForm, ProfileForm):
    class Meta:
        model = Venture
        fields = (
            *columns("name", "summary"),
            "industries",
            "technologies",
            "stage",
            "region",
            "ask",
            "currency",
            *columns("use_of_funds"),
            "languages",
            "investor_regions",
            "most_meetings",
            "deck",
        )
        widgets = dict.fromkeys(("industries", "technologies", "investor_regions"), Choosing) | {"deck": DeckInput}
        field_classes = dict.fromkeys(("industries", "technologies", "investor_regions"), SeveralField)

    def parts(self):
        yield Fieldset(_("What it is"), pair("name"), pair("summary"))
        yield Fieldset(_("Where it belongs"), "industries", "technologies", together("stage", "region"))
        yield Fieldset(_("What it seeks"), together("ask", "currency"), pair("use_of_funds"), "investor_regions")
        yield Fieldset(_("How it meets"), "languages", "most_meetings")
        deck = ["deck", "remove_deck"] if "remove_deck" in self.fields else ["deck"]
        yield Fieldset(_("Deck"), *deck, css_id="deck")


class InvestorForm(ProfileForm):
    class Meta:
        model = Investor
        fields = (*columns("about"), "languages", "most_meetings")

    def parts(self):
        yield Fieldset(_("Who it is"), pair("about"))
        yield Fieldset(_("How it meets"), "languages", "most_meetings")


class MandateForm(ProfileForm):
    class Meta:
        model = Mandate
        fields = (
            "industries",
            "technologies",
            "stages",
            "least",
            "most",
            "currency",
            "regions",
            *columns("looks_for"),
        )
        widgets = dict.fromkeys(("industries", "technologies", "regions"), Choosing)
        field_classes = dict.fromkeys(("industries", "technologies", "regions"), SeveralField)

    def parts(self):
        yield Div("least", "most", "currency", css_class="tickets")
        yield from ("industries", "stages", "technologies", "regions", pair("looks_for"))
        if "DELETE" in self.fields:
            self.fields["DELETE"].label = _("Remove this mandate")
            yield "DELETE"


MandateFormSet = forms.inlineformset_factory(
    Investor,
    Mandate,
    form=MandateForm,
    formset=MergingFormSet,
    extra=1,
    max_num=MOST_MANDATES,
    absolute_max=2 * MOST_MANDATES,
    validate_max=True,
    can_delete_extra=False,
)

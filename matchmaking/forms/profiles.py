"""The profile of a venture and that of an investor with its mandates. Two who edit at once lose nothing."""

from pathlib import Path

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.bilingual import columns
from directory.forms import MergingForm, MergingFormSet
from directory.forms.merging import parsed
from matchmaking.forms.choosing import Choosing, SeveralField
from matchmaking.models import Investor, Mandate, Venture

MOST_BYTES = 10 * 1024 * 1024
MOST_OF_NAME = 60
MOST_MANDATES = 10
BEGIN, END = b"%PDF-", b"%%EOF"
WITHIN = 1024  # bytes from the beginning and from the end, as readers of PDF look for both


def pair(name):
    return Div(*columns(name), css_class="pair")


def together(*names):
    return Div(*names, css_class="pair")


def is_pdf(file):
    """Whether a file begins and ends as a PDF does."""
    file.seek(0)
    begins = BEGIN in file.read(WITHIN)
    file.seek(max(0, file.size - WITHIN))
    ends = END in file.read(WITHIN)
    file.seek(0)
    return begins and ends


class DeckInput(forms.FileInput):
    """A file that is private has no address, so that the field shows none."""


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


class VentureForm(ProfileForm):
    remove_deck = forms.BooleanField(label=gettext_lazy("Remove the deck"), required=False)

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deck"].widget.attrs["accept"] = "application/pdf"
        self.was_deck = self.instance.deck.name or ""
        if not self.was_deck:
            del self.fields["remove_deck"]

    def clean_deck(self):
        """A PDF, by what is in it, of at most ten megabytes; its name is cut to what a file system takes."""
        deck = self.cleaned_data["deck"]
        if "deck" not in self.files or not deck:
            return deck
        if deck.size > MOST_BYTES:
            words = {"size": filesizeformat(deck.size), "most": filesizeformat(MOST_BYTES)}
            refusal = _("The deck has %(size)s; it may have %(most)s.")
            raise ValidationError(refusal, code="deck_too_large", params=words)
        if not is_pdf(deck):
            raise ValidationError(_("The deck must be a PDF; this file is none."), code="deck_is_pdf")
        deck.name = f"{Path(deck.name).stem[:MOST_OF_NAME]}.pdf"
        return deck

    def clean(self):
        """Only the deck that was on the page is removed: not one that somebody else put there meanwhile."""
        super().clean()
        if not self.cleaned_data.get("remove_deck") or "deck" in self.files:
            return
        if parsed(self.data.get("_shown")).get("deck", self.was_deck) != self.was_deck:
            refusal = _("Somebody else has replaced the deck meanwhile. Save again to remove the new one.")
            self.base["deck"] = self.was_deck
            self.add_error("remove_deck", ValidationError(refusal, code="changed_meanwhile"))
        else:
            self.cleaned_data["deck"] = False

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

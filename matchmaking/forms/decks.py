"""The deck of a venture in a form: a PDF that can be taken away again."""

from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.forms import MergingForm
from directory.forms.merging import parsed

MOST_BYTES = 10 * 1024 * 1024
MOST_OF_NAME = 60
BEGIN, END = b"%PDF-", b"%%EOF"
WITHIN = 1024  # bytes from the beginning and from the end, as readers of PDF look for both


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


class DeckForm(MergingForm):
    """A form of a venture that has the field `deck`, and `remove_deck` where there is one."""

    remove_deck = forms.BooleanField(label=gettext_lazy("Remove the deck"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["deck"]
        field.max_length = None  # the name is cut below
        most = {"most": filesizeformat(MOST_BYTES)}
        words = _("A PDF of at most %(most)s. Shown only to investors to whom the venture has agreed to show it.")
        field.help_text = words % most
        field.widget.attrs |= {
            "accept": "application/pdf",
            "data-most-bytes": MOST_BYTES,
            "data-too-large": _("The deck may have at most %(most)s.") % most,
        }
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

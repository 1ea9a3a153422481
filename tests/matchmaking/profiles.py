"""Profiles as a browser sends them back: every field with what the page shows, and what somebody changes in it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html


def form_of(response):
    """What a browser would send for the one form with a profile in it: {name: value or values}."""
    tree = html.document_fromstring(response.content.decode())
    (form,) = tree.xpath("//form[contains(@class, 'profile') or .//input[@name='_shown']]")
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def pdf(name="deck.pdf", size=0):
    """A file that begins and ends as a PDF does."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + b"0" * size + b"\n%%EOF\n", content_type="application/pdf")

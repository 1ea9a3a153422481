"""The files of certificates: one PDF each, or many for a printer."""

import zipfile
from functools import cache as once
from itertools import batched

from django.conf import settings

from competition.certificate.rendering import MOST_BOUND, Press, Signed
from competition.models import AwardState, Certificate

SINGLE, BOUND = "single", "bound"
ZIPPED_AT = (1980, 1, 1, 0, 0, 0)  # the same certificates give the same file


def press():
    """The fonts, read once a process."""
    return press_with(settings.CERTIFICATE_FONTS)


@once
def press_with(font_folder):
    return Press(font_folder or None)


def pdf(certificate):
    """The file of one certificate, with its signed text in it."""
    return press().pdf(to_print(certificate))


def to_print(certificate):
    return Signed(certificate.content, certificate.signature, check_address(certificate.number))


def check_address(number):
    """Where a certificate is checked; the site answers there in the reader's language."""
    return f"{settings.SITE_URL}/certificates/{number}/"


def certificates_of(edition):
    """Those of a session that hold, in the order of their numbers: that of the ranks when they were issued."""
    rows = Certificate.objects.filter(award__announcement__edition=edition, award__state=AwardState.GIVEN)
    return sorted(rows, key=lambda row: (len(row.number), row.number))


def write_file(edition, form, stream, tell=lambda done, total: None):
    """Writes the file of all certificates of a session, `SINGLE` or `BOUND`; returns its name and how many they are."""
    certificates = certificates_of(edition)
    total = len(certificates)
    write = write_bound if form == BOUND else write_zip
    ending = write(certificates, stream, lambda done: tell(done, total))
    return f"{edition.competition.slug}-{edition.number}-{form}.{ending}", total


def write_zip(certificates, stream, tell=lambda done: None):
    """Writes a ZIP file of single PDFs, numbered in the order given; `tell` hears how many are done. Returns "zip"."""
    with zipfile.ZipFile(stream, "w") as archive:
        for place, certificate in enumerate(certificates, start=1):
            name = f"{place:04} {certificate.number}.pdf"
            archive.writestr(zipfile.ZipInfo(name, ZIPPED_AT), pdf(certificate))
            tell(place)
    return "zip"


def write_bound(certificates, stream, tell=lambda done: None):
    """Writes PDFs of many pages for a printer: one, or a ZIP file of several; returns which: "pdf" or "zip"."""
    parts = list(batched(map(to_print, certificates), MOST_BOUND))
    if len(parts) == 1:
        stream.write(press().bound(parts[0]))
        tell(len(parts[0]))
        return "pdf"
    with zipfile.ZipFile(stream, "w") as archive:
        done = 0
        for place, part in enumerate(parts, start=1):
            archive.writestr(zipfile.ZipInfo(f"{place:02}.pdf", ZIPPED_AT), press().bound(part))
            done += len(part)
            tell(done)
    return "zip"

"""Exporting rows as a sheet that can be imported again as it is, and the empty sheet to begin with."""

from django.utils.translation import gettext as _

from competition import sheets

KINDS = ("xlsx", "csv")
STEP = 500


def export_sheet(sheet, file, kind, *, edition=None, progress=None):
    """Writes all rows of a sheet of `competition.columns` to a binary file, those of a session if one is given.

    Returns their number; `progress(done, total)` is called now and then. Memory does not grow with the rows.
    """
    done = 0
    total = sheet.queryset(edition).count() if progress else 0
    with sheets.writer(kind, file, title=str(sheet.title), widths=sheet.widths()) as made:
        made.headings(sheet.headings())
        for row in sheet.rows(edition):
            made.write(sheet.cells(row))
            done += 1
            if progress and (done % STEP == 0 or done == total):
                progress(done, total)
    return done


def write_template(sheet, file, kind):
    """Writes a sheet with headings alone; a workbook also says what belongs below each of them."""
    with sheets.writer(kind, file, title=str(sheet.title), widths=sheet.widths()) as made:
        made.headings(sheet.headings())
        made.explain(_("Columns"), [_("Column"), _("For machines"), _("What belongs there")], explanations(sheet))


def explanations(sheet):
    for column in sheet.columns.values():
        needed = _("Needed.") if column.is_required else ""
        note = " ".join(filter(None, [needed, str(column.note), column.choices_told()]))
        yield [str(column.label), column.name, note]

"""What is wrong with a file or a row, in the reader's language."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FILE = {
    "too_large": gettext_lazy("The file has %(found)d MB; at most %(most)d MB can be read."),
    "unpacks_too_large": gettext_lazy("The workbook unpacks to more than %(most)d MB; that much is not read."),
    "empty": gettext_lazy("The file is empty."),
    "web_page": gettext_lazy("This is a web page, not a sheet. Please save it as XLSX or CSV."),
    "not_a_sheet": gettext_lazy("This is neither an XLSX workbook nor a CSV file."),
    "old_workbook": gettext_lazy(
        "This is a workbook of an old Excel, or one with a password. Please save it as XLSX without a password."
    ),
    "binary_workbook": gettext_lazy("This is a binary workbook (XLSB). Please save it as XLSX."),
    "open_document": gettext_lazy("This is an OpenDocument file. Please save it as XLSX."),
    "numbers_workbook": gettext_lazy("This is a file of Numbers. Please export it as XLSX."),
    "encrypted": gettext_lazy("The workbook has a password. Please save it without one."),
    "workbook_broken": gettext_lazy("The workbook is broken. Please open it, save it anew as XLSX, and try again."),
    "document_type": gettext_lazy(
        "The workbook declares a document type (<!DOCTYPE …>), which could hide harmful entities. It is not read."
    ),
    "no_sheet": gettext_lazy("The workbook has no sheet."),
    "encoding_unknown": gettext_lazy("The characters are neither UTF-8 nor GB 18030. Please save it as CSV UTF-8."),
    "encoding_broken": gettext_lazy("The file says that it is in %(encoding)s, but it is not."),
    "csv_broken": gettext_lazy("A quotation mark does not end, or something follows it."),
    "too_many_rows": gettext_lazy("There are more than %(most)d rows. Please send them in several files."),
    "too_many_columns": gettext_lazy("There are more than %(most)d columns."),
    "no_rows": gettext_lazy("There is nothing below the headings."),
}
CELL = {
    "too_long": gettext_lazy("The cell has more than %(most)d characters."),
    "error_value": gettext_lazy("The cell shows an error."),
    "formula_without_value": gettext_lazy("The cell has a formula that was never calculated."),
    "no_heading": gettext_lazy("There is no heading above this cell."),
}


def unreadable(error):
    """The refusal of a file, from an UnreadableError."""
    words = FILE[error.code] % error.values
    where = _("Row %(number)d: ") % {"number": error.row} if error.row else ""
    return ValidationError(f"{where}{words}", code=error.code)


def of_cell(problem):
    return CELL[problem.code] % problem.values


def of_constraint(model, name):
    """What a constraint of a model has to say."""
    return next(str(one.violation_error_message) for one in model._meta.constraints if one.name == name)


def of_database(error):
    """What the constraint that the database names has to say."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                return str(constraint.violation_error_message)
    return _("The database does not take this row; somebody may have changed something at the same moment.")

"""What a rule of the database refuses: in the form, with its sentence, and in the database itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def refused_by_the_form(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return {error.code for errors in refusal.value.error_dict.values() for error in errors}


def refused_by_the_database(save):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        save()
    return str(refusal.value)


def both_refuse(row, name):
    """SQLite names the columns of what is to be unique, and not the rule."""
    assert refused_by_the_form(row) == {name}
    refusal = refused_by_the_database(row.save)
    assert name in refusal or "UNIQUE constraint failed" in refusal

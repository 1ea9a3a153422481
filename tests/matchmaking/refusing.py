"""How an operation refuses, for tests of operations."""

import pytest
from django.core.exceptions import ValidationError


def code_of(operation, *args, **values):
    """The code with which it refuses; where the rules of a row do, the set of theirs."""
    with pytest.raises(ValidationError) as refused:
        operation(*args, **values)
    error = refused.value
    return error.code if hasattr(error, "code") else {one.code for one in error.error_dict["__all__"]}

"""Rows for tests of awards, and the codes with which an operation refuses."""

import pytest
from django.core.exceptions import ValidationError

from competition import awarding
from competition.models import Award, Prize
from tests import factories


def ranked(prize, *ranks, **values):
    """Admitted entries of the session of a prize, with these ranks."""
    entries = []
    for rank in ranks:
        entry = factories.entry(edition=prize.edition, **values)
        factories.standing(entry=entry, rank=rank, total=100 - rank)
        entries.append(entry)
    return entries


def given(prize, announcement, by, *ranks):
    return [awarding.give(prize, one, announcement=announcement, by=by) for one in ranked(prize, *ranks)]


def refusal(operation, *args, **kwargs):
    """The codes with which an operation refuses; nothing is written then."""
    before = list(Award.objects.order_by("pk").values()), list(Prize.objects.order_by("pk").values())
    with pytest.raises(ValidationError) as refused:
        operation(*args, **kwargs)
    assert before == (list(Award.objects.order_by("pk").values()), list(Prize.objects.order_by("pk").values()))
    return {error.code for error in ValidationError([refused.value]).error_list}


def order(prize):
    return [award.entry for award in awarding.given_of(prize)]

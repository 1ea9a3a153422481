"""Loading the demonstration of the matchmaking: a day that is past, and a rehearsal that anybody can take part in.

What the days have of their own is in `past` and `rehearsal`; what is added to one of them belongs there.
"""

from django.db import transaction
from django.utils import timezone

from competition.loading import load_competition_demo
from matchmaking.illustrative import PAST, REHEARSAL, generated
from matchmaking.loading import accounts, past, rehearsal
from matchmaking.loading.choosing import chosen, known
from matchmaking.loading.parties import Cast
from matchmaking.loading.writing import Writer


def load_matchmaking_demo(*, password=None, at=None):
    """Loads the matchmaking of the demonstration where it is not there yet; returns its days, none where it was.

    The competition is loaded first where it is missing. The accounts of a venture and an investor get the password;
    without one nobody can sign in with them. All is saved or nothing.
    """
    if rehearsal.is_there():
        return []
    load_competition_demo()
    at = at or timezone.now()
    with transaction.atomic():
        entries = chosen()
        said = generated(known(entries), (PAST, REHEARSAL))
        cast = Cast(entries, said, accounts.by_side(said, password), Writer(at))
        days = [past.load(cast, said.days[0]), rehearsal.load(cast, said.days[1])]
    return [day for day in days if day]

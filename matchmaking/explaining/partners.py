"""Those of the other side, as a party is shown them: how well both suit each other and why, and what was declared."""

from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from matchmaking import finding
from matchmaking.arranging import profiles, suiting
from matchmaking.explaining.reasons import Pair, Reason, in_words
from matchmaking.matching import scores
from matchmaking.models import Interest, InterestState, Side

MOST_REASONS = 3  # of a line in the list
JOINED = {"venture": ("organisation__region", "region"), "investor": ("organisation__region",)}
LISTS = {"venture": profiles.VENTURE_LISTS, "investor": profiles.INVESTOR_LISTS}


class Partner(NamedTuple):
    """Somebody whom a party may meet.

    Units:  hundredths of what would suit best, as the rules compute it; what was declared is not in them.
    `has_declined` is told only to who wished to meet; how much the other side wishes to meet is never told.
    """

    row: Any
    joined: int
    of_own: int
    of_other: int
    mandate: Any
    reasons: list[Reason]
    own: Interest | None
    wants_us: bool
    has_declined: bool

    @property
    def best_reasons(self):
        """What speaks for both to meet, the weightiest first."""
        return [reason for reason in self.reasons if reason.speaks != "against"][:MOST_REASONS]

    @property
    def is_wished(self):
        return bool(self.own) and self.own.state == InterestState.WISH

    @property
    def is_declined(self):
        return bool(self.own) and self.own.state == InterestState.DECLINED


def made_ready(party):
    """A party, with what its profile reads: each list is asked for once."""
    prefetch_related_objects([party], *JOINED[party.side], *LISTS[party.side])
    return party


def partners(party, keys, declared, scale):
    """Those with some keys, in that order, as `Partner`; who is not shown any more is left out."""
    side = party.side.other
    shown = party.partners().select_related(*JOINED[side]).prefetch_related(*LISTS[side]).in_bulk(keys)
    rows = [shown[key] for key in keys if key in shown]
    found = suiting.suits(party, rows, scale)
    return [
        partner(party, row, suiting.Suits(*(part[place] for part in found)), declared.get(row.pk), scale)
        for place, row in enumerate(rows)
    ]


def partner(party, row, suit, said, scale):
    said = said or finding.Declared()
    mandate, reasons = why(party, row, suit, scale)
    return Partner(
        row=row,
        joined=round(float(suit.joined) * 100),
        of_own=round(float(suit.of_own) * 100),
        of_other=round(float(suit.of_other) * 100),
        mandate=mandate,
        reasons=reasons,
        own=said.own,
        wants_us=said.is_wish("other"),
        has_declined=said.is_wish("own") and bool(said.other) and said.other.state == InterestState.DECLINED,
    )


def why(party, row, suit, scale):
    """The mandate that suits best, if there is one, and the reasons in words."""
    venture, investor = (party.pair_with(row)[side] for side in Side)
    mandate = investor.mandates.all()[int(suit.mandates)] if suit.mandates >= 0 else None
    told = scores.reasons(
        profiles.venture(venture), profiles.investor(investor), int(suit.mandates), float(suit.text), scale.rates
    )
    pair = Pair(venture, investor, mandate, scale.rates, scale.corpus.parts)
    return mandate, [in_words(pair, one) for one in told]

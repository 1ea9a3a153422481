"""Who may see what of the other side: how to reach somebody once both agree, and a deck where it may be shown."""

from matchmaking.models.feedback import Feedback
from matchmaking.models.meetings import Interest, InterestState, Meeting
from matchmaking.models.parties import PartyState, Side
from matchmaking.models.presence import Consent, Purpose, Representative


def interest_of(side, venture, investor):
    """What one side of a pair has declared, or None."""
    return Interest.objects.filter(venture=venture, investor=investor, side=side).first()


def agreed(venture, investor):
    """Whether both sides of a pair agree that each may know how to reach the other: both want to meet, or both said
    after their meeting that contact data may be exchanged. Who declines or blocks the other ends it, whenever.
    """
    states = Interest.objects.filter(venture=venture, investor=investor).values_list("state", flat=True)
    wishes = [state for state in states if state == InterestState.WISH]
    if len(wishes) < len(states):
        return False
    return len(wishes) == len(Side) or share_contacts(venture, investor)


def share_contacts(venture, investor):
    """Whether both sides said of one meeting, which was not cancelled, that contact data may be exchanged."""
    meetings = Meeting.objects.taking_place().filter(venture=venture, investor=investor)
    said = Feedback.objects.filter(meeting__in=meetings, shares_contact=True)
    return said.values("side").distinct().count() == len(Side)


def reachable(party, *, by):
    """The representatives of a party whose e-mail address and telephone another party may know: those who consent,
    once both parties agree; as long as both take part.
    """
    take_part = {party.state, by.state} == {PartyState.ADMITTED}
    if party.side == by.side or not take_part or not agreed(**party.pair_with(by)):
        return Representative.objects.none()
    return party.representatives.filter(consents__purpose=Purpose.CONTACT)


def shows_deck(venture, investor):
    """Whether an investor may read the deck of a venture: somebody of the venture consents, it has not turned the
    investor down, and the investor wants to meet it or, once the plan is known, is to do so.
    """
    consents = Consent.objects.filter(representative__venture=venture, purpose=Purpose.DECK).exists()
    if not (venture.deck and consents):
        return False
    own, other = (interest_of(side, venture, investor) for side in (Side.VENTURE, Side.INVESTOR))
    if own and own.state != InterestState.WISH:
        return False
    meet = Meeting.objects.taking_place().filter(venture=venture, investor=investor)
    is_wished = bool(other and other.state == InterestState.WISH)
    return is_wished or (investor.day.shows_plan() and meet.exists())

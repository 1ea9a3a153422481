"""The two accounts with which anybody can try the demonstration: that of a venture, and that of an investor."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from competition.loading import cleaned
from directory.models import User

ADDRESSES = {"venture": "venture@example.org", "investor": "investor@example.org"}


def by_side(said, password):
    """{side: the account of the first who comes for its first party}; one that is there already stays as it is."""
    encoded = make_password(password)  # once for both: it takes a while on purpose
    return {
        side: User.objects.filter(email__iexact=email).first() or account(email, said.people[side, 0][0].name, encoded)
        for side, email in ADDRESSES.items()
        if (side, 0) in said.people
    }


def account(email, name, encoded):
    """With its address confirmed: whoever tries the demonstration reads no mail."""
    user = cleaned(User(email=email, name=name, password=encoded))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user

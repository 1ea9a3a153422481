"""Who registered a party, and whether its organisation was in the directory before: for whoever is to admit it."""

from django.db.models import Exists, OuterRef, Subquery

from directory.models import Organisation


def with_registrant(parties):
    """Parties with the key and the address of whoever entered each, and whether somebody else, or an import, had
    entered its organisation.
    """
    entered = parties.model.history.filter(id=OuterRef("pk"), history_type="+").order_by("history_id")
    own = Organisation.history.filter(
        id=OuterRef("organisation"), history_type="+", history_user=OuterRef("registrant_key")
    )
    return parties.annotate(
        registrant_key=Subquery(entered.values("history_user")[:1]),
        registrant=Subquery(entered.values("history_user__email")[:1]),
        has_known_organisation=~Exists(own),
    )

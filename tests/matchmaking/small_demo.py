"""The conference of the demonstration with a competition of a few entries, which is soon there."""

from conference.loading import load_demo
from tests import factories


def small_demo():
    """The conference, and a competition of two illustrative entries and a real one."""
    load_demo()
    edition = factories.edition(competition=factories.competition(slug="blooming-cup"), number=6)
    for number in range(2):
        lead = factories.organisation(kind="enterprise")
        factories.entry(edition=edition, lead=lead, state="admitted", is_illustrative=True, number=f"a{number}")
    factories.entry(edition=edition, lead=factories.organisation(kind="enterprise"), state="admitted", number="real")
    return edition

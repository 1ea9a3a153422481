"""A board of awards for tests, and what its page says."""

from django.urls import reverse
from lxml import html

from competition import awarding
from tests import factories

MOVED_ON = "Somebody changed this board since you looked at it. Look at how it is now, and do it again."


class Board:
    """A prize of three places of a session, an announcement that is not planned, and entries by rank."""

    def __init__(self, client, *ranks):
        self.client = client
        self.prize = factories.prize(quota=3)
        self.edition = self.prize.edition
        self.announcement = factories.announcement(edition=self.edition, public_at=None)
        self.entries = [self.ranked(rank) for rank in ranks]
        self.url = reverse("admin:competition_prize_board", args=[self.prize.pk])

    def ranked(self, rank, **values):
        entry = factories.entry(edition=self.edition, **values)
        factories.standing(entry=entry, rank=rank, total=100 - rank)
        return entry

    def give(self, *entries):
        return [awarding.give(self.prize, one, announcement=self.announcement, by=None) for one in entries]

    def page(self, query="", status=200):
        response = self.client.get(self.url + query)
        assert response.status_code == status
        return html.fromstring(response.content.decode())

    def post(self, do, **values):
        """Presses a button of the board as it is now, or as it was when `shown` was read."""
        sent = {"do": do, "shown": awarding.digest(self.prize), "announcement": self.announcement.pk} | values
        return self.client.post(self.url, sent)

    @property
    def given(self):
        return [award.entry for award in awarding.given_of(self.prize)]


def said(response):
    """What the board says was done, or why it was not."""
    return html.fromstring(response.content.decode()).get_element_by_id("board-said").text_content().strip()


def candidates(page):
    return [int(row.get("data-entry")) for row in page.xpath("//*[@data-entry]")]

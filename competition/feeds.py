"""The winners for other programs: of a session, or of all sessions of a competition. Each is a published page.

What was withdrawn is told, with its notice; an award keeps its name (`guid`) in every feed that has it.
"""

import datetime as dt
import json
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition.models import Edition, PrizeTier
from competition.pages import competition_page
from competition.pages.winners import partners_of, public_awards, winners_of
from competition.sheets import CsvWriter, as_csv
from conference.exchange.events import clean, in_one_line
from conference.templatetags.linked_data import absolute
from directory.bilingual import each, text_of
from directory.templatetags.bilingual import bcp47, words

JSON_FEED = "https://jsonfeed.org/version/1.1"
COLUMNS = ["session", "year", "number", "title_en", "title_zh_hans", "prize_en", "prize_zh_hans", "tier"]
COLUMNS += ["track_en", "track_zh_hans", "region_en", "region_zh_hans", "organisation_en", "organisation_zh_hans"]
COLUMNS += ["partners", "citation_en", "citation_zh_hans", "state", "notice_en", "notice_zh_hans"]
COLUMNS += ["announced_at", "address", "is_illustrative"]


class Told(NamedTuple):
    """A feed: what it is called, where its page is, the sessions it covers, and its winners."""

    title: str
    path: str
    editions: dict[int, Edition]
    winners: list

    def guid(self, winner):
        """What an award is called for ever, in whatever feed or language."""
        return f"{settings.SITE_URL}/awards/{self.editions[winner.edition].competition.slug}/#award-{winner.pk}"


def told(shown, number):
    """The feed of a session or, without a number, of all of them, the latest first."""
    if number is None:
        name, path, editions = words(text_of(shown.competition, "name")), shown.path, shown.editions
    else:
        edition = shown.edition(number)
        name = f"{words(text_of(shown.competition, 'name'))} · {edition}"
        path, editions = reverse("competition:winner_list", args=[shown.slug, number]), [edition]
    winners = winners_of(public_awards(shown, *editions), editions)
    order = {edition.pk: place for place, edition in enumerate(editions)}
    winners.sort(key=lambda winner: order[winner.edition])
    title = _("%(name)s: winners") % {"name": in_one_line(name)}
    return Told(title, path, {edition.pk: edition for edition in editions}, winners)


def title_of(winner):
    line = f"{in_one_line(words(winner.prize.name))} · {in_one_line(words(winner.title))}"
    return _("Withdrawn: %(award)s") % {"award": line} if winner.is_withdrawn else line


def lines_of(winner):
    """What a reader of a feed is told of an award, line by line."""
    yield clean(words(winner.lead.name))
    yield from filter(None, [clean(words(winner.notice)), clean(words(winner.citation))])
    if winner.is_illustrative:
        yield _("Illustrative: invented for the demonstration.")


class WinnersFeed(Atom1Feed):
    """Atom, with a date of its own where nothing is announced yet: the page is not a function of the clock."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["begun_at"]


@require_safe
@competition_page
def winners_atom(request, shown, number=None):
    found = told(shown, number)
    first = min(edition.year for edition in found.editions.values())
    feed = WinnersFeed(
        title=found.title,
        link=settings.SITE_URL + found.path,
        description="",
        language=bcp47(get_language()),
        author_name=in_one_line(words(text_of(shown.competition, "name"))),
        feed_url=settings.SITE_URL + request.path,
        feed_guid=settings.SITE_URL + request.path,
        begun_at=dt.datetime(first, 1, 1, tzinfo=dt.UTC),
    )
    for winner in found.winners:
        feed.add_item(
            title=title_of(winner),
            link=settings.SITE_URL + winner.path,
            unique_id=found.guid(winner),
            description=format_html_join("", "<p>{}</p>", ((line,) for line in lines_of(winner))),
            pubdate=winner.public_at,
            updateddate=winner.withdrawn_at or winner.public_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
@competition_page
def winners_json(request, shown, number=None):
    """JSON Feed 1.1; what it has no word for stands in `_award`."""
    found = told(shown, number)
    document = {
        "version": JSON_FEED,
        "title": found.title,
        "home_page_url": settings.SITE_URL + found.path,
        "feed_url": settings.SITE_URL + request.path,
        "language": bcp47(get_language()),
        "items": [item_of(found, winner) for winner in found.winners],
    }
    return HttpResponse(json.dumps(document, ensure_ascii=False), content_type="application/feed+json; charset=utf-8")


def item_of(found, winner):
    picture, edition = winner.picture, found.editions[winner.edition]
    item = {
        "id": found.guid(winner),
        "url": settings.SITE_URL + winner.path,
        "title": title_of(winner),
        "content_text": "\n".join(lines_of(winner)),
        "date_published": moment(winner.public_at),
        "date_modified": moment(winner.withdrawn_at or winner.public_at),
        "authors": [{"name": in_one_line(words(winner.lead.name))}],
        "tags": [PrizeTier(winner.prize.tier).value, *filter(None, [winner.track and winner.track.key])],
        "_award": {
            "session": edition.number,
            "year": edition.year,
            "number": winner.number,
            "prize": winner.prize.name,
            "entry": winner.title,
            "organisation": winner.lead.name,
            "is_withdrawn": winner.is_withdrawn,
            "notice": winner.notice,
            "is_illustrative": winner.is_illustrative,
        },
    }
    return item | {"image": absolute(picture.url)} if picture else item


@require_safe
@competition_page
def winners_csv(request, shown, number=None):
    """Every award with both languages side by side; nothing in it is a formula to a spreadsheet program."""
    found = told(shown, number)
    partners = partners_of({winner.entry for winner in found.winners})
    rows = [row_of(found, winner, partners.get(winner.entry, [])) for winner in found.winners]
    response = HttpResponse(as_csv([COLUMNS, *rows]), content_type=CsvWriter.content_type)
    name = f"{shown.slug}-{number}" if number else shown.slug
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-winners.csv"'
    return response


def row_of(found, winner, partners):
    edition = found.editions[winner.edition]
    return [
        edition.number,
        edition.year,
        winner.number,
        *each(winner.title),
        *each(winner.prize.name),
        winner.prize.tier,
        *each(winner.track.name if winner.track else {}),
        *each(winner.region.name if winner.region else {}),
        *each(winner.lead.name),
        "; ".join(words(partner.name) for partner in partners),
        *each(winner.citation),
        "withdrawn" if winner.is_withdrawn else "given",
        *each(winner.notice),
        moment(winner.public_at),
        settings.SITE_URL + winner.path if winner.has_page else "",
        "yes" if winner.is_illustrative else "",
    ]


def moment(at):
    return timezone.localtime(at).isoformat(timespec="seconds")

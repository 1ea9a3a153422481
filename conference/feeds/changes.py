"""What changed in the programme, one Atom entry for each version that was public."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conference import published
from conference.exchange.events import clean
from conference.feeds.addresses import absolute
from conference.pages import programme_page
from conference.templatetags.changes import changes_in_words
from directory.templatetags.bilingual import words


@require_safe
@programme_page
def changes_feed(request, shown):
    """The feed of the published programme; a draft and an older version have none."""
    if not shown.is_public:
        raise Http404(_("Only a published programme has a feed of its changes."))
    language, history = get_language(), published.history(shown.slug)
    name = clean(words(shown.programme.conference.name))
    address = absolute("conference:changes_feed", address=shown.address)
    feed = Atom1Feed(
        title=_("%(conference)s: what changed") % {"conference": name},
        link=absolute("conference:change_list", address=shown.address),
        description="",
        language=language,
        author_name=name,
        feed_url=address,
        feed_guid=address,
    )
    for version in history:
        add_version(feed, shown, version, is_first=version is history[-1])
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def add_version(feed, shown, version, *, is_first):
    date = formats.date_format(timezone.localtime(version.published_at), "DATE_FORMAT")
    feed.add_item(
        title=_("Version %(number)d, %(date)s") % {"number": version.number, "date": date},
        link=absolute("conference:change_list", address=shown.address),
        unique_id=f"{absolute('conference:changes_feed', address=shown.address)}#version-{version.number}",
        description=clean(format_html("<p>{}</p>{}", version.note, in_words(version.changes, shown, is_first))),
        updateddate=version.published_at,
        pubdate=version.published_at,
    )


def in_words(changes, shown, is_first):
    """The changes as HTML; of the first version, where everything is new, how many activities there are."""
    if is_first:
        number = sum(change["subject"] == "activity" for change in changes)
        words = ngettext(
            "The programme is published: %(number)d activity.",
            "The programme is published: %(number)d activities.",
            number,
        )
        return format_html("<p>{}</p>", words % {"number": number})
    return render_to_string("conference/_changes.html", changes_in_words(changes, shown.programme))

"""What every page says of itself: its addresses in both languages, and the site's own name."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from competition.pages import public_competitions
from competition.published import stage
from conference.published import publication
from conference.templatetags.linked_data import absolute
from directory.templatetags.bilingual import bcp47

register = template.Library()

DAY_ENDS = "matchmaking.MatchmakingDay.activity__ends_at"  # as `matchmaking.apps` names that moment
OPEN_GRAPH_LOCALES = {"en": "en_GB", "zh-hans": "zh_CN"}


@register.simple_tag
def site_name():
    return settings.SITE_NAME


@register.simple_tag
def awards_path():
    """Where the awards are: the one competition, the list of several, or nowhere."""
    found = public_competitions()
    if len(found) == 1:
        return reverse("competition:competition_detail", args=[found[0][0]])
    return reverse("competition:competition_list") if found else ""


@register.simple_tag
def meetings_path(programme):
    """Where one takes part in the matchmaking meetings of a programme, while one that has a day is to come; or nowhere.

    It asks the database nothing.
    """
    ahead = stage().ahead
    has_any = any((DAY_ENDS, one.id) in ahead and not one.is_cancelled for one in programme.activities)
    return reverse("matchmaking:day_list") if has_any else ""


@register.simple_tag
def conference_path():
    """Where the conference is that the front page shows, or nowhere."""
    slug = publication().current
    return reverse("conference:conference_detail", args=[slug]) if slug else ""


on_site = register.filter("on_site", absolute)


@register.filter
def webcal(address):
    """An address that calendars subscribe to: webcal in place of http or https."""
    return "webcal://" + address.partition("://")[2]


def page_path(context):
    """The path that a page calls its own: that of the view or, failing that, the one asked for."""
    return context.get("page_path") or context["request"].path


def in_language(path, language):
    """The same page in another language; the front page where the path has none."""
    current = f"/{get_language()}/"
    return f"/{language}/{path.removeprefix(current)}" if path.startswith(current) else f"/{language}/"


@register.simple_tag(takes_context=True)
def page_addresses(context):
    """The canonical address of a page, and its alternates for search engines."""
    path = page_path(context)
    codes = [(bcp47(language), language) for language, _name in settings.LANGUAGES]
    codes.append(("x-default", settings.LANGUAGE_CODE))
    return {
        "canonical": on_site(path),
        "locale": OPEN_GRAPH_LOCALES.get(get_language(), "en_GB"),
        "alternates": [{"hreflang": code, "url": on_site(in_language(path, lang))} for code, lang in codes],
    }


@register.simple_tag(takes_context=True)
def other_languages(context):
    """This page in the other languages, with what was asked of it."""
    request = context.get("request")
    path = page_path(context) if request else reverse("website:home")
    query = f"?{request.GET.urlencode()}" if request and request.GET else ""
    return [
        {"path": in_language(path, language) + query, "hreflang": bcp47(language), "name": name}
        for language, name in settings.LANGUAGES
        if language != get_language()
    ]

"""What django-unfold shows around the back office: name, colours, and the navigation in the words of the glossary."""

from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Group, and its lists: (model, icon). The name of a list is that of its model.
LISTS = [
    (
        _("Programme"),
        [
            ("conference.conference", "local_florist"),
            ("conference.activity", "event"),
            ("conference.agendaitem", "format_list_bulleted"),
            ("conference.exhibit", "view_in_ar"),
            ("conference.release", "campaign"),
            ("conference.news", "newspaper"),
        ],
    ),
    (
        _("Competition"),
        [
            ("competition.entry", "inventory_2"),
            ("competition.edition", "calendar_month"),
            ("competition.prize", "trophy"),
            ("competition.award", "workspace_premium"),
            ("competition.announcement", "schedule"),
            ("competition.awardpresentation", "theater_comedy"),
            ("competition.certificate", "verified"),
            ("competition.bulkchange", "published_with_changes"),
            ("competition.run", "swap_vert"),
        ],
    ),
    (
        _("Matchmaking"),
        [
            ("matchmaking.matchmakingday", "handshake"),
            ("matchmaking.venture", "rocket_launch"),
            ("matchmaking.investor", "account_balance"),
            ("matchmaking.representative", "contacts"),
            ("matchmaking.interest", "favorite"),
            ("matchmaking.meeting", "groups"),
            ("matchmaking.roadshow", "co_present"),
            ("matchmaking.absence", "event_busy"),
            ("matchmaking.timeslot", "schedule"),
            ("matchmaking.table", "table_restaurant"),
        ],
    ),
    (
        _("Directory"),
        [
            ("directory.person", "person"),
            ("directory.organisation", "domain"),
            ("directory.office", "badge"),
        ],
    ),
    (_("Places"), [("conference.venue", "location_on"), ("conference.room", "meeting_room")]),
    (
        _("Lists"),
        [
            ("directory.region", "map"),
            ("directory.industry", "category"),
            ("competition.track", "alt_route"),
            ("competition.technology", "memory"),
            ("competition.competition", "emoji_events"),
        ],
    ),
    (_("People and rights"), [("directory.user", "manage_accounts")]),
]


def sidebar(request):
    """The navigation for a user: only what they may look at, and no heading over nothing."""
    groups = [{"items": [{"title": _("Overview"), "icon": "dashboard", "link": reverse("admin:index")}]}]
    for title, lists in LISTS:
        items = [item(model, icon) for model, icon in lists if may_see(request, model)]
        if items:
            groups.append({"title": title, "separator": True, "items": items})
    return groups


def may_see(request, model):
    app_label, name = model.split(".")
    return request.user.has_perm(f"{app_label}.view_{name}")


def item(model, icon):
    opts = apps.get_model(model)._meta
    title = opts.verbose_name_plural[:1].upper() + opts.verbose_name_plural[1:]
    return {"title": title, "icon": icon, "link": reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")}


UNFOLD = {
    "SITE_TITLE": "Bloom",
    "SITE_HEADER": "Bloom",
    "SITE_SUBHEADER": _("Back office"),
    "SITE_URL": "/",
    "SITE_ICON": lambda _request: static("img/blossom.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("img/blossom.svg")}],
    "DASHBOARD_CALLBACK": "matchmaking.admin.dashboard.dashboard",
    "SHOW_LANGUAGES": True,
    "SHOW_BACK_BUTTON": True,
    "SHOW_VIEW_ON_SITE": False,
    "STYLES": [lambda _request: static("css/back-office.css")],
    "SCRIPTS": [
        lambda _request: static("js/picture-preview.js"),
        lambda _request: static("js/picker-language.js"),
        lambda _request: static("js/sending.js"),
    ],
    "BORDER_RADIUS": "4px",
    # The accent of the public pages, #b01048, is 600.
    "COLORS": {
        "primary": {
            "50": "oklch(97.3% .013 5)",
            "100": "oklch(94.6% .029 5)",
            "200": "oklch(89.8% .06 5)",
            "300": "oklch(83% .1 5)",
            "400": "oklch(75% .15 5)",
            "500": "oklch(66% .2 8)",
            "600": "oklch(48.6% .186 13)",
            "700": "oklch(42.5% .163 13)",
            "800": "oklch(36.5% .138 12)",
            "900": "oklch(31% .11 10)",
            "950": "oklch(23% .08 8)",
        }
    },
    "SIDEBAR": {"show_search": True, "navigation": "config.navigation.sidebar"},
    "COMMAND": {"search_models": False},
}

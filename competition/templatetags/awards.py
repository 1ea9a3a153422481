"""Words for the values of the competition: prizes, roles, states; and what its pages say to machines."""

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from competition.models import AttachmentKind
from conference.templatetags.linked_data import absolute, block, typed
from directory.bilingual import spoken, text_of
from directory.templatetags.bilingual import bcp47, words

register = template.Library()


@register.filter
def text(row, name):
    """What a row says in a bilingual field: `entry|text:"title"`."""
    return text_of(row, name) if row else {}


def shown(words_of, language):
    """As `said` has it, in one go: a page has hundreds of winners."""
    found, spoken_in = spoken(words_of, language)
    safe = escape(found)
    return safe if spoken_in == language else f'<span lang="{bcp47(spoken_in)}">{safe}</span>'


@register.filter
def linked(winner):
    """The title of the entry that won, leading to its page; struck through where the award is withdrawn."""
    title = shown(winner.title, get_language())
    if winner.has_page:
        title = f'<a href="{winner.path}">{title}</a>'
    return mark_safe(f"<s>{title}</s>" if winner.is_withdrawn else title)  # noqa: S308  (escaped by `shown`)


@register.filter
def made_by(winner, role=None):
    """Who leads the entry, or the role of the organisation whose page it is; its region and track."""
    language = get_language()
    lead = role_in_entry(role) if role else f'<a href="{winner.lead_path}">{shown(winner.lead.name, language)}</a>'
    beside = [shown(one.name, language) for one in (winner.region, winner.track) if one]
    return mark_safe("\u00a0· ".join([lead, *beside]))  # noqa: S308  (escaped by `shown`)


@register.filter
def attachment_kind(value):
    return AttachmentKind(value).label


@register.filter
def role_in_entry(role):
    """What an organisation is in an entry."""
    return {"lead": _("Lead"), "partner": _("Partner")}[role]


def named(kind, row, path, name="name", **more):
    return typed(kind, name=words(text_of(row, name)), url=absolute(path), **more)


@register.simple_tag
def competition_data(contest, sessions):
    return block(
        **named("EventSeries", contest.competition, contest.path),
        description=words(text_of(contest.competition, "summary")),
        inLanguage=bcp47(get_language()),
        subEvent=[
            typed("Event", name=str(one.edition), url=absolute(one.path), startDate=starts_on(one.edition))
            for one in sessions
        ],
    )


def starts_on(edition):
    """The day by which machines know a session: that of its final, or else its year."""
    return edition.final_on or f"{edition.year}"


@register.simple_tag
def edition_data(contest, session):
    edition = session.edition
    return block(
        **typed("Event", name=f"{words(text_of(contest.competition, 'name'))} · {edition}", url=absolute(session.path)),
        description=words(text_of(edition, "theme")),
        inLanguage=bcp47(get_language()),
        startDate=starts_on(edition),
        location=typed("Place", name=words(text_of(edition, "city"))) if words(text_of(edition, "city")) else None,
        superEvent=named("EventSeries", contest.competition, contest.path),
    )


@register.simple_tag
def entry_data(contest, entry, awards, partners, path):
    """A case as a creative work with the awards that it holds."""
    return block(
        **named("CreativeWork", entry, path, "title"),
        description=words(text_of(entry, "summary")),
        identifier=entry.number,
        inLanguage=bcp47(get_language()),
        dateCreated=entry.deployed_on,
        creator=[organisation(contest, one) for one in (entry.lead, *partners)],
        award=[
            award_in_words(text_of(one.award.prize, "name"), contest, entry.edition)
            for one in awards
            if not one.is_withdrawn
        ],
        isPartOf=named("EventSeries", contest.competition, contest.path),
    )


def award_in_words(prize, contest, edition):
    return f"{words(prize)} · {words(text_of(contest.competition, 'name'))} · {edition}"


def organisation(contest, row):
    return named("Organization", row, reverse("competition:entrant_detail", args=[contest.slug, row.slug]))


@register.simple_tag
def entrant_data(contest, row, years):
    return block(
        **organisation(contest, row),
        description=words(text_of(row, "about")),
        sameAs=row.website,
        award=[
            award_in_words(winner.prize.name, contest, year.edition)
            for year in years
            for winner, _role in year.winners
            if not winner.is_withdrawn
        ],
    )

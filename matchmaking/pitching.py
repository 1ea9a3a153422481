"""What is done with a roadshow: announced, closed, drawn, and run on the stage."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competition import published
from competition.recording import Author, record
from directory.bilingual import LANGUAGES, column, text_of
from matchmaking import drawing, running_order
from matchmaking.models import PartyState, Pitch, Roadshow


def announce(roadshow, *, by, at=None):
    """The rule of the seed becomes public, and with it the page of the roadshow.

    Errors: ValidationError where it is public already, or is not said in both languages.
    """
    with transaction.atomic():
        row = locked(roadshow)
        refuse(row.announced_at, "roadshow_is_announced", _("The rule is announced already."))
        refuse(
            not all(getattr(row, column("rule", language)) for language in LANGUAGES),
            "roadshow_says_its_rule",
            _("Say the rule of the seed in both languages."),
        )
        transaction.on_commit(published.refresh)  # the page of the activity leads to it
        return changed(row, by, pgettext("roadshow", "Announced"), announced_at=at or timezone.now())


def close(roadshow, *, by, at=None):
    """The list is closed and public: every venture gets its number, in the order in which they came to it.

    Errors: ValidationError before the rule is announced, where it is closed already, or where nobody is on it, or
            somebody who is not admitted to the day: a closed list is public, and stays.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row = locked(roadshow)
        refuse(not row.is_public(at), "roadshow_closes_after_its_rule", _("Announce the rule of the seed first."))
        refuse(row.closed_at, "roadshow_is_closed", _("The list is closed already."))
        pitches = list(row.pitches.named().order_by("pk"))
        refuse(not pitches, "roadshow_closed_with_lots", _("There is no venture on the list."))
        others = [str(pitch) for pitch in pitches if pitch.venture.state != PartyState.ADMITTED]
        refuse(
            others,
            "pitch_of_an_admitted_venture",
            _("Not admitted to the day: %(ventures)s. Admit them, or take them off the list."),
            ventures=pgettext("list", ", ").join(others),
        )
        for lot, pitch in enumerate(pitches, 1):
            pitch.lot = lot
        written(pitches, "lot", Author(by, at, _("Numbered")))
        names = [(pitch.lot, names_of(pitch.venture)) for pitch in pitches]
        closed_list = drawing.closed_list(text_of(row, "rule"), names)
        return changed(row, by, _("List closed"), closed_at=at, closed_list=closed_list)


def names_of(venture):
    """What stands for a venture on a closed list: its name and its organisation's, as they are in each language."""
    return [*text_of(venture, "name").values(), *text_of(venture.organisation, "name").values()]


def draw(roadshow, seed, *, by, at=None):
    """The seed is known: every venture on the closed list gets its place.

    Errors: ValidationError before the list is closed, where the order is drawn already, or for a seed that not
            everybody would type the same way.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row = locked(roadshow)
        refuse(not row.closed_at, "roadshow_draws_after_closing", _("Close the list first: then the seed counts."))
        refuse(row.seed, "roadshow_drawn_once", _("The order is drawn already."))
        row = changed(row, by, _("Drawn"), seed=seed.strip(), drawn_at=at)
        pitches = {pitch.lot: pitch for pitch in row.pitches.all()}
        for place, lot in enumerate(drawing.order(row.seed, drawing.digest(row.closed_list), pitches), 1):
            pitches[lot].place = place
        written(pitches.values(), "place", Author(by, at, _("Drawn")))
        return row


def start(pitch, *, by, at=None):
    """The venture is on: whoever was before it is not any more.

    Errors: ValidationError before the draw, or where it was on already or withdrew.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row = of_the_stage(pitch)
        refuse(row.began_at, "pitch_began", _("“%(venture)s” has been on already."), venture=row)
        for other in row.roadshow.pitches.filter(began_at__isnull=False, ended_at=None):
            changed(other, by, _("Ended"), ended_at=at)
        return changed(row, by, _("Began"), began_at=at, skipped_at=None)


def ask(pitch, *, by, at=None):
    """Questions begin, before or after the time for the pitch is over.

    Errors: ValidationError where the venture is not on, or is asked already.
    """
    with transaction.atomic():
        row = on_the_stage(pitch)
        refuse(row.questions_at, "pitch_is_asked", _("Questions have begun already."))
        return changed(row, by, _("Questions"), questions_at=at or timezone.now())


def stop(pitch, *, by, at=None):
    """The venture leaves the stage.

    Errors: ValidationError where it is not on.
    """
    with transaction.atomic():
        return changed(on_the_stage(pitch), by, _("Ended"), ended_at=at or timezone.now())


def skip(pitch, *, by, at=None):
    """The venture is not there: it is on after all others, if it comes.

    Errors: ValidationError before the draw, or where it was on already or withdrew.
    """
    with transaction.atomic():
        row = of_the_stage(pitch)
        refuse(row.began_at, "pitch_began", _("“%(venture)s” has been on already."), venture=row)
        return changed(row, by, _("Skipped"), skipped_at=at or timezone.now())


def withdraw(pitch, *, by, at=None):
    """The venture does not come. From a closed list it is not removed: it keeps its number, and others move up.

    Errors: ValidationError where it withdrew already, or began.
    """
    with transaction.atomic():
        roadshow = locked(pitch.roadshow)
        row = Pitch.objects.select_for_update(of=("self",)).get(pk=pitch.pk)
        refuse(not roadshow.closed_at, "pitch_of_an_open_list", _("The list is open: remove the venture from it."))
        refuse(row.withdrawn_at, "pitch_withdrew", _("“%(venture)s” has withdrawn."), venture=row)
        refuse(row.began_at, "pitch_began", _("“%(venture)s” has been on already."), venture=row)
        return changed(row, by, _("Withdrawn"), withdrawn_at=at or timezone.now())


def come_back(pitch, *, by):
    """A venture that had withdrawn comes after all: its number and its place are still its own.

    Errors: ValidationError where it had not withdrawn, or takes no part in the day.
    """
    with transaction.atomic():
        locked(pitch.roadshow)
        row = Pitch.objects.named().select_for_update(of=("self",)).get(pk=pitch.pk)
        refuse(not row.withdrawn_at, "pitch_withdrew", _("“%(venture)s” has not withdrawn."), venture=row)
        words = {"party": row, "state": row.venture.get_state_display()}
        is_out = row.venture.state != PartyState.ADMITTED
        refuse(is_out, "pitch_of_an_admitted_venture", _("“%(party)s” is not admitted: %(state)s."), **words)
        return changed(row, by, _("Comes after all"), withdrawn_at=None)


def hold(ventures):
    """Locks the roadshows of ventures, before anything of these is changed: whoever closes or draws one waits."""
    keys = Pitch.objects.filter(venture__in=ventures).order_by().values("roadshow")
    list(Roadshow.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def leave(ventures, *, by, at=None):
    """Ventures that take no part in the day any more are taken off open lists, and withdraw from closed ones, unless
    they have been on. Their roadshows are locked, by `hold`.
    """
    for pitch in Pitch.objects.filter(venture__in=ventures, withdrawn_at=None, began_at=None).select_related(
        "roadshow"
    ):
        if pitch.roadshow.closed_at:
            changed(pitch, by, _("Withdrawn"), withdrawn_at=at or timezone.now())
        else:
            pitch._history_user, pitch._change_reason = by, _("Withdrawn")
            pitch.delete()


def slots_of(pitches):
    """The slots of pitches, in the order in which they are given."""
    return [
        running_order.Slot(
            pitch, pitch.began_at, pitch.questions_at, pitch.ended_at, bool(pitch.skipped_at), bool(pitch.withdrawn_at)
        )
        for pitch in pitches
    ]


def locked(roadshow):
    """The row, which nobody else writes meanwhile."""
    return Roadshow.objects.select_for_update(of=("self",)).get(pk=roadshow.pk)


def of_the_stage(pitch):
    """A pitch that may still be on; its roadshow is locked, so that two organisers press one after the other."""
    roadshow = locked(pitch.roadshow)
    row = Pitch.objects.select_for_update(of=("self",)).get(pk=pitch.pk)
    row.roadshow = roadshow
    refuse(not roadshow.seed, "pitch_placed_by_the_draw", _("Draw the order first."))
    refuse(row.withdrawn_at, "pitch_withdrew", _("“%(venture)s” has withdrawn."), venture=row)
    return row


def on_the_stage(pitch):
    row = of_the_stage(pitch)
    refuse(not row.began_at or row.ended_at, "pitch_is_not_on", _("“%(venture)s” is not on."), venture=row)
    return row


def refuse(is_wrong, code, sentence, **words):
    if is_wrong:
        raise ValidationError(sentence, code=code, params=words)


def changed(row, by, reason, **values):
    """Sets values of a row, asks all its rules, and says in its history who did so and what."""
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row._history_user, row._change_reason = by, reason
    row.save(update_fields=list(values))
    return row


def written(pitches, name, author):
    """Writes one value of many pitches, and the history of each."""
    Pitch.objects.bulk_update(pitches, [name])
    record(Pitch, [pitch.pk for pitch in pitches], "~", author)

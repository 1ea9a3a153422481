"""Importing awards."""

from collections import Counter, defaultdict
from functools import cache as once
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from competition import rules
from competition.importing import sentences
from competition.importing.base import SheetImport
from competition.models import Award, AwardState, Entry, EntryState, Prize


class AwardImport(SheetImport):
    """An award is found by its announcement, prize and entry. Nothing is withdrawn, or given again, by a sheet."""

    model = Award
    known_by = ("entry",)

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.is_written:
            Prize.objects.filter(edition__competition=self.sheet.competition).lock()
        prizes = Prize.objects.filter(edition__competition=self.sheet.competition).with_given()
        self.prizes = {prize.pk: prize for prize in prizes}
        self.given = Counter({prize.pk: prize.given for prize in self.prizes.values()})
        self.may_add = once(partial(rules.may_add_awards, self.author.by))
        self.held = defaultdict(dict)  # entry: {(announcement, prize): row} of what is given

    def key(self, line):
        found = self.key_values(line, ["session", "entry"])
        if found is None:
            return None
        edition, number = found
        keys = []
        for name in ("announcement", "prize"):
            column, words = self.sheet.columns[name], line.words.get(name, "")
            try:
                if not words.strip():
                    raise ValidationError(_("This is needed."), code="needed")
                keys.append(column.find(words, edition))
            except ValidationError as error:
                line.refuse(column, " ".join(error.messages))
        state = self.state(line)
        return None if line.wrong else (edition, number, *keys, state)

    def state(self, line):
        column, words = self.sheet.columns["state"], line.words.get("state", "")
        try:
            return column.read(words) or AwardState.GIVEN.value
        except ValidationError as error:
            line.refuse(column, " ".join(error.messages))
            return None

    def load(self, keyed):
        entries = {
            (entry.edition_id, entry.number): entry
            for entry in Entry.objects.filter(
                edition__in={key[0] for key in keyed}, number__in=[key[1] for key in keyed]
            )
        }
        awards = Award.objects.filter(entry__in=[entry.pk for entry in entries.values()]).order_by("pk")
        if self.is_written:
            awards = awards.select_for_update(no_key=True, of=("self",))
        found = defaultdict(list)
        for award in awards:
            found[award.entry_id, award.announcement_id, award.prize_id].append(award)
            if award.state == AwardState.GIVEN:
                self.held[award.entry_id][award.announcement_id, award.prize_id] = award
        for key, line in keyed.items():
            self.match(line, key, entries.get(key[:2]), found)

    def match(self, line, key, entry, found):
        edition, number, announcement, prize, state = key
        if entry is None:
            line.refuse(self.sheet.columns["entry"], _("The session has no entry with this number."))
            return
        there = {award.state: award for award in found[entry.pk, announcement, prize]}
        line.instance = there.get(state)
        if line.instance is None and (state == AwardState.WITHDRAWN or AwardState.WITHDRAWN in there):
            line.refuse(
                self.sheet.columns["state"],
                _("An award is withdrawn, or given again, on its own page, not by a sheet."),
            )
            return
        line.is_new = line.instance is None
        line.instance = line.instance or Award(announcement_id=announcement, prize_id=prize, entry=entry)
        line.instance.edition_id, line.instance.number = edition, number
        line.before = entry.state

    def check(self, line):
        if line.action == "changed" and line.instance.state == AwardState.WITHDRAWN:
            line.refuse(None, _("The award is withdrawn; a sheet does not change it."))
        if not line.is_new:
            return
        award, columns = line.instance, self.sheet.columns
        prize, held = self.prizes[award.prize_id], self.held[award.entry_id]
        if not self.may_add(award.announcement_id):
            line.refuse(columns["announcement"], str(rules.ONLY_ORGANISERS_ADD))
        elif line.before != EntryState.ADMITTED:
            line.refuse(columns["entry"], sentences.of_constraint(Award, "award_of_admitted_entry"))
        elif prize.track_id not in (None, award.entry.track_id):
            line.refuse(columns["prize"], sentences.of_constraint(Award, "award_of_its_track"))
        elif any(other == prize.pk for _announcement, other in held):
            line.refuse(columns["prize"], sentences.of_constraint(Award, "award_once_of_a_prize"))
        elif not prize.allows_other_awards and any(
            announcement == award.announcement_id and not self.prizes[other].allows_other_awards
            for announcement, other in held
        ):
            line.refuse(columns["announcement"], sentences.of_constraint(Award, "award_once_in_announcement"))
        elif self.given[prize.pk] >= prize.places:
            line.refuse(columns["prize"], sentences.of_constraint(Award, "award_within_quota"))
        else:
            self.given[prize.pk] += 1
            held[award.announcement_id, prize.pk] = award

    def write(self, lines):
        self.save(lines)

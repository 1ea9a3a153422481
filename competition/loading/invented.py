"""The illustrative rows of a session, written: organisations, entries with all that belongs to them, and awards."""

from competition.loading.bulk import Kept, Linked, catch_up
from competition.models import Award, AwardState, Edition, Entry, EntryMember, EntryState, Standing, Technology
from directory.models import Industry, Organisation, Region

ENTRY = (
    "edition_id",
    "number",
    "title_en",
    "title_zh_hans",
    "summary_en",
    "summary_zh_hans",
    "outcome_en",
    "outcome_zh_hans",
    "lead_id",
    "region_id",
    "track_id",
    "stage",
    "state",
    "submitted_at",
    "deployed_on",
    "sites",
    "base_stations",
    "devices",
    "is_illustrative",
)


class Writer:
    """One run: where each kind of row is written, and the primary keys of what entries refer to.

    Shapes: `organisations` by slug; the others by code, slug or number.
    """

    def __init__(self, competition, at):
        self.editions = {edition.number: edition for edition in Edition.objects.filter(competition=competition)}
        self.tracks = dict(competition.tracks.values_list("slug", "pk"))
        self.regions = dict(Region.objects.values_list("code", "pk"))
        self.of_industry = dict(Industry.objects.values_list("code", "pk"))
        self.of_technology = dict(Technology.objects.values_list("slug", "pk"))
        self.organisations = dict(Organisation.objects.filter(slug__contains="-example-").values_list("slug", "pk"))
        self.invented = Kept(Organisation, "slug", "name_en", "name_zh_hans", "kind", "region_id", at=at)
        self.entries = Kept(Entry, *ENTRY, at=at)
        self.members = Kept(EntryMember, "entry_id", "organisation_id", "order", at=at)
        self.standings = Kept(Standing, "entry_id", "total", "rank", at=at)
        self.industries = Linked(Entry, "industries")
        self.technologies = Linked(Entry, "technologies")

    def write(self, rows):
        """Writes the rows of a session; returns the primary keys of its entries, in their order."""
        self.write_organisations(rows.organisations)
        pks, history = self.entries.write([self.entry(entry) for entry in rows.entries])
        self.write_links(rows.entries, pks, history)
        self.members.write(
            [
                (pk, self.organisations[partner.slug], order)
                for pk, entry in zip(pks, rows.entries, strict=True)
                for order, partner in enumerate(entry.partners, 1)
            ]
        )
        self.standings.write([(pks[one.entry], one.total, one.rank) for one in rows.standings])
        return pks

    def write_organisations(self, found):
        """Those that an earlier run has left are used as they are."""
        new = [one for one in found if one.slug not in self.organisations]
        rows = [(one.slug, one.name.en, one.name.zh, one.kind, self.regions[one.region]) for one in new]
        pks, _history = self.invented.write(rows)
        self.organisations |= {one.slug: pk for one, pk in zip(new, pks, strict=True)}

    def entry(self, entry):
        return (
            self.editions[entry.session].pk,
            entry.number,
            *entry.title,
            *entry.summary,
            *entry.outcome,
            self.organisations[entry.lead.slug],
            self.regions[entry.region],
            self.tracks[entry.track],
            entry.stage,
            EntryState.ADMITTED.value,
            entry.submitted_at,
            entry.deployed_on,
            entry.sites,
            entry.base_stations,
            entry.devices,
            True,
        )

    def write_links(self, entries, pks, history):
        for linked, name, keys in (
            (self.industries, "industries", self.of_industry),
            (self.technologies, "technologies", self.of_technology),
        ):
            kept = zip(pks, history, entries, strict=True)
            linked.write([(pk, row, keys[called]) for pk, row, entry in kept for called in getattr(entry, name)])

    def finish(self):
        writers = (self.invented, self.entries, self.members, self.standings, self.industries, self.technologies)
        catch_up([insert for writer in writers for insert in (writer.rows, writer.history)])


def award_rows(edition, given, pks):
    """The awards of a session, as rows that are not saved yet; `given` calls entries by their place in `pks`."""
    prizes = {prize.order: prize for prize in edition.prizes.all()}
    announcement = edition.announcements.get()
    return [
        Award(
            announcement=announcement,
            prize=prizes[award.prize],
            entry_id=pks[award.entry],
            rank=award.rank,
            order=award.order,
        )
        for award in given
    ]


def put_on_stage(awards, presentation, rng):
    """Gives the awards of a prize in a presentation, in an order drawn by lots."""
    on_stage = [award for award in awards if award.prize == presentation.prize]
    for place, award in enumerate(rng.sample(on_stage, len(on_stage)), 1):
        award.presentation, award.presented_order = presentation, place


def withdraw_last(awards, prize, notice):
    """Withdraws the last award of a prize, called by its order; `notice` has the other fields."""
    last = [award for award in awards if award.prize.order == prize][-1]
    last.state = AwardState.WITHDRAWN
    for name, value in notice.items():
        setattr(last, name, value)
